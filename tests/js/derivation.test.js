import assert from "node:assert/strict";
import { test } from "node:test";
import { open, RUNS } from "./page.js";
import { derive, formOf, isUpdated, layerOf } from "../../static/js/maths/derivation.js";
import { experiment } from "../../static/js/state/experiment.js";
import { choose } from "../../static/js/state/selection.js";
import { rowsOf } from "../../static/js/state/variables.js";

const near = (one, other, what) => assert.ok(Math.abs(one - other) <= 1e-12 * Math.max(1, Math.abs(other)), `${what}: ${one}, not ${other}`);
const numbersOf = (rows) => rows.flatMap((row, i) => row.map((value, j) => ({ value, row: i, column: j })));

/** The value of what is written, as a reader who calculates finds it; null if something is left out. */
function worth(pieces) {
  const text = code(pieces);
  return text.includes("…") ? null : Function(`"use strict"; return ${text}`)();
}

const code = (pieces) => pieces.map((piece) => {
  if (typeof piece === "string") return { e: "Math.E" }[piece] ?? signs(piece);
  return piece.power ? `**(${code(piece.power)})` : `(${piece.value})`;
}).join("").replaceAll("-(", "-1*(");

const signs = (text) => text.replaceAll("·", "*").replaceAll("−", "-").replaceAll("√", "Math.sqrt").replaceAll("tanh", "Math.tanh").replaceAll("max", "Math.max");

/** Every number of a frame that has a formula, as the page calls it. */
function subjects(frame) {
  const last = frame.layers.length - 1;
  const layers = frame.layers.slice(1).flatMap((rows, k) => numbersOf(rows).flatMap(({ row, column }) => [
    ...["sum", "sigmoid", "both", "gradient"].map((form) => ({ name: `l${k + 1}`, row, column, form })),
    ...["error", "delta"].map((form) => ({ name: `l${k + 1}_${form}`, row, column }))]));
  const updated = Object.keys(experiment().updates).flatMap((name) => numbersOf(rowsOf(name, frame)).map(({ row, column }) => ({ name, row, column })));
  assert.ok(last > 0 && layers.length && updated.length);
  return [...layers, ...updated];
}

for (const name of Object.keys(RUNS)) {
  test(`what is written comes to the number that it explains: ${name}`, () => {
    const { frames } = open(name);
    for (const frame of frames.slice(0, -1)) {
      for (const subject of subjects(frame)) {
        const { value, pieces, result } = derive(subject, frame);
        const comes = worth(pieces);
        if (comes !== null) near(comes, result ?? value, JSON.stringify(subject));
      }
    }
  });

  test(`and that number is the engine's: ${name}`, () => {
    const { frames } = open(name);
    frames.slice(0, -1).forEach((frame, iteration) => {
      const value = (subject) => derive(subject, frame);
      frame.layers.forEach((rows, k) => numbersOf(rows).forEach(({ value: output, row, column }) => {
        if (k === 0) return assert.equal(value({ name: "l0", row, column }).value, output);
        assert.equal(value({ name: `l${k}`, row, column }).value, output);
        assert.equal(value({ name: `l${k}_delta`, row, column }).value, frame.deltas[k - 1][row][column]);
        near(experiment().values[k - 1](value({ name: `l${k}`, row, column, form: "sum" }).value), output, `l${k}`);
      }));
      frame.errors.forEach((row, i) => row.forEach((error, j) => near(value({ name: `l${frame.layers.length - 1}_error`, row: i, column: j }).value, error, "error")));
      frames[iteration + 1].weights.forEach((matrix, k) => numbersOf(matrix).forEach(({ value: next, row, column }) => near(value({ name: `syn${k}`, row, column }).result, next, `syn${k}`)));
      frames[iteration + 1].biases?.forEach((matrix, k) => numbersOf(matrix).forEach(({ value: next, row, column }) => near(value({ name: `b${k}`, row, column }).result, next, `b${k}`)));
    });
  });
}

test("a long sum is written with its middle left out, and a part of it can be followed", () => {
  const { frames: [frame] } = open("wide");
  const { pieces } = derive({ name: "l1", row: 2, column: 0, form: "sum" }, frame);
  const parts = pieces.filter((piece) => piece.subject).map(({ subject }) => `${subject.name} ${subject.row} ${subject.column}`);
  assert.deepEqual(parts.slice(0, 4), ["l0 2 0", "syn0 0 0", "l0 2 1", "syn0 1 0"]);
  assert.deepEqual(parts.slice(-3), ["l0 2 8", "syn0 8 0", "b0 0 0"]);
  assert.equal(parts.length, 2 * 6 + 1);
  assert.equal(pieces.filter((piece) => piece === "…").length, 1);
  for (const piece of pieces) if (piece.subject) assert.equal(piece.value, derive(piece.subject, frame).value);
});

test("every part that can be followed leads to the number that stands there", () => {
  for (const name of Object.keys(RUNS)) {
    const { frames: [, frame] } = open(name);
    for (const subject of subjects(frame)) {
      for (const piece of flattened(derive(subject, frame).pieces)) {
        const there = derive(piece.subject, frame);
        assert.ok(there, JSON.stringify(piece.subject));
        if (!isUpdated(piece.subject)) near(there.value, piece.value, `${JSON.stringify(subject)} → ${JSON.stringify(piece.subject)}`);
      }
    }
  }
});

const flattened = (pieces) => pieces.flatMap((piece) => piece.power ? flattened(piece.power) : piece.subject ? [piece] : []);

test("what is explained is called by the names of the page", () => {
  const { frames: [frame, next] } = open("deep");
  const titles = (subject) => derive(subject, frame).title;
  assert.equal(titles({ name: "l0", row: 1, column: 1 }), "right of example 2");
  assert.equal(titles({ name: "X", row: 1, column: 0 }), "left of example 2");
  assert.equal(titles({ name: "y", row: 2, column: 1 }), "that wanted for example 3");
  assert.equal(titles({ name: "l1", row: 0, column: 2, form: "sum" }), "weighted sum of hidden 1, neuron 3, example 1");
  assert.equal(titles({ name: "l3", row: 0, column: 0 }), "this for example 1");
  assert.equal(titles({ name: "l2", row: 0, column: 1, form: "sigmoid" }), "hidden 2, neuron 2 for example 1");
  assert.equal(titles({ name: "l2", row: 3, column: 1, form: "gradient" }), "slope at hidden 2, neuron 2, new situation 1");
  assert.equal(titles({ name: "l3_error", row: 1, column: 1 }), "error of that for example 2");
  assert.equal(titles({ name: "l1_error", row: 1, column: 1 }), "share of hidden 1, neuron 2 in the error, example 2");
  assert.equal(titles({ name: "l1_delta", row: 1, column: 1 }), "delta of hidden 1, neuron 2 for example 2");
  assert.equal(titles({ name: "syn1", row: 2, column: 1 }), "synapse from hidden 1, neuron 3 to hidden 2, neuron 2");
  assert.equal(titles({ name: "b2", row: 0, column: 1 }), "bias of that");
  assert.equal(titles({ name: "m0", row: 1, column: 2 }), "m0: synapse from right to hidden 1, neuron 3");
  assert.equal(titles({ name: "mb1", row: 0, column: 0 }), "mb1: bias of hidden 2, neuron 1");
  const why = (subject, shown = frame) => derive(subject, shown).why;
  assert.match(why({ name: "l0", row: 1, column: 1 }), /^It stands in the training set:/);
  assert.match(why({ name: "l0", row: 3, column: 1 }), /^It stands among the new situations:/);
  assert.match(why({ name: "y", row: 0, column: 0 }), /what the network is to answer/);
  assert.match(why({ name: "l1_error", row: 0, column: 0 }), /^A hidden neuron has no target\./);
  assert.match(why({ name: "l3_error", row: 0, column: 0 }), /the sign says which way to go/);
  assert.match(why({ name: "l1", row: 0, column: 0, form: "sum" }), /all added up, and the bias\. A zero/);
  assert.match(why({ name: "syn0", row: 0, column: 0 }), new RegExp(`^A random number from seed ${experiment().seed} at first; `));
  const { update_words: words } = experiment();
  assert.equal(why({ name: "b0", row: 0, column: 0 }), `0 at first. ${words.b0}`);
  assert.equal(why({ name: "g0", row: 0, column: 0 }), words.g0);
  assert.equal(why({ name: "syn0", row: 0, column: 0 }, next), experiment().update_words.syn0);
  const { functions, last_delta } = experiment();
  assert.equal(why({ name: "l3_delta", row: 0, column: 0 }), last_delta.why);
  assert.equal(why({ name: "l2_delta", row: 0, column: 0 }), functions.relu.words.delta);
  assert.equal(why({ name: "l1", row: 0, column: 0, form: "gradient" }), functions.tanh.words.gradient);
  assert.equal(why({ name: "l1", row: 0, column: 0, form: "sigmoid" }), functions.tanh.words.function);
  assert.equal(why({ name: "l1", row: 0, column: 0 }), `The weighted sum of what comes in, ${functions.tanh.words.squeezed}.`);
  assert.doesNotMatch(derive({ name: "l1", row: 0, column: 0, form: "sum" }, open("eleven").frames[0]).why, /bias/);
});

test("of a place that is not there nothing is told", () => {
  const { frames: [frame] } = open("eleven");
  for (const subject of [{ name: "l1", row: 0, column: 4 }, { name: "syn0", row: 3, column: 0 }, { name: "b0", row: 0, column: 0 }, { name: "m0", row: 0, column: 0 }, { name: "g0", row: 0, column: 0 }]) {
    assert.equal(derive(subject, frame), null);
  }
});

test("the layer of a number, and the formula that explains it", () => {
  open("deep");
  choose({ example: 0 });
  const told = (name, form) => [formOf({ name, form }), layerOf({ name })];
  assert.deepEqual(["X", "l0", "y", "l1", "l2_error", "l3_delta", "syn1", "b1", "m1", "mb0"].map((name) => told(name)), [
    ["input", 0], ["input", 0], ["target", 3], ["both", 1], ["error", 2], ["delta", 3], ["change", 2], ["b", 2], ["m", 2], ["mb", 1]]);
  assert.deepEqual(told("l2", "sum"), ["sum", 2]);
});
