// Synapses: width is the weight's size, colour and dash its sign. SVG lines, or a canvas when there are many.
import { change, short, sign } from "../maths/format.js";
import { labelPlaces } from "../maths/label-places.js";
import { lineWidth, scaleOf, THINNEST, widestAt } from "../maths/strengths.js";
import { enter } from "./roving.js";
import { hasLearned } from "../maths/story.js";
import { heldWeights } from "../state/scheduler.js";
import { synapseName } from "../state/selection.js";
import { make, set, token } from "./svg.js";
import { put } from "./writing.js";

const WIDEST_HALO = 22; // and no wider than a neuron's radius
const BUCKETS = 8;
const DASHED = 2; // the bucket from which minus is dashed: fainter lines are a haze, in which no dash is seen
const BUNDLE = 32; // lines of one path: many short paths are drawn twice as fast as one that has thousands of lines

export function makeSvgSynapses(svg, layout) {
  const entries = makeLines(svg, layout);
  const widest = widestAt(layout.radius);
  let prepared = null;
  return ({ weights, frame, moment }) => {
    const scale = scaleOf(weights);
    const key = moment ? hasLearned(moment) ? moment.next.weights : moment.previous : frame;
    if (prepared !== key) preview(entries, moment ? learned(moment) : coming(frame), Math.min(WIDEST_HALO, layout.radius));
    prepared = key;
    for (const entry of entries) drawLine(entry, weights[entry.k][entry.from][entry.to], scale, widest);
  };
}

/** Each synapse is a line and, beneath it, a wider grip to point at; a fan holds those of one neuron. */
function makeLines(svg, layout) {
  const { columns, radius } = layout;
  const grips = make("g", { "data-rove": "", role: "group", "aria-label": "Synapses" }, svg);
  const entries = [];
  columns.slice(1).forEach((targets, k) => columns[k].forEach((source, from) => {
    const fan = make("g", { class: "fan" }, grips);
    targets.forEach((target, to) => {
      const ends = { x1: source.x + radius, y1: source.y, x2: target.x - radius, y2: target.y };
      const subject = `syn${k} ${from} ${to}`;
      const grip = make("line", { class: "grip", role: "button", tabindex: -1, "data-subject": subject, "data-number": subject, "aria-label": synapseName(k, from, to), ...ends }, fan);
      entries.push({ k, from, to, ends, grip, sign: "", written: "" });
    });
  }));
  enter(entries.map(({ grip }) => grip));
  for (const entry of entries) entry.line = make("line", { class: "synapse", "data-layer": entry.k, "data-from": entry.from, "data-to": entry.to, ...entry.ends }, svg);
  const places = columns.slice(1).map((_, k) => labelPlaces(layout, k));
  for (const entry of entries) entry.text = label(svg, places[entry.k]?.[entry.from][entry.to]);
  return entries;
}

function label(svg, place) {
  return place ? make("text", { class: "weight", x: place.x, y: place.y }, svg) : null;
}

function drawLine(entry, weight, scale, widest) {
  entry.line.setAttribute("stroke-width", lineWidth(weight, scale, widest).toFixed(2));
  const now = sign(weight);
  if (now === entry.sign) return;
  entry.sign = now;
  entry.line.setAttribute("class", `synapse ${now}`);
}

/** The weights held, and how much the line that runs next will add to each. */
function coming(frame) {
  const held = heldWeights(frame);
  return { held, change: ({ k, from, to }) => frame.makes?.[`syn${k}`] ? frame.makes[`syn${k}`][from][to] - held[k][from][to] : null };
}

/** The weights before and, once they have learned, how much that was. */
function learned(moment) {
  const { previous: { weights: held }, next: { weights } } = moment;
  return { held, change: ({ k, from, to }) => hasLearned(moment) ? weights[k][from][to] - held[k][from][to] : null };
}

/** What is written: the weight, or its change; then the halo is as wide as that is large. */
function preview(entries, { held, change: changeOf }, halo) {
  const largest = entries.reduce((most, entry) => Math.max(most, Math.abs(changeOf(entry) ?? 0)), 1e-300);
  for (const entry of entries) {
    const step = changeOf(entry);
    set(entry.grip, { class: `grip${step === null ? "" : ` moves ${sign(step)}`}` });
    entry.grip.style.strokeWidth = step === null ? "" : `${(halo * Math.abs(step) / largest).toFixed(1)}px`;
    const weight = held[entry.k][entry.from][entry.to];
    const text = step === null ? short(weight) : change(step, 1);
    if (!entry.text || text === entry.written) continue;
    entry.written = text;
    put(entry.text, text);
    set(entry.text, { class: `weight ${sign(step ?? weight)}${step === null ? "" : " coming"}` });
  }
}

export function makeCanvasSynapses(figure, { columns, radius }, width, height) {
  const canvas = document.createElement("canvas");
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  figure.append(canvas);
  const context = canvas.getContext("2d");
  return ({ weights }) => {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const lines = bucket(weights, columns, radius);
    const colours = { plus: token("--plus"), minus: token("--minus") };
    for (const [which, buckets] of Object.entries(lines)) {
      context.strokeStyle = colours[which];
      buckets.forEach((paths, step) => {
        context.setLineDash(which === "minus" && step >= DASHED ? [7, 4] : []);
        context.globalAlpha = 0.08 + 0.72 * step / (BUCKETS - 1);
        context.lineWidth = THINNEST + 2.6 * step / (BUCKETS - 1);
        for (const { path } of paths) context.stroke(path);
      });
    }
  };
}

/** The lines by sign and strength, in bundles: { path, lines }. */
function bucket(weights, columns, radius) {
  const [plus, minus] = [0, 1].map(() => Array.from({ length: BUCKETS }, () => []));
  const all = { plus, minus };
  const scale = scaleOf(weights);
  weights.forEach((matrix, k) => matrix.forEach((row, from) => row.forEach((weight, to) => {
    const step = Math.min(BUCKETS - 1, Math.floor(Math.abs(weight) / scale * BUCKETS));
    const path = bundle(all[sign(weight)][step]);
    path.moveTo(columns[k][from].x + radius, columns[k][from].y);
    path.lineTo(columns[k + 1][to].x - radius, columns[k + 1][to].y);
  })));
  return all;
}

/** The path that the next line belongs to. */
function bundle(paths) {
  if (!paths.length || paths.at(-1).lines === BUNDLE) paths.push({ path: new Path2D(), lines: 0 });
  const last = paths.at(-1);
  last.lines += 1;
  return last.path;
}
