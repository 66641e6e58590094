import assert from "node:assert/strict";
import { test } from "node:test";
import { storyOf, momentOf } from "../../static/js/maths/story.js";
import { drawSignals } from "../../static/js/views/signals.js";

const frame = { layers: [[[1, 0.5]], [[0.2]], [[0.5]]], weights: [[[4], [-2]], [[1]]], deltas: [[[0.25]], [[-0.5]]] };
const COLUMNS = [[{ x: 0, y: 0 }, { x: 0, y: 80 }], [{ x: 100, y: 40 }], [{ x: 200, y: 40 }]];
const SYNAPSES = [[0, 0, 0], [0, 1, 0], [1, 0, 0]];

/** What is seen at a share of an act: the dot of each synapse, null where there is none. */
function seenAt(act, done, inSteps = false) {
  const story = storyOf(frame, frame, { begun: 0, length: 1000, goesOn: false, inSteps });
  const begin = Array.from({ length: 1000 }, (_, now) => now).find((now) => momentOf(story, now).act === act);
  const moment = { ...momentOf(story, begin), done };
  const pulses = SYNAPSES.map(([k, from, to]) => ({ k, from, to, dot: dot() }));
  drawSignals(pulses, { columns: COLUMNS, radius: 20 }, moment, 0);
  return pulses.map(({ dot: { r, cx, cy, class: kind } }) => Number(r) ? { x: Number(cx), y: Number(cy), r: Number(r), kind } : null);
}

const dot = () => ({ getAttribute(name) { return this[name]; }, setAttribute(name, value) { this[name] = value; } });

test("signals are as far from one neuron to the next as the pass is", () => {
  const [first, second, behind] = seenAt("forward", 0.7 / 8); // a quarter of the way through the first of two layers
  assert.deepEqual([first.x, first.y], [25, 10]);
  assert.deepEqual([second.x, second.y], [25, 70]);
  assert.equal(behind, null);
  const later = seenAt("forward", 0.7 * 3 / 4);
  assert.deepEqual([later[0], later[1], later[2].x], [null, null, 150]);
});

test("deltas travel back, from the last layer on", () => {
  const [first, second, behind] = seenAt("back", 0.7 / 8);
  assert.deepEqual([first, second, behind.x, behind.kind], [null, null, 175, "pulse minus"]);
  const [upper, lower] = seenAt("back", 0.7 * 3 / 4);
  assert.deepEqual([upper.x, upper.y, upper.kind, lower.x, lower.y], [50, 20, "pulse plus", 50, 60]);
});

test("what weighs more is larger, and minus is told from plus", () => {
  const [plus, minus] = seenAt("forward", 0.1);
  assert.deepEqual([plus.kind, minus.kind], ["pulse plus", "pulse minus"]);
  assert.ok(plus.r === 7.6 && minus.r < plus.r && minus.r > 1.2);
});

test("without motion, and in acts in which nothing travels, there are none", () => {
  for (const act of ["error", "update"]) assert.deepEqual(seenAt(act, 0.5), [null, null, null]);
  assert.deepEqual(seenAt("forward", 0.5, true), [null, null, null]);
});
