// The variables of the code by name: which quantity each is, and its rows.
import { evaluate } from "../maths/formulas.js";
import { experiment } from "./experiment.js";

export const lastLayer = () => experiment().shape.length - 1;

/** "l2_delta" is { kind: "delta", layer: 2 }, "syn0" { kind: "syn", layer: 0 }. */
export function parse(name) {
  const [, kind, layer, suffix] = name.match(/^(X|y|syn|[a-z]b?)(\d*)(?:_(error|delta))?$/) ?? [];
  return { kind: suffix ?? kind, layer: Number(layer || 0) };
}

/** The rows of a variable as this iteration makes them; weights as the iteration finds them. */
export function rowsOf(name, frame) {
  const { kind, layer } = parse(name);
  if (kind === "X") return experiment().inputs;
  if (kind === "y") return experiment().targets;
  if (kind === "l") return frame.layers[layer];
  if (kind === "syn") return frame.weights[layer];
  if (kind === "b") return frame.biases?.[layer];
  if (kind === "delta") return frame.deltas[layer - 1];
  if (kind === "g" || kind === "gb") return made(name, frame);
  if (kind !== "error") return frame.memory?.[name];
  return layer === lastLayer() ? frame.errors : sharedErrors(layer, frame);
}

/** The rows as the variable holds them before the line that runs next; undefined when no line has made it yet. */
export const heldRows = (name, frame) => frame.scope && !["X", "y", "l0"].includes(name) ? frame.scope[name] : rowsOf(name, frame);

/** What an iteration makes on its way and nobody keeps, a gradient: by the formula of its line. */
function made(name, frame) {
  if (!experiment().updates[name]) return undefined;
  const [rows, columns] = shapeOf(name);
  return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => updated(name, row, column, frame)));
}

function shapeOf(name) {
  const { kind, layer } = parse(name);
  const { shape } = experiment();
  return [kind.endsWith("b") ? 1 : shape[layer], shape[layer + 1]];
}

/** What this iteration makes of a number that an update's lines change, in their order. */
export function updated(name, row, column, frame) {
  const own = (other) => {
    if (!/\d$/.test(other)) return constant(other, frame);
    const earlier = other in experiment().updates && other !== name && comesBefore(other, name);
    return earlier ? updated(other, row, column, frame) : rowsOf(other, frame)[row][column];
  };
  return evaluate(experiment().updates[name], own, (tree) => overExamples(tree, row, column, frame));
}

/** Whether the line that makes the one comes before the line that makes the other. */
export const comesBefore = (one, other) => {
  const names = Object.keys(experiment().updates);
  return names.indexOf(one) < names.indexOf(other);
};

/** The numbers of the code that are no tables, as the updates find them. */
export const constant = (name, frame) => name === "t" ? (frame.memory?.t ?? 0) + 1 : experiment()[name];

/** The factors, or numbers, that a sum over all examples adds up; null where a formula is none. */
export function termsOver([operator, first, second], row, column, frame) {
  if (operator === "total") return rowsOf(first, frame).map((values) => [values[column]]);
  if (operator !== "@") return null;
  const [inputs, deltas] = [rowsOf(first[1], frame), rowsOf(second, frame)];
  return inputs.map((values, example) => [values[row], deltas[example][column]]);
}

const overExamples = (tree, row, column, frame) =>
  termsOver(tree, row, column, frame)?.reduce((sum, factors) => sum + factors.reduce((product, factor) => product * factor, 1), 0);

/** The errors of a hidden layer: deltas @ weights.T of the layer behind it. */
function sharedErrors(layer, { deltas, weights }) {
  return deltas[layer]?.map((row) => weights[layer].map((outgoing) => row.reduce((sum, delta, to) => sum + delta * outgoing[to], 0)));
}
