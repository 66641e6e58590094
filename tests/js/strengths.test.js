import assert from "node:assert/strict";
import { test } from "node:test";
import { fillRadius, lineWidth, scaleOf, THINNEST, WIDEST, widestAt } from "../../static/js/maths/strengths.js";

test("lines are as wide as weights are strong, beside a scale that neither small nor huge weights take along", () => {
  assert.deepEqual([[[[0.5]]], [[[-7]], [[2]]], [[[300]]]].map(scaleOf), [4, 7, 12]);
  assert.deepEqual([0, 6, -6, 12, 300].map((weight) => lineWidth(weight, 12)), [THINNEST, WIDEST / 2, WIDEST / 2, WIDEST, WIDEST]);
  assert.equal(lineWidth(12, 12, 3), 3);
});

test("lines that meet at a small neuron are thin", () => {
  assert.deepEqual([widestAt(40), widestAt(10)], [WIDEST, 4.5]);
});

test("the disc within a neuron has an area as large as the activation", () => {
  assert.deepEqual([0, 0.25, -0.25, 1, 2].map((activation) => fillRadius(23, activation)), ["0.00", "10.00", "10.00", "20.00", "20.00"]);
  assert.equal(fillRadius(2, 1), "0.00");
});
