// What a plane shows of this moment: which layer's columns are its axes, which neuron's value is its colour.
import { experiment } from "../state/experiment.js";
import { areBits, liesIn, rangeOf, varying } from "../maths/plane.js";
import { neuronName, outputs, selection } from "../state/selection.js";

const NEAR = 0.1; // hidden values that are so close count as the same
const SIGMOID = { least: 0, most: 1, middle: 0.5 };

/** Values between which a neuron's answers lie, and the one that parts them. */
function scaleOf(layer) {
  const { activations, targets, shape } = experiment();
  const activation = activations?.[layer - 1] ?? "sigmoid";
  if (activation === "sigmoid") return SIGMOID;
  if (activation === "tanh") return { least: -1, most: 1, middle: 0 };
  if (layer < shape.length - 1) return { least: -2, most: 2, middle: 0 };
  const [least, most] = targets.flat().reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [0, 1]);
  return { least, most, middle: (least + most) / 2 };
}

/** The axes that a reader most likely wants: the first two columns that differ between the examples. */
export function likelyColumns(layer) {
  const { inputs, shape } = experiment();
  if (layer) return shape[layer] > 1 ? [0, 1] : [0];
  const own = varying(inputs);
  const others = shape.length ? inputs[0].map((_, column) => column).filter((column) => !own.includes(column)) : [];
  return (own.length === 1 ? own : [...own, ...others]).slice(0, 2);
}

/** How a table's inputs are best drawn: one as a curve, three of 0 and 1 as the corners of a cube, others as a plane. */
export function formOf(layer, columns) {
  const { inputs } = experiment();
  if (columns.length === 1) return "curve";
  const own = varying(inputs);
  return layer === 0 && own.length === 3 && areBits(inputs, own) ? "cube" : "plane";
}

/** Whether the corners of this plane are all that its table knows. */
export const hasCorners = (layer, columns) => layer === 0 && columns.length === 2 && areBits(experiment().inputs, columns) && varying(experiment().inputs).length === 2;

/** The moment as a plane of `layer` shows it; `columns` are its axes. */
export function sceneOf(picture, layer, columns) {
  const { layers, answering, frame } = picture;
  const { targets, shape, situations, values } = experiment();
  const all = frame.scope ? frame.weights : answering;
  const shown = layer === 0 ? selection.layer : layer + 1;
  const neuron = selection.layer === shown ? selection.neuron : 0;
  const { example } = selection;
  const rows = layers[layer];
  const held = outputs(picture, layer, example);
  const asked = layer ? picture.asked[layer - 1] : situations;
  const last = shape.length - 1;
  const goal = shown === last ? neuron : 0;
  return {
    layer, shown, neuron, example, rows, asked, held, columns,
    name: neuronName(shown, neuron),
    weights: all.slice(layer, shown), activations: values.slice(layer, shown), biases: frame.biases?.slice(layer, shown),
    ranges: columns.map((column) => (layer ? hiddenRange(layer, rows, column) : rangeOf([...rows, ...asked], column, hasCorners(layer, columns)))),
    ...scaleOf(shown),
    isOn: (index) => targets[index][goal] > scaleOf(last).middle,
    isHere: (row) => (layer ? row.every((value, column) => columns.includes(column) || Math.abs(value - held[column]) < NEAR) : liesIn(row, held, columns)),
  };
}

function hiddenRange(layer, rows, column) {
  const { least, most } = scaleOf(layer);
  const margin = (most - least) * 0.1;
  return (experiment().activations?.[layer - 1] ?? "sigmoid").match(/sigmoid|tanh/) ? [least - margin, most + margin] : rangeOf(rows, column);
}
