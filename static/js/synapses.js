// Synapses: width is the weight's size, colour and dash its sign. SVG lines, or a canvas when there are many.
import { strongest } from "./arithmetic.js";
import { short, sign } from "./format.js";
import { make, set, token } from "./svg.js";

const WIDEST = 9;
const THINNEST = 0.6;
const BUCKETS = 8;

/** Line width for a weight: linear up to size 10, which a trained small network reaches, then flat. */
const lineWidth = (weight, scale) => Math.max(THINNEST, WIDEST * Math.min(1, Math.abs(weight) / scale));

const scaleOf = (weights) => Math.max(4, Math.min(strongest(weights), 12));

export function makeSvgSynapses(svg, { columns, labels, radius }) {
  const lines = [];
  columns.slice(1).forEach((targets, k) => columns[k].forEach((source, from) => targets.forEach((target, to) => {
    const ends = { x1: source.x + radius, y1: source.y, x2: target.x - radius, y2: target.y };
    const line = make("line", { class: "synapse", "data-layer": k, "data-from": from, "data-to": to, ...ends }, svg);
    lines.push({ k, from, to, line, sign: "", written: "", text: null, source, target });
  })));
  for (const entry of lines) {
    const share = labels[entry.k]?.[entry.from];
    if (share === undefined) continue;
    const { source, target } = entry;
    const [x1, x2] = [source.x + radius, target.x - radius];
    const x = source.x + (target.x - source.x) * share;
    entry.text = make("text", { class: "weight", x, y: source.y + (target.y - source.y) * (x - x1) / (x2 - x1) }, svg);
  }
  return ({ weights, frame }) => {
    const scale = scaleOf(weights);
    for (const entry of lines) drawLine(entry, weights[entry.k][entry.from][entry.to], frame.weights[entry.k][entry.from][entry.to], scale);
  };
}

function drawLine(entry, weight, exact, scale) {
  entry.line.setAttribute("stroke-width", lineWidth(weight, scale).toFixed(2));
  const now = sign(weight);
  if (now !== entry.sign) {
    entry.sign = now;
    entry.line.setAttribute("class", `synapse ${now}`);
  }
  if (!entry.text) return;
  const written = short(exact);
  if (written === entry.written) return;
  entry.written = written;
  entry.text.textContent = written;
  set(entry.text, { class: `weight ${sign(exact)}` });
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
    const paths = bucket(weights, columns, radius);
    const colours = { plus: token("--plus"), minus: token("--minus") };
    for (const [which, buckets] of Object.entries(paths)) {
      context.strokeStyle = colours[which];
      context.setLineDash(which === "minus" ? [7, 4] : []);
      buckets.forEach((path, step) => {
        context.globalAlpha = 0.08 + 0.72 * step / (BUCKETS - 1);
        context.lineWidth = THINNEST + 2.6 * step / (BUCKETS - 1);
        context.stroke(path);
      });
    }
  };
}

function bucket(weights, columns, radius) {
  const paths = { plus: Array.from({ length: BUCKETS }, () => new Path2D()), minus: Array.from({ length: BUCKETS }, () => new Path2D()) };
  const scale = scaleOf(weights);
  weights.forEach((matrix, k) => matrix.forEach((row, from) => row.forEach((weight, to) => {
    const step = Math.min(BUCKETS - 1, Math.floor(Math.abs(weight) / scale * BUCKETS));
    const path = paths[sign(weight)][step];
    path.moveTo(columns[k][from].x + radius, columns[k][from].y);
    path.lineTo(columns[k + 1][to].x - radius, columns[k + 1][to].y);
  })));
  return paths;
}
