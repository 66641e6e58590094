// The variables of the code by name: which quantity each is, and its rows.
import { experiment } from "./experiment.js";

export const lastLayer = () => experiment().shape.length - 1;

/** "l2_delta" is { kind: "delta", layer: 2 }, "syn0" { kind: "syn", layer: 0 }. */
export function parse(name) {
  const [, kind, layer, suffix] = name.match(/^(X|y|syn|l)(\d*)(?:_(error|delta))?$/) ?? [];
  return { kind: suffix ?? kind, layer: Number(layer || 0) };
}

/** The rows of a variable as this iteration makes them; weights as the iteration finds them. */
export function rowsOf(name, frame) {
  const { kind, layer } = parse(name);
  if (kind === "X") return experiment().inputs;
  if (kind === "y") return experiment().targets;
  if (kind === "l") return frame.layers[layer];
  if (kind === "syn") return frame.weights[layer];
  if (kind === "delta") return frame.deltas[layer - 1];
  return layer === lastLayer() ? frame.errors : sharedErrors(layer, frame);
}

/** The rows as the variable holds them before the line that runs next; undefined when no line has made it yet. */
export const heldRows = (name, frame) => frame.scope && !["X", "y", "l0"].includes(name) ? frame.scope[name] : rowsOf(name, frame);

/** The errors of a hidden layer: deltas @ weights.T of the layer behind it. */
function sharedErrors(layer, { deltas, weights }) {
  return deltas[layer]?.map((row) => weights[layer].map((outgoing) => row.reduce((sum, delta, to) => sum + delta * outgoing[to], 0)));
}
