import assert from "node:assert/strict";
import { test } from "node:test";
import { numbersOf, placeOf } from "../../static/js/views/places.js";

test("words mean one place", () => {
  const places = {
    "training set": "#training",
    "learning rate": "#learning_rate",
    "example 3": "#example-2",
    "input 3 2": "#inputs-2-1",
    "dot 1": '#sigmoid .dot[data-example="0"]',
    "situation 1": "#situations tbody tr:nth-child(1)",
    "neuron l1 2": '#network .neuron[data-layer="1"][data-neuron="1"]',
    "synapse syn0 3 1": '#network line.synapse[data-layer="0"][data-from="2"][data-to="0"]',
    "number l2_delta 3": '#matrix-l2_delta td[data-subject="l2_delta 2 0"]',
    "number X 3 2": '#matrix-l0 td[data-subject="l0 2 1"]',
    "matrix X": '#numbers .matrix[data-subject="l0"]',
    "line syn1": '#code .listing:not([hidden]) .loop .line[data-makes~="syn1"]',
  };
  for (const [words, place] of Object.entries(places)) assert.equal(placeOf(words), place);
});

test("of what shows more than numbers, only these are covered", () => {
  assert.equal(numbersOf("situation 1"), "#situations tbody tr:nth-child(1) output");
  assert.equal(numbersOf("matrix l1"), '#numbers .matrix[data-subject="l1"] .grid');
  assert.equal(numbersOf("operators"), "#operators .matrices");
  assert.equal(numbersOf("answer 2"), "#answer-1-0");
});
