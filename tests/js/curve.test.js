import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./page.js";
import { activationName, boundsOf, curveOf, edgeFor, isFlat, rangesOf, spanOf } from "../../static/js/maths/curve.js";
import { experiment } from "../../static/js/state/experiment.js";

const about = (values, expected) => expected.forEach((value, place) => assert.ok(Math.abs(value - values[place]) < 1e-12, `${values}, not ${expected}`));
/** A frame in which the neurons of layer 1 get these weighted sums from an input that is always 1. */
const summing = (...sums) => ({ layers: [[[1]], [[0.5]]], weights: [[sums]] });

test("a curve goes from edge to edge, and its slope with it", () => {
  open("eleven");
  assert.equal(activationName(1), "sigmoid");
  const { x, y } = curveOf(1, 8);
  assert.deepEqual([x[0], x[160], x.at(-1), x.length], [-8, 0, 8, 321]);
  about([y[0], y[160], y.at(-1)], [1 / (1 + Math.exp(8)), 0.5, 1 / (1 + Math.exp(-8))]);
  about([curveOf(1, 8, "slope").y[160], curveOf(1, 8, "slope").y[0]], [0.25, y[0] * (1 - y[0])]);
});

test("axes have room for all that the curve reaches", () => {
  open("eleven");
  const { x, y } = rangesOf(1, 8, false);
  assert.deepEqual([x, y.dtick], [{ range: [-8, 8], dtick: 4 }, 0.5]);
  about(y.range, [-0.06, 1.06]);
  assert.equal(rangesOf(1, 8, false, 16).x.dtick, 8);
  open("deep");
  assert.deepEqual([boundsOf(1), boundsOf(2), boundsOf(3)], [[-1, 1], null, [0, 1]]);
  about(rangesOf(1, 4, true).y.range, [-1.12, 1.12]);
  about(rangesOf(2, 8, false).y.range, [-0.48, 8.48]);
  assert.equal(rangesOf(2, 8, false, 16).y.dtick, 8);
  open("wide");
  about(rangesOf(1, 4, false).y.range, [-4.48, 4.48]);
  about(rangesOf(1, 0.5, true).y.range, [-0.59, 1.09]);
});

test("an axis ends where the furthest dot has room, and does not come back at once", () => {
  open("eleven");
  const edge = (sum, before) => edgeFor(summing(sum), { layer: 1, neuron: 0 }, before, 9);
  assert.deepEqual([0, 3.8, 3.81, 7.6, 7.61, 15.2, 99].map((sum) => edge(sum, 4)), [4, 4, 8, 8, 16, 16, 16]);
  assert.deepEqual([-3.8, -3.81].map((sum) => edge(sum, 4)), [4, 8]);
  assert.deepEqual([2.7, 2.9, 3.5].map((sum) => edge(sum, 8)), [4, 8, 8]);
  assert.deepEqual([5.5, 5.7].map((sum) => edge(sum, 16)), [8, 16]);
  assert.equal(edgeFor(summing(1, 7), { layer: 1, neuron: 1 }, 4, 9), 8);
  assert.equal(edgeFor({ ...summing(1), biases: [[[6]]] }, { layer: 1, neuron: 0 }, 4, 9), 8);
  assert.equal(edge(Infinity, 4), 4);
  const rows = { layers: [[[1], [50]], [[0], [0]]], weights: [[[1]]] };
  assert.deepEqual([1, 2].map((most) => edgeFor(rows, { layer: 1, neuron: 0 }, 4, most)), [4, 16]);
});

test("without bounds the axis goes as far as it must, and the targets fit in", () => {
  open("wide", { targets: [[0], [100]], hidden: [] });
  const edge = (sum, most = 9) => edgeFor(summing(sum), { layer: 1, neuron: 0 }, 4, most);
  assert.deepEqual([edge(0), edge(0, 1), edge(1000), edge(-1000)], [128, 4, 2048, 2048]);
  assert.equal(edge(1e30), 2 ** 30);
  open("deep");
  assert.equal(edgeFor({ layers: [[], [[1]]], weights: [[], [[3]]] }, { layer: 2, neuron: 0 }, 4, 9), 4);
});

test("an error is measured by how far apart targets can lie", () => {
  open("eleven");
  assert.equal(spanOf(0), 1);
  open("wide", { targets: [[20], [-80]], hidden: [] });
  assert.equal(spanOf(0), 100);
  open("wide", { targets: [[7], [7]], hidden: [] });
  assert.equal(spanOf(0), 1);
});

test("a neuron learns nothing where its slope is 0 at every example", () => {
  open("deep");
  const flat = (rows) => isFlat({ layers: [[], [], rows] }, { layer: 2, neuron: 1 });
  assert.deepEqual([flat([[5, 0], [5, 0]]), flat([[0, 0], [0, 0.1]])], [true, false]);
  assert.equal(experiment().activations[1], "relu");
});
