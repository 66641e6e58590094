// The numbers that a walk's texts speak of, from a frame: the page's half of webapp/walks/quantities.py.
import { weightedSum } from "./arithmetic.js";
import { experiment } from "../state/experiment.js";
import { parse, rowsOf, updated } from "../state/variables.js";

/** The number { form, name, row, column }, places from 0; undefined when this network has no such place. */
export function quantity({ form, name, row, column }, frame) {
  if (name === "error") return frame.error;
  if (name === "situation") return frame.answers[row]?.[column];
  const value = rowsOf(name, frame)?.[row]?.[column];
  return value === undefined || !form ? value : FORMS[form](value, row, column, parse(name).layer, frame);
}

const FORMS = {
  sum: (_, row, column, layer, { layers, weights, biases }) => weightedSum(layers[layer - 1][row], weights[layer - 1], column, biases?.[layer - 1][0][column]),
  slope: (value, _, __, layer) => experiment().slopes[layer - 1](value),
  change: (value, row, column, layer, frame) => updated(`syn${layer}`, row, column, frame) - value,
};

/** What is rounded to 0 has no sign. */
function toDecimals(value, decimals) {
  const text = value.toFixed(decimals);
  return text.replace("-", Number(text) ? "−" : "");
}

/** Writes the live numbers within `element`. */
export function writeQuantities(element, frame) {
  for (const place of element.querySelectorAll(".number[data-name]")) {
    const { form, name, row, column, decimals } = place.dataset;
    const value = quantity({ form, name, row: Number(row), column: Number(column) }, frame);
    const text = value === undefined || value === null ? "–" : toDecimals(value, decimals);
    if (place.textContent !== text) place.textContent = text;
  }
}
