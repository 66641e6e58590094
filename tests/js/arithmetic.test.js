import assert from "node:assert/strict";
import { test } from "node:test";
import { open, RUNS } from "./page.js";
import { changesPerIteration, copyWeights, easeWeights, forward, strongest, weightedSum } from "../../static/js/maths/arithmetic.js";
import { experiment } from "../../static/js/state/experiment.js";

test("the pass forward is the engine's, of the examples and of the situations", () => {
  for (const name of Object.keys(RUNS)) {
    for (const { weights, biases, layers, asked } of open(name).frames) {
      const { inputs, situations, values } = experiment();
      close(forward(weights, inputs, values, biases), layers);
      if (situations.length) close(forward(weights, situations, values, biases).slice(1), asked);
    }
  }
});

function close(ours, theirs) {
  assert.equal(ours.length, theirs.length);
  ours.forEach((rows, k) => rows.forEach((row, i) => row.forEach((value, j) => assert.ok(Math.abs(value - theirs[k][i][j]) < 1e-12))));
}

test("a weighted sum has its bias", () => {
  assert.equal(weightedSum([2, 3], [[1, 10], [1, 100]], 1), 320);
  assert.equal(weightedSum([2, 3], [[1, 10], [1, 100]], 0, 0.5), 5.5);
});

test("matrices ease from some to others: at first slowly, half the way at half the time", () => {
  const [from, to] = [[[[0, 4]], [[1]]], [[[8, 4]], [[3]]]];
  assert.equal(easeWeights(from, to, 0)[0], from[0]);
  assert.deepEqual(easeWeights(from, to, 1), to);
  assert.deepEqual(easeWeights(from, to, 0.5), [[[4, 4]], [[2]]]);
  assert.deepEqual(easeWeights(from, to, 0.25)[0], [[1.25, 4]]);
  assert.deepEqual(easeWeights(from, to, (k) => k), [[[0, 4]], [[3]]]);
});

test("a copy is one's own, and the strongest weight is the one furthest from 0", () => {
  const weights = [[[1, -5]], [[2], [3]]];
  const copy = copyWeights(weights);
  assert.deepEqual(copy, weights);
  copy[0][0][0] = 9;
  assert.equal(weights[0][0][0], 1);
  assert.equal(strongest(weights), 5);
});

test("a change per iteration is spread over those that lie between", () => {
  assert.deepEqual(changesPerIteration([1, 3, 3, -1], [0, 1, 5, 13]), [2, 0, -0.5]);
  assert.deepEqual(changesPerIteration([1], [0]), []);
});
