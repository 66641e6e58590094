// Where a number comes from: its formula in symbols, and with this moment's numbers in it.
// A number is named as the listing names it: { name: "l1", row: 2, column: 0 }; a part that can be
// followed further carries such a name itself.
import { experiment } from "./experiment.js";
import { neuronName } from "./selection.js";

const part = (value, name, row, column) => ({ value, subject: { name, row, column } });
const MOST_TERMS = 6;

/** The number itself, or undefined when the network has no such place. */
export function lookUp({ name, row, column }, frame) {
  const { kind, layer } = parse(name);
  if (kind === "X") return experiment().inputs[row]?.[column];
  if (kind === "y") return experiment().targets[row]?.[column];
  if (kind === "l") return frame.layers[layer]?.[row]?.[column];
  if (kind === "syn") return frame.weights[layer]?.[row]?.[column];
  if (kind === "delta") return frame.deltas[layer - 1]?.[row]?.[column];
  return layer === last() ? frame.errors[row]?.[column] : hiddenError(layer, row, column, frame);
}

/** { title, symbols, pieces, why } of a number; pieces are strings and parts. */
export function derive(subject, frame) {
  const { kind, layer } = parse(subject.name);
  return { l: layer === 0 ? input : activation, X: input, y: target, error: layer === last() ? outputError : backError, delta, syn: weight }[kind](subject, frame, layer);
}

export function parse(name) {
  const [, kind, layer, suffix] = name.match(/^(X|y|syn|l)(\d*)(?:_(error|delta))?$/);
  return { kind: suffix ?? kind, layer: Number(layer || 0) };
}

const last = () => experiment().shape.length - 1;
const who = (layer, neuron) => neuronName(layer, neuron);
const example = (row) => `example ${row + 1}`;

function hiddenError(layer, row, column, frame) {
  return frame.deltas[layer][row].reduce((sum, value, to) => sum + value * frame.weights[layer][column][to], 0);
}

/** a·b + c·d + …; the middle of a long sum is left out, and said to be. */
function sumOf(terms) {
  const shown = terms.length > MOST_TERMS ? [...terms.slice(0, MOST_TERMS - 1), null, terms.at(-1)] : terms;
  return shown.flatMap((term, index) => [index ? " + " : "", ...(term ? [term[0], " · ", term[1]] : ["…"])]);
}

function input({ row, column }) {
  return { title: `${who(0, column)} of ${example(row)}`, symbols: null, pieces: [], why: "It stands in the training set: change it there and see what follows." };
}

function target({ row, column }) {
  return { title: `${who(last(), column)} wanted for ${example(row)}`, symbols: null, pieces: [], why: "It stands in the training set: what the network is to answer." };
}

function activation({ row, column }, frame, layer) {
  const before = `l${layer - 1}`;
  const weights = `syn${layer - 1}`;
  const terms = frame.layers[layer - 1][row].map((value, from) => [
    part(value, before, row, from), part(frame.weights[layer - 1][from][column], weights, from, column)]);
  return {
    title: `${who(layer, column)} for ${example(row)}`,
    symbols: { form: "sigmoid", before, weights },
    pieces: ["1 / (1 + e", { power: ["−(", ...sumOf(terms), ")"] }, ")"],
    why: "The weighted sum of what comes in, squeezed by the sigmoid between 0 and 1.",
  };
}

function outputError({ row, column }, frame, layer) {
  return {
    title: `error of ${who(layer, column)} for ${example(row)}`,
    symbols: { form: "difference", layer },
    pieces: [part(experiment().targets[row][column], "y", row, column), " − ", part(frame.layers[layer][row][column], `l${layer}`, row, column)],
    why: "What it should be, minus what it is: the sign says which way to go.",
  };
}

function backError({ row, column }, frame, layer) {
  const terms = frame.deltas[layer][row].map((value, to) => [
    part(value, `l${layer + 1}_delta`, row, to), part(frame.weights[layer][column][to], `syn${layer}`, column, to)]);
  return {
    title: `share of ${who(layer, column)} in the error, ${example(row)}`,
    symbols: { form: "back", layer },
    pieces: sumOf(terms),
    why: "A hidden neuron has no target. It gets the next layer's deltas back, each through the synapse it went out by.",
  };
}

function delta({ row, column }, frame, layer) {
  const output = part(frame.layers[layer][row][column], `l${layer}`, row, column);
  return {
    title: `delta of ${who(layer, column)} for ${example(row)}`,
    symbols: { form: "delta", layer },
    pieces: [part(lookUp({ name: `l${layer}_error`, row, column }, frame), `l${layer}_error`, row, column), " · ", output, " · (1 − ", output, ")"],
    why: "The error times the slope of the curve there. The output l is already the curve's value, so its slope is l · (1 − l).",
  };
}

function weight({ row, column }, frame, layer) {
  const terms = frame.layers[layer].map((values, each) => [
    part(values[row], `l${layer}`, each, row), part(frame.deltas[layer][each][column], `l${layer + 1}_delta`, each, column)]);
  const rate = experiment().learning_rate;
  return {
    title: `synapse from ${who(layer, row)} to ${who(layer + 1, column)}`,
    symbols: { form: "update", layer },
    next: true,
    pieces: [part(frame.weights[layer][row][column], `syn${layer}`, row, column), rate === 1 ? " + " : ` + ${rate} · (`, ...sumOf(terms), rate === 1 ? "" : ")"],
    why: frame.iteration ? "This is what the next iteration makes of it. An input of 0 leaves its weight alone." : `It starts as a random number from seed ${experiment().seed}; this is what the first iteration makes of it.`,
  };
}
