// The signals of a story: weighted inputs travel forward layer by layer, the deltas travel back.
import { sign } from "../maths/format.js";
import { depthOf } from "../maths/story.js";
import { make, set } from "./svg.js";

const LARGEST = 0.32; // of a neuron's radius
const SMALLEST = 1.2; // pixels

export function makeSignals(svg, { columns }) {
  const group = make("g", { "aria-hidden": "true" });
  svg.insertBefore(group, svg.querySelector(":scope > .weight")); // beneath the numbers, which they would hide
  const pulses = [];
  columns.slice(1).forEach((targets, k) => columns[k].forEach((_, from) => targets.forEach((_, to) => {
    pulses.push({ k, from, to, dot: make("circle", { class: "pulse", r: 0 }, group) });
  })));
  return pulses;
}

export function drawSignals(pulses, { columns, radius }, moment, example) {
  const travels = moment && !moment.inSteps && ["forward", "back", "answer"].includes(moment.act);
  if (!travels) { for (const { dot } of pulses) set(dot, { r: 0 }); return; }
  const signals = moment.act === "answer" ? moment.next : moment.previous;
  const forward = moment.act !== "back";
  const depth = forward ? depthOf(moment) : moment.last - depthOf(moment);
  const row = Math.min(example, signals.layers[0].length - 1);
  const largest = forward ? largestInput(signals, row) : largestDelta(signals, row);
  for (const { k, from, to, dot } of pulses) {
    const along = depth - k;
    const value = forward ? signals.layers[k][row][from] * signals.weights[k][from][to] : signals.deltas[k][row][to] * signals.weights[k][from][to];
    if (along <= 0 || along >= 1 || !value) { set(dot, { r: 0 }); continue; }
    const [a, b] = [columns[k][from], columns[k + 1][to]];
    set(dot, {
      class: `pulse ${sign(forward ? value : signals.deltas[k][row][to])}`,
      cx: (a.x + (b.x - a.x) * along).toFixed(1),
      cy: (a.y + (b.y - a.y) * along).toFixed(1),
      r: (SMALLEST + LARGEST * radius * Math.sqrt(Math.min(1, Math.abs(value) / largest))).toFixed(1),
    });
  }
}

function largestInput({ layers, weights }, row) {
  return Math.max(1e-9, ...weights.flatMap((matrix, k) => matrix.flatMap((line, from) => line.map((w) => Math.abs(w * layers[k][row][from])))));
}

function largestDelta({ deltas, weights }, row) {
  return Math.max(1e-9, ...weights.flatMap((matrix, k) => matrix.flatMap((line) => line.map((w, to) => Math.abs(w * deltas[k][row][to])))));
}
