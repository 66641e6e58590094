// What happens at a neuron in a story: a ring opens where signals arrive, and the error opens at the outputs.
import { change, sign } from "../maths/format.js";
import { sinceArrival } from "../maths/story.js";
import { make, set } from "./svg.js";
import { put } from "./writing.js";

const REACH = 0.4; // how far a ring opens, as a share of the neuron's radius
const WIDEST = 0.3; // and how wide it is where an error is 1
const LINE = 16; // pixels between a number and the error written below it
const ROOM = 62; // pixels between two outputs from which an error is written at each

/** A ring for every neuron behind the inputs; for every output also a text, where there is room. */
export function makeArrivals(svg, { columns, radius, stacked }) {
  const group = make("g", { class: "arrivals", "aria-hidden": "true" }, svg);
  const [outputs] = columns.slice(-1);
  const isWritten = outputs.length === 1 || outputs[1].y - outputs[0].y > ROOM;
  return columns.flatMap((column, layer) => layer === 0 ? [] : column.map(({ x, y }, neuron) => ({
    layer, neuron, radius,
    ring: make("circle", { cx: x, cy: y, r: 0 }, group),
    text: column === outputs && isWritten ? write(group, stacked ? { x, y: y + radius + 10 + LINE } : { x: x + radius + 6, y: y + LINE, "text-anchor": "start" }) : null,
  })));
}

function write(group, { "text-anchor": anchor = "", ...place }) {
  const text = make("text", { class: "weight", ...place }, group);
  text.style.textAnchor = anchor; // the numbers on lines have their middle there
  return text;
}

export function drawArrivals(arrivals, moment, example) {
  if (!moment && !arrivals.shown) return;
  arrivals.shown = Boolean(moment);
  const row = moment ? Math.min(example, moment.previous.errors.length - 1) : 0;
  for (const arrival of arrivals) {
    const look = moment ? lookOf(moment, arrival, row) : null;
    set(arrival.ring, look ? { class: look.kind, r: look.r.toFixed(1), "stroke-width": look.width.toFixed(1), "stroke-opacity": look.opacity.toFixed(2) } : { r: 0, "stroke-opacity": 0 });
    if (arrival.text) tellError(arrival, moment, row);
  }
}

/** How a neuron's ring looks: with the error's colour at an output, with the delta's where one arrives, else in ink. */
function lookOf(moment, { layer, neuron, radius }, row) {
  const { act, done, last, previous } = moment;
  if (act === "error" && layer === last) return opened(previous.errors[row][neuron], radius, done);
  if (act === "back" && layer === last) return opened(previous.errors[row][neuron], radius, 1, 1 - done);
  const since = sinceArrival(moment, act === "back" ? last - layer : layer);
  if (act === "error" || act === "update" || since <= 0 || since >= 1) return null;
  const kind = act === "back" ? sign(previous.deltas[layer - 1][row][neuron]) : "ink";
  return { kind, r: radius * (1.1 + REACH * since), width: Math.min(3, radius * 0.15), opacity: 1 - since };
}

function opened(error, radius, done, opacity = 1) {
  const width = 1 + WIDEST * radius * Math.min(1, Math.abs(error)) * done;
  return { kind: sign(error), r: radius * 1.1 + width / 2, width, opacity: opacity * Math.min(1, 4 * done) };
}

function tellError({ text, neuron }, moment, row) {
  const told = moment && ["error", "back"].includes(moment.act);
  put(text, told ? `error ${change(moment.previous.errors[row][neuron], 2)}` : "");
  if (told) set(text, { class: `weight ${sign(moment.previous.errors[row][neuron])}` });
}
