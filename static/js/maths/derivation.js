// Where a number comes from: its formula with this moment's numbers in it.
// A number is named as the listing names it: { name: "l1", row: 2, column: 0 }, and for a neuron's output
// `form` says which part of its formula is meant. A part that can be followed carries such a name itself.
import { sigmoid, slope, weightedSum } from "./arithmetic.js";
import { experiment } from "../state/experiment.js";
import { neuronName } from "../state/selection.js";
import { lastLayer, parse, rowsOf } from "../state/variables.js";

const MOST_TERMS = 6;
const part = (value, name, row, column, form) => ({ value, subject: { name, row, column, form } });
const example = (row) => `example ${row + 1}`;

/** Which of the formulas a number is explained by: "input", "target", or one of the card's. */
export function formOf({ name, form = "both" }) {
  const { kind, layer } = parse(name);
  if (kind === "l" && layer > 0) return form;
  return { l: "input", X: "input", y: "target", syn: "change" }[kind] ?? kind;
}

/** The layer of the neuron that a number belongs to; of a weight, the one it leads to. */
export function layerOf({ name }) {
  const { kind, layer } = parse(name);
  return kind === "syn" ? layer + 1 : kind === "y" ? lastLayer() : layer;
}

/** { title, value, pieces, why, result } of a number, pieces being strings and parts; null when there is no such place. */
export function derive(subject, frame) {
  const value = rowsOf(subject.name, frame)?.[subject.row]?.[subject.column];
  if (value === undefined) return null;
  return { value, pieces: [], ...FORMS[formOf(subject)](subject, frame, layerOf(subject)) };
}

const FORMS = { input, target, sum, sigmoid: squeezed, both, gradient, error, delta, change };

/** a·b + c·d + …; the middle of a long sum is left out, and said to be. */
function sumOf(terms) {
  const shown = terms.length > MOST_TERMS ? [...terms.slice(0, MOST_TERMS - 1), null, terms.at(-1)] : terms;
  return shown.flatMap((term, index) => [index ? " + " : "", ...(term ? [term[0], " · ", term[1]] : ["…"])]);
}

function input({ row, column }) {
  return { title: `${neuronName(0, column)} of ${example(row)}`, why: "It stands in the training set: change it there and see what follows." };
}

function target({ row, column }) {
  return { title: `${neuronName(lastLayer(), column)} wanted for ${example(row)}`, why: "It stands in the training set: what the network is to answer." };
}

const incoming = ({ row, column }, { layers, weights }, layer) => layers[layer - 1][row].map((value, from) => [
  part(value, `l${layer - 1}`, row, from), part(weights[layer - 1][from][column], `syn${layer - 1}`, from, column)]);

const sumInto = ({ row, column }, { layers, weights }, layer) => weightedSum(layers[layer - 1][row], weights[layer - 1], column);

function sum(subject, frame, layer) {
  return {
    title: `weighted sum of ${neuronName(layer, subject.column)}, ${example(subject.row)}`,
    value: sumInto(subject, frame, layer),
    pieces: sumOf(incoming(subject, frame, layer)),
    why: "Each input times the weight of its synapse, all added up. A zero input adds nothing, whatever its weight.",
  };
}

function squeezed(subject, frame, layer) {
  const { name, row, column } = subject;
  return {
    title: `${neuronName(layer, column)} for ${example(row)}`,
    value: sigmoid(sumInto(subject, frame, layer)),
    pieces: ["1 / (1 + e", { power: ["−", part(sumInto(subject, frame, layer), name, row, column, "sum")] }, ")"],
    why: "The S-curve turns any sum into a number between 0 and 1: 0 gives ½, far to the right nearly 1.",
  };
}

function both(subject, frame, layer) {
  return {
    title: `${neuronName(layer, subject.column)} for ${example(subject.row)}`,
    pieces: ["1 / (1 + e", { power: ["−(", ...sumOf(incoming(subject, frame, layer)), ")"] }, ")"],
    why: "The weighted sum of what comes in, squeezed by the sigmoid between 0 and 1.",
  };
}

function gradient({ name, row, column }, frame, layer) {
  const output = part(frame.layers[layer][row][column], name, row, column);
  return {
    title: `slope at ${neuronName(layer, column)}, ${example(row)}`,
    value: slope(output.value),
    pieces: [output, " · (1 − ", output, ")"],
    why: "How steep the S-curve is there. The output is already the curve's value, so no sum is needed. At most ¼, in the middle.",
  };
}

function error(subject, frame, layer) {
  return layer === lastLayer() ? outputError(subject, frame, layer) : sharedError(subject, frame, layer);
}

function outputError({ row, column }, frame, layer) {
  return {
    title: `error of ${neuronName(layer, column)} for ${example(row)}`,
    pieces: [part(experiment().targets[row][column], "y", row, column), " − ", part(frame.layers[layer][row][column], `l${layer}`, row, column)],
    why: "What it should be, minus what it is: the sign says which way to go.",
  };
}

function sharedError({ row, column }, frame, layer) {
  const terms = frame.deltas[layer][row].map((value, to) => [
    part(value, `l${layer + 1}_delta`, row, to), part(frame.weights[layer][column][to], `syn${layer}`, column, to)]);
  return {
    title: `share of ${neuronName(layer, column)} in the error, ${example(row)}`,
    pieces: sumOf(terms),
    why: "A hidden neuron has no target. It gets the next layer's deltas back, each through the synapse it went out by.",
  };
}

function delta({ row, column }, frame, layer) {
  const output = part(frame.layers[layer][row][column], `l${layer}`, row, column);
  return {
    title: `delta of ${neuronName(layer, column)} for ${example(row)}`,
    pieces: [part(rowsOf(`l${layer}_error`, frame)[row][column], `l${layer}_error`, row, column), " · ", output, " · (1 − ", output, ")"],
    why: "The error weighted by the slope: a neuron that is sure of itself stands where the curve is flat, and hardly moves.",
  };
}

function change({ name, row, column }, frame, layer) {
  const terms = frame.layers[layer - 1].map((values, each) => [
    part(values[row], `l${layer - 1}`, each, row), part(frame.deltas[layer - 1][each][column], `l${layer}_delta`, each, column)]);
  const rate = experiment().learning_rate;
  const weight = frame.weights[layer - 1][row][column];
  const step = terms.reduce((sum, [input, delta]) => sum + input.value * delta.value, 0);
  return {
    title: `synapse from ${neuronName(layer - 1, row)} to ${neuronName(layer, column)}`,
    pieces: [part(weight, name, row, column), rate === 1 ? " + " : ` + ${rate} · (`, ...sumOf(terms), rate === 1 ? "" : ")"],
    result: weight + rate * step,
    why: frame.iteration ? "What this iteration makes of it: over all examples, its input times the delta it leads to." : `A random number from seed ${experiment().seed} at first; this is what the first iteration makes of it.`,
  };
}
