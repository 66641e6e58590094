import assert from "node:assert/strict";
import { test } from "node:test";
import { crossings, sample, shownAt } from "../../static/js/maths/plane.js";
import { areClasses, borders, depths, leaders, middles, ownTarget, without } from "../../static/js/maths/regions.js";

// Two neurons of one input each: the first is the strongest where x > y, the second where y > x.
const sigmoid = (sum) => 1 / (1 + Math.exp(-sum));
const VIEW = { activations: [sigmoid], weights: [[[3, 0], [0, 3]]], held: [0, 0], columns: [0, 1], neuron: null, ranges: [[0, 1], [0, 1]] };

test("the strongest at a place, and by how much", () => {
  assert.deepEqual(shownAt(VIEW, [0.75, 0.25]), { value: sigmoid(2.25), neuron: 0 });
  assert.deepEqual(shownAt(VIEW, [0.25, 1]), { value: sigmoid(3), neuron: 1 });
});

test("regions meet where two are as strong", () => {
  const grid = sample(VIEW, 10);
  const which = leaders(grid);
  assert.equal(which[9], 0);
  assert.equal(which[90], 1);
  const lines = borders(grid, which);
  assert.ok(lines.length >= 9);
  for (const [a, b, c, d] of lines) assert.ok(Math.abs(a - b) < 1e-9 && Math.abs(c - d) < 1e-9);
  const [[across, up]] = crossings(VIEW, [1, 0], [0, 0.5], 0.5);
  assert.ok(Math.abs(across - up) < 1e-14);
});

test("a name stands in the middle of its region, and stays where it is nearly as deep", () => {
  const which = Uint8Array.from({ length: 81 }, (_, place) => Number(place % 9 > 2));
  assert.equal(Math.max(...depths(which, 9)), 3);
  const [left, right] = middles(which, 9, 3);
  assert.deepEqual(left, { x: 1 / 8, y: 0.5, depth: 2 / 9 });
  assert.deepEqual(right, { x: 5 / 8, y: 0.5, depth: 3 / 9 });
  const kept = { x: 5 / 8, y: 6 / 8 };
  assert.deepEqual(middles(which, 9, 3, [null, kept])[1], { ...kept, depth: 3 / 9 });
  const elsewhere = { x: 0, y: 0.5 };
  assert.deepEqual(middles(which, 9, 3, [null, elsewhere])[1], right);
  assert.equal(middles(which, 9, 3)[2], null);
});

test("a name keeps away from marks", () => {
  const free = without(new Uint8Array(81), 9, [[0.5, 0.5], [0, 1]]);
  assert.equal(free.filter((output) => output === 255).length, 13);
  const [middle] = middles(free, 9, 1);
  assert.ok(Math.hypot(middle.x - 0.5, middle.y - 0.5) > 0.3 && middle.depth > 1 / 9);
});

test("classes, and the target that a row means", () => {
  assert.equal(areClasses([[1, 0], [0, 1]]), true);
  assert.equal(areClasses([[1, 1], [0, 1]]), false);
  assert.equal(areClasses([[1], [0]]), false);
  assert.equal(ownTarget([0, 0.4, 1]), 2);
  assert.equal(ownTarget([0, 1, 1]), null);
});
