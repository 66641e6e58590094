import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { open } from "./page.js";
import { hasNo, inForm, noteSynapse, subjectOfLine, subjectOfVariable } from "../../static/js/maths/forms.js";
import { lineSentence } from "../../static/js/maths/line-words.js";
import { experiment } from "../../static/js/state/experiment.js";
import { quantity, writeQuantities } from "../../static/js/maths/quantities.js";
import { loopLines, madeNames, nextLine, steppedLine } from "../../static/js/state/lines.js";
import { receive } from "../../static/js/state/scheduler.js";
import { choose, isAsked, neuronName, onSelection, outputs, rowName, selection, synapseName, trainedRow } from "../../static/js/state/selection.js";
import { heldRows } from "../../static/js/state/variables.js";

const CHANGES = ({ layers, deltas }, layer, to) => layers[layer - 1][0].map((_, from) => Math.abs(layers[layer - 1].reduce((sum, row, each) => sum + row[from] * deltas[layer - 1][each][to], 0)));
const strongestInto = (frame, layer, to) => { const changes = CHANGES(frame, layer, to); return changes.indexOf(Math.max(...changes)); };

function show(name, number = 1, fields = {}) {
  const run = open(name, fields);
  receive(run.frames[number]);
  return { ...run, frame: run.frames[number] };
}

beforeEach(() => {
  noteSynapse({ row: 0 }, 0);
  show("eleven");
  choose({ example: 0, layer: 2, neuron: 0 });
});

test("a neuron stays chosen in forms that have it: its output, its error, its delta, its strongest synapse", () => {
  const { frame } = show("deep");
  const output = { name: "l2", row: 1, column: 1, form: "sum" };
  for (const form of ["sum", "sigmoid", "both", "gradient"]) assert.deepEqual(inForm(output, form), { ...output, form });
  assert.deepEqual(inForm(output, "delta"), { name: "l2_delta", row: 1, column: 1 });
  assert.deepEqual(inForm(output, "change"), { name: "syn1", row: strongestInto(frame, 2, 1), column: 1 });
  choose({ example: 2 });
  assert.deepEqual(inForm({ name: "syn1", row: 0, column: 1 }, "both"), { name: "l2", row: 2, column: 1, form: "both" });
  const weight = { name: "syn1", row: 0, column: 1 };
  assert.equal(inForm(weight, "change"), weight);
  const given = { name: "l0", row: 1, column: 1 };
  assert.equal(inForm(given, "delta"), given);
});

test("a situation has neither error nor delta", () => {
  show("deep");
  assert.deepEqual(inForm({ name: "l3", row: 3, column: 1 }, "delta"), { name: "l3", row: 3, column: 1, form: "both" });
  assert.deepEqual(["error", "delta", "sum"].map((form) => hasNo(form, 3)), [true, true, false]);
  assert.deepEqual(["error", "delta"].map((form) => hasNo(form, 2)), [false, false]);
});

test("the synapse that was explained last stays the one that is looked at, as long as it is there", () => {
  const { frame } = show("deep");
  const other = (strongestInto(frame, 2, 0) + 1) % 3;
  noteSynapse({ name: "syn1", row: other, column: 1 }, 2);
  assert.equal(inForm({ name: "l2", row: 0, column: 0 }, "change").row, other);
  assert.equal(inForm({ name: "l1", row: 0, column: 0 }, "change").row, strongestInto(frame, 1, 0));
  noteSynapse({ row: 3 }, 2);
  assert.equal(inForm({ name: "l2", row: 0, column: 0 }, "change").row, strongestInto(frame, 2, 0));
});

test("a line of the code leads to the number that it makes for what is chosen", () => {
  const { frame } = show("deep");
  choose({ example: 1, layer: 3, neuron: 1 });
  const lines = Object.fromEntries(loopLines().map((line) => [line.makes[0], line]));
  assert.deepEqual(subjectOfLine(lines.l3), { name: "l3", row: 1, column: 1 });
  assert.deepEqual(subjectOfLine(lines.l2_delta), { name: "l2_delta", row: 1, column: 1 });
  for (const name of ["syn2", "g2", "m2", "v2"]) assert.deepEqual(subjectOfLine(lines[name]), { name, row: strongestInto(frame, 3, 1), column: 1 });
  assert.deepEqual(subjectOfLine(lines.b2), { name: "b2", row: 0, column: 1 });
  assert.deepEqual(subjectOfLine(lines.mb2), { name: "mb2", row: 0, column: 1 });
  choose({ example: 4 });
  assert.equal(subjectOfLine(lines.l3).row, 0);
});

test("a line belongs to the layer of what it makes; of weights to the one that they lead to", () => {
  show("deep");
  const layers = Object.fromEntries(loopLines().map(({ makes, layer }) => [makes[0], layer]));
  assert.deepEqual(["l1", "l3", "l3_error", "l2_delta", "g0", "m1", "vb1", "syn2", "b2"].map((name) => layers[name]), [1, 3, 3, 2, 1, 2, 2, 3, 3]);
});

test("a variable leads to its number of the chosen row and neuron", () => {
  const { frame } = show("deep");
  choose({ example: 4, layer: 2, neuron: 1 });
  assert.deepEqual(subjectOfVariable("l2"), { name: "l2", row: 4, column: 1 });
  assert.deepEqual(subjectOfVariable("l1"), { name: "l1", row: 4, column: 0 });
  assert.deepEqual(subjectOfVariable("l2_delta"), { name: "l2_delta", row: 0, column: 1 });
  assert.deepEqual(subjectOfVariable("y"), { name: "y", row: 0, column: 0 });
  assert.deepEqual(subjectOfVariable("syn1"), { name: "syn1", row: strongestInto(frame, 2, 1), column: 1 });
  assert.deepEqual(subjectOfVariable("b1"), { name: "b1", row: 0, column: 1 });
  assert.equal(subjectOfVariable("momentum"), null);
});

test("what is chosen stays chosen while it is there", () => {
  const told = [];
  onSelection((chosen, byReader) => told.push(byReader));
  show("deep");
  assert.deepEqual([selection.layer, selection.neuron], [3, 0], "another network: its answer");
  choose({ example: 4, layer: 1, neuron: 2 });
  show("deep", 1, { learning_rate: 5 });
  assert.deepEqual([selection.example, selection.layer, selection.neuron], [4, 1, 2]);
  show("deep", 1, { inputs: [[0, 1]], targets: [[0, 1]] });
  assert.equal(selection.example, 2, "the same situation, counted on behind one example");
  show("deep", 1, { inputs: [[0, 1]], targets: [[0, 1]], situations: [[1, 1]] });
  assert.equal(selection.example, 0, "the situation is gone");
  assert.deepEqual(told.filter((byReader) => byReader), [true]);
});

test("rows and neurons have names", () => {
  show("deep");
  assert.deepEqual([0, 2, 3, 4].map(rowName), ["example 1", "example 3", "new situation 1", "new situation 2"]);
  assert.equal(synapseName(1, 2, 0), "Synapse from hidden 1, neuron 3 to hidden 2, neuron 1");
  assert.deepEqual([neuronName(0, 1), neuronName(3, 0)], ["right", "this"]);
  choose({ example: 1 });
  assert.deepEqual([isAsked(), trainedRow()], [false, 1]);
  choose({ example: 3 });
  assert.deepEqual([isAsked(), trainedRow()], [true, 0]);
  show("eleven");
  assert.equal(neuronName(1, 3), "hidden neuron 4");
});

test("a row's outputs are a layer's of the examples, and behind them of the situations", () => {
  const { frame } = show("deep");
  assert.equal(outputs(frame, 2, 1), frame.layers[2][1]);
  assert.equal(outputs(frame, 2, 4), frame.asked[1][1]);
  assert.deepEqual(outputs(frame, 0, 3), [0.5, 0.5]);
});

test("within an iteration a variable holds what the lines gone through have made", () => {
  const { by_line: moved, frame } = show("deep");
  const [first] = moved;
  assert.equal(heldRows("l1", first), first.scope.l1);
  assert.equal(heldRows("l0", first), first.layers[0]);
  assert.deepEqual([heldRows("X", first), heldRows("y", first)], [first.layers[0], experiment().targets]);
  assert.equal(heldRows("l1", frame), frame.layers[1]);
  assert.deepEqual([steppedLine(frame), steppedLine(null)], [null, null]);
  assert.equal(steppedLine(first).number, 2);
  assert.equal(nextLine(frame).number, 1);
  assert.equal(madeNames(frame), null);
  assert.deepEqual(madeNames(moved[1]), new Set(loopLines().slice(0, 2).flatMap(({ makes }) => makes)));
});

test("a line is told in words: what it made, and what comes next", () => {
  const { by_line: moved, frame } = show("eleven");
  const [first, second] = loopLines();
  const sentence = lineSentence(frame, moved[0]);
  const row = frame.layers[1][0].map((value) => value.toFixed(4)).join(", ");
  assert.equal(sentence, `Line 1 made l1, for example 1: ${row}. Next, line 2 of iteration 1: ${second.source}. ${second.why}`);
  assert.equal(lineSentence(moved[0], moved[0]), null);
  assert.match(lineSentence(moved[1], moved[0]), /^Line 2 of iteration 1 taken back\. Next, line 2 of/);
  assert.match(lineSentence(moved[0], moved[2]), /^At iteration 1\. Next/);
  const last = lineSentence(moved.at(-2), moved.at(-1));
  assert.match(last, /^Line \d+ changed syn0 by ([+−][^,]+, ){6}and|^Line \d+ changed syn0 by ([+−][^,]+, ){5}[+−]\S+ and 6 more\. Iteration 2 begins\. Next, line 1 of iteration 2: /);
  assert.ok(last.endsWith(`${first.source}. ${first.why}`));
  assert.equal(lineSentence(frame, { ...moved[0], status: "running" }), null);
  assert.equal(lineSentence({ ...frame, status: "running" }, moved[0]), null);
  assert.equal(lineSentence(frame, frame), null);
});

test("a walk's numbers are the frame's", () => {
  const { frame, frames } = show("eleven");
  assert.equal(quantity({ name: "error" }, frame), frame.error);
  assert.equal(quantity({ name: "l1", row: 2, column: 3 }, frame), frame.layers[1][2][3]);
  assert.equal(quantity({ name: "l1", row: 9, column: 3 }, frame), undefined);
  assert.equal(quantity({ name: "l9", row: 0, column: 0 }, frame), undefined);
  assert.equal(quantity({ form: "sum", name: "l1", row: 9, column: 0 }, frame), undefined);
  const [sum, slope] = ["sum", "slope"].map((form) => quantity({ form, name: "l2", row: 1, column: 0 }, frame));
  const output = frame.layers[2][1][0];
  assert.ok(Math.abs(1 / (1 + Math.exp(-sum)) - output) < 1e-12 && Math.abs(slope - output * (1 - output)) < 1e-12);
  const change = quantity({ form: "change", name: "syn1", row: 2, column: 0 }, frame);
  assert.ok(Math.abs(change - (frames[2].weights[1][2][0] - frame.weights[1][2][0])) < 1e-12);
  const deep = show("deep").frame;
  assert.equal(quantity({ name: "situation", row: 1, column: 1 }, deep), deep.answers[1][1]);
  assert.equal(quantity({ name: "situation", row: 7, column: 0 }, deep), undefined);
  const z = quantity({ form: "sum", name: "l1", row: 1, column: 2 }, deep);
  assert.ok(Math.abs(Math.tanh(z) - deep.layers[1][1][2]) < 1e-12);
});

test("they are written with a real minus, and a nought without one", () => {
  const places = [["l1", -0.25, "−0.250"], ["l1", -0.0001, "0.000"], ["l1", 0.5, "0.500"], ["l7", 0, "–"]].map(([name, value, text]) => ({ textContent: "", dataset: { name, row: "0", column: "0", decimals: "3" }, value, text }));
  for (const place of places) {
    writeQuantities({ querySelectorAll: () => [place] }, { layers: [[], [[place.value]]] });
    assert.equal(place.textContent, place.text);
  }
});
