// The activation's curve of a layer: where its axes end, and what lies on it.
import { weightedSum } from "./arithmetic.js";
import { experiment } from "../state/experiment.js";

const EDGES = [4, 8, 16]; // where the axis of a bounded curve may end; a dot further out stays at the edge
const FARTHEST = 2 ** 30;
const POINTS = 321;
const MARGIN = 0.06;

export const activationName = (layer) => experiment().activations[layer - 1];

/** Where outputs lie, [low, high]; null when they have no bounds. */
export const boundsOf = (layer) => experiment().functions[activationName(layer)].bounds;

/** How far apart two targets of a column can lie; of amounts, how far those of the table do. */
export function spanOf(column) {
  const { shape, targets } = experiment();
  const wanted = targets.map((row) => row[column]);
  const [least, most] = boundsOf(shape.length - 1) ?? [Math.min(...wanted), Math.max(...wanted)];
  return most - least || 1;
}

/** { x, y } of the curve, or of its slope. */
export function curveOf(layer, edge, kind) {
  const { values, slopes } = experiment();
  const x = Array.from({ length: POINTS }, (_, place) => edge * (2 * place / (POINTS - 1) - 1));
  const y = x.map(values[layer - 1]);
  return { x, y: kind === "slope" ? y.map((output) => slopes[layer - 1](output)) : y };
}

/** The axes: from edge to edge, and all that the curve reaches there; with the marks of an axis that ends at `goal`. */
export function rangesOf(layer, edge, withSlope, goal = edge) {
  const [low, high] = boundsOf(layer) ?? [experiment().values[layer - 1](-edge), edge];
  const most = withSlope ? Math.max(high, 1) : high;
  const margin = MARGIN * (most - low);
  return {
    x: { range: [-edge, edge], dtick: goal / 2 },
    y: { range: [low - margin, most + margin], dtick: boundsOf(layer) ? 0.5 : goal / 2 },
  };
}

/** Where the axis should end for these dots, having ended at `edge`; without bounds the targets have to fit in as well. */
export function edgeFor({ layers, weights, biases }, { layer, neuron }, edge, most) {
  const { targets, shape } = experiment();
  const bias = biases?.[layer - 1][0][neuron];
  const reach = layers[layer - 1].slice(0, most).map((row) => Math.abs(weightedSum(row, weights[layer - 1], neuron, bias)));
  if (!boundsOf(layer) && layer === shape.length - 1) reach.push(...targets.slice(0, most).map((row) => Math.abs(row[neuron])));
  const farthest = Math.max(0, ...reach.filter(Number.isFinite));
  const edges = boundsOf(layer) ? EDGES : Array.from({ length: Math.log2(FARTHEST) - 1 }, (_, place) => 4 * 2 ** place);
  return edges.find((each) => farthest <= each * (each < edge ? 0.7 : 0.95)) ?? edges.at(-1);
}

/** Whether the slope is 0 at every example: nothing gets through, and nothing is learned. */
export const isFlat = ({ layers }, { layer, neuron }) =>
  layers[layer].every((row) => experiment().slopes[layer - 1](row[neuron]) === 0);
