import assert from "node:assert/strict";
import { test } from "node:test";
import { forward } from "../../static/js/maths/arithmetic.js";
import { contour, hull } from "../../static/js/maths/contour.js";
import { areBits, crossings, ofNeuron, rangeOf, sample, sharpened, tellingTwo, valueAt, varying } from "../../static/js/maths/plane.js";

// The lesson "and" after 10,000 iterations, where a line parts the corners.
const sigmoid = (sum) => 1 / (1 + Math.exp(-sum));
const AND = { activations: [sigmoid], weights: [[[8.01947955], [8.01947955], [-12.11568456]]], held: [0, 0, 1], columns: [0, 1], neuron: 0, ranges: [[-0.1, 1.1], [-0.1, 1.1]] };
const LINE = 12.11568456 / 8.01947955;

test("an example's place has the value that the network gives this example", () => {
  const weights = [[[1, -2], [0.5, 3], [-1, 0.25]], [[2], [-3]]];
  const rows = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]];
  const answers = forward(weights, rows, [sigmoid, sigmoid]).at(-1);
  rows.forEach((row, example) => {
    const view = { activations: [sigmoid, sigmoid], weights, held: row, columns: [0, 1], neuron: 0 };
    assert.equal(valueAt(view, row.slice(0, 2)), answers[example][0]);
  });
});

test("a sample is what the places in it are, row by row from below", () => {
  const view = { ...AND, ranges: [[-0.5, 1.5], [0, 2]] };
  const values = ofNeuron(sample(view, 5), 0);
  assert.equal(values[0], valueAt(AND, [-0.5, 0]));
  assert.equal(values[4], valueAt(AND, [1.5, 0]));
  assert.equal(values[12], valueAt(AND, [0.5, 1]));
});

test("a sample holds every neuron's values, whichever columns vary", () => {
  const weights = [[[1, -2], [0.5, 3], [-1, 0.25]]];
  const view = { activations: [sigmoid], weights, held: [0.25, 0, 0], columns: [1, 2], neuron: 1, ranges: [[0, 1], [-1, 3]] };
  const grid = sample(view, 3);
  for (const neuron of [0, 1]) {
    const values = [...ofNeuron(grid, neuron)];
    const places = [-1, 1, 3].flatMap((up) => [0, 0.5, 1].map((across) => valueAt({ ...view, neuron }, [across, up])));
    assert.deepEqual(values, places);
  }
});

test("the line passes where the value is a half, and a crossing is found to the last digits", () => {
  const [[across, up]] = crossings(AND, [0, 0], [1, 1], 0.5);
  assert.ok(Math.abs(across - LINE / 2) < 1e-14 && Math.abs(up - LINE / 2) < 1e-14);
  const [[, edge]] = crossings(AND, [1, 0], [1, 1], 0.5);
  assert.ok(Math.abs(edge - (LINE - 1)) < 1e-14);
  const grid = sample(AND, 64);
  const ends = contour(grid.outputs, 64, 0.5).flatMap(([a, b, c, d]) => [[a, b], [c, d]]);
  assert.ok(ends.length > 20);
  for (const end of ends) {
    const [x, y] = end.map((step) => -0.1 + (1.2 * step) / 63);
    assert.ok(Math.abs(x + y - LINE) < 1e-4);
  }
});

test("a line that is sharpened passes where the value is a half, to some thousandth of a step", () => {
  const bent = { ...AND, activations: [sigmoid, sigmoid], weights: [[[9, -6], [9, -6], [-4, 9]], [[8], [-9]]] };
  const grid = sample(bent, 16);
  const segments = contour(grid.outputs, 16, 0.5, sharpened(bent, 16, 0.5));
  assert.ok(segments.length > 8);
  for (const end of segments.flatMap(([a, b, c, d]) => [[a, b], [c, d]])) {
    const along = Number.isInteger(end[0]) ? 1 : 0; // the other one lies on a line of the grid
    const [before, behind] = [-1, 1].map((way) => end.map((step, axis) => -0.1 + (1.2 * (step + (axis === along ? way / 4096 : 0))) / 15));
    assert.ok((valueAt(bent, before) - 0.5) * (valueAt(bent, behind) - 0.5) <= 0);
  }
});

test("a square that is crossed twice is parted as its middle says", () => {
  const lengths = (values) => contour(Float64Array.from(values), 2, 0.5).map(([a, b, c, d]) => Math.hypot(c - a, d - b));
  assert.deepEqual(lengths([0, 0, 1, 1]), [1]);
  assert.deepEqual(lengths([1, 0, 0, 0.9]).length, 2);
  const cut = (values) => contour(Float64Array.from(values), 2, 0.5).map((segment) => segment.map((end) => end.toFixed(2)).sort().join(" ")).sort();
  assert.notDeepEqual(cut([1, 0.2, 0.2, 1]), cut([0.8, 0, 0, 0.8]));
});

test("the columns that tell most are the axes, and where none does the first ones", () => {
  const inputs = [[0, 3, 0, 0.1], [1, 1, 0, 0.2], [0, 2, 1, 0.8], [1, 4, 1, 0.9]];
  assert.deepEqual(tellingTwo([0, 1, 2, 3], inputs, [[0], [0], [1], [1]]), [2, 3]);
  const classes = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]];
  assert.deepEqual(tellingTwo([0, 1, 3], inputs, classes), [1, 3]);
  const bits = [[0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1], [1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]];
  assert.deepEqual(tellingTwo([0, 1, 2], bits, bits.map(([a, b, c]) => [(a + b + c) % 2])), [0, 1]);
});

test("columns that vary, bits, ranges and a hull", () => {
  const rows = [[0, 5, 1], [1, 5, 0.5]];
  assert.deepEqual(varying(rows), [0, 2]);
  assert.equal(areBits(rows, [0]), true);
  assert.equal(areBits(rows, [0, 2]), false);
  assert.deepEqual(rangeOf(rows, 2), [0.45, 1.05]);
  assert.equal(hull([[0, 0], [1, 0], [1, 1], [0, 1], [0.5, 0.5]]).length, 4);
});
