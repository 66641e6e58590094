// Where a number comes from: its formula with this moment's numbers in it.
// A number is named as the listing names it: { name: "l1", row: 2, column: 0 }, and for a neuron's output
// `form` says which part of its formula is meant. A part that can be followed carries such a name itself.
import { weightedSum } from "./arithmetic.js";
import { piecesOf } from "./formulas.js";
import { experiment } from "../state/experiment.js";
import { isAsked, neuronName, outputs, rowName } from "../state/selection.js";
import { constant, comesBefore, lastLayer, parse, rowsOf, termsOver, updated } from "../state/variables.js";

const MOST_TERMS = 6;
const part = (value, name, row, column, form) => ({ value, subject: { name, row, column, form } });

/** Which of the formulas a number is explained by: "input", "target", or one of the card's. */
export function formOf({ name, form = "both" }) {
  const { kind, layer } = parse(name);
  if (kind === "l" && layer > 0) return form;
  return { l: "input", X: "input", y: "target", syn: "change" }[kind] ?? kind;
}

/** Is it a number that an update makes: a weight, a bias, or what stands beside one? */
export const isUpdated = ({ name }) => !/^(X|y|l\d)/.test(name);

/** The layer of the neuron that a number belongs to; of a weight, the one it leads to. */
export function layerOf({ name }) {
  const { kind, layer } = parse(name);
  return kind === "y" ? lastLayer() : isUpdated({ name }) ? layer + 1 : layer;
}

/** { title, value, pieces, why, result } of a number, pieces being strings and parts; null when there is no such place. */
export function derive(subject, frame) {
  const value = rowOf(subject, frame)?.[subject.column];
  if (value === undefined) return null;
  const form = isUpdated(subject) ? change : FORMS[formOf(subject)];
  return { value, pieces: [], ...form(subject, frame, layerOf(subject)) };
}

/** The row that a number stands in: an example's, a situation's, or a neuron's weights. */
function rowOf({ name, row }, frame) {
  const { kind, layer } = parse(name);
  return kind === "l" ? outputs(frame, layer, row) : rowsOf(name, frame)?.[row];
}

const FORMS = { input, target, sum, sigmoid: squeezed, both, gradient, error, delta };

/** a·b + c·d + …; the middle of a long sum is left out, and said to be. */
function sumOf(terms) {
  const shown = terms.length > MOST_TERMS ? [...terms.slice(0, MOST_TERMS - 1), null, terms.at(-1)] : terms;
  return shown.flatMap((term, index) => [index ? " + " : "", ...(term ? term.flatMap((factor, place) => place ? [" · ", factor] : [factor]) : ["…"])]);
}

function input({ row, column }) {
  const where = isAsked(row) ? "among the new situations" : "in the training set";
  return { title: `${neuronName(0, column)} of ${rowName(row)}`, why: `It stands ${where}: change it there and see what follows.` };
}

function target({ row, column }) {
  return { title: `${neuronName(lastLayer(), column)} wanted for ${rowName(row)}`, why: "It stands in the training set: what the network is to answer." };
}

const incoming = ({ row, column }, frame, layer) => outputs(frame, layer - 1, row).map((value, from) => [
  part(value, `l${layer - 1}`, row, from), part(frame.weights[layer - 1][from][column], `syn${layer - 1}`, from, column)]);

const biasOf = ({ column }, { biases }, layer) => biases ? [part(biases[layer - 1][0][column], `b${layer - 1}`, 0, column)] : [];

const sumInto = (subject, frame, layer) => weightedSum(outputs(frame, layer - 1, subject.row), frame.weights[layer - 1], subject.column, biasOf(subject, frame, layer)[0]?.value);

/** What goes into the sum of a neuron, written out. */
const summed = (subject, frame, layer) => [...sumOf(incoming(subject, frame, layer)), ...biasOf(subject, frame, layer).flatMap((bias) => [" + ", bias])];

/** The activation of the layer: its formulas and its words. */
const activation = (layer) => experiment().functions[experiment().activations[layer - 1]];

function sum(subject, frame, layer) {
  return {
    title: `weighted sum of ${neuronName(layer, subject.column)}, ${rowName(subject.row)}`,
    value: sumInto(subject, frame, layer),
    pieces: summed(subject, frame, layer),
    why: `Each input times the weight of its synapse, all added up${frame.biases ? ", and the bias" : ""}. A zero input adds nothing, whatever its weight.`,
  };
}

function squeezed(subject, frame, layer) {
  const { name, row, column } = subject;
  const total = sumInto(subject, frame, layer);
  return {
    title: `${neuronName(layer, column)} for ${rowName(row)}`,
    value: experiment().values[layer - 1](total),
    pieces: piecesOf(activation(layer).value, () => [part(total, name, row, column, "sum")]),
    why: activation(layer).words.function,
  };
}

function both(subject, frame, layer) {
  const { value, words } = activation(layer);
  return {
    title: `${neuronName(layer, subject.column)} for ${rowName(subject.row)}`,
    pieces: piecesOf(asBranch(value), null, ([operator]) => operator === "sum" ? summed(subject, frame, layer) : undefined),
    why: `The weighted sum of what comes in, ${words.squeezed}.`,
  };
}

/** The formula with the sum as a branch, which stands in brackets where it has to. */
const asBranch = (tree) => tree === "sum" ? ["sum"] : Array.isArray(tree) ? [tree[0], ...tree.slice(1).map(asBranch)] : tree;

function gradient({ name, row, column }, frame, layer) {
  const output = part(outputs(frame, layer, row)[column], name, row, column);
  return {
    title: `slope at ${neuronName(layer, column)}, ${rowName(row)}`,
    value: experiment().slopes[layer - 1](output.value),
    pieces: piecesOf(activation(layer).slope, () => [output]),
    why: activation(layer).words.gradient,
  };
}

function error(subject, frame, layer) {
  return layer === lastLayer() ? outputError(subject, frame, layer) : sharedError(subject, frame, layer);
}

function outputError({ row, column }, frame, layer) {
  return {
    title: `error of ${neuronName(layer, column)} for ${rowName(row)}`,
    pieces: [part(experiment().targets[row][column], "y", row, column), " − ", part(frame.layers[layer][row][column], `l${layer}`, row, column)],
    why: "What it should be, minus what it is: the sign says which way to go.",
  };
}

function sharedError({ row, column }, frame, layer) {
  const terms = frame.deltas[layer][row].map((value, to) => [
    part(value, `l${layer + 1}_delta`, row, to), part(frame.weights[layer][column][to], `syn${layer}`, column, to)]);
  return {
    title: `share of ${neuronName(layer, column)} in the error, ${rowName(row)}`,
    pieces: sumOf(terms),
    why: "A hidden neuron has no target. It gets the next layer's deltas back, each through the synapse it went out by.",
  };
}

function delta({ row, column }, frame, layer) {
  const output = part(frame.layers[layer][row][column], `l${layer}`, row, column);
  const missed = part(rowsOf(`l${layer}_error`, frame)[row][column], `l${layer}_error`, row, column);
  const { slope, words } = activation(layer);
  const { keeps_slope: keepsSlope, why } = experiment().last_delta;
  const isWhole = layer === lastLayer() && !keepsSlope;
  return {
    title: `delta of ${neuronName(layer, column)} for ${rowName(row)}`,
    pieces: isWhole || slope === 1 ? [missed] : piecesOf(["*", "error", slope], (leaf) => [leaf === "error" ? missed : output]),
    why: isWhole ? why : words.delta,
  };
}

/** What this iteration makes of a weight, a bias or what stands beside one, by the formula of its line. */
function change({ name, row, column }, frame, layer) {
  const { updates, update_words: words } = experiment();
  const leaf = (other) => {
    if (!/\d$/.test(other)) return [String(constant(other, frame))];
    const value = other !== name && comesBefore(other, name) ? updated(other, row, column, frame) : rowsOf(other, frame)[row][column];
    return [part(value, other, row, column)];
  };
  return {
    title: titleOf(name, row, column, layer),
    pieces: piecesOf(updates[name], leaf, (tree) => added(tree, row, column, frame)),
    result: updated(name, row, column, frame),
    why: frame.iteration ? words[name] : atFirst(name, words[name]),
  };
}

function atFirst(name, words) {
  if (name.startsWith("g")) return words;
  if (!name.startsWith("syn")) return `0 at first. ${words}`;
  return `A random number from seed ${experiment().seed} at first; this is what the first iteration makes of it.`;
}

function titleOf(name, row, column, layer) {
  const { kind } = parse(name);
  const ends = kind.endsWith("b") ? `bias of ${neuronName(layer, column)}` : `synapse from ${neuronName(layer - 1, row)} to ${neuronName(layer, column)}`;
  return kind === "syn" || kind === "b" ? ends : `${name}: ${ends}`;
}

/** A sum over all examples, written out; its factors can be followed. */
function added(tree, row, column, frame) {
  const terms = termsOver(tree, row, column, frame);
  if (!terms) return undefined;
  const [, first, second] = tree;
  return sumOf(terms.map(([one, two], each) => two === undefined
    ? [part(one, first, each, column)]
    : [part(one, first[1], each, row), part(two, second, each, column)]));
}
