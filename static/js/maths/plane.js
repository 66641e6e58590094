// A plane through what a layer may be given: two of its columns vary, the others are held as in one example.
// A view is { weights, activations, biases, held, columns: [across, up], neuron, ranges: [[least, most], [least, most]] }: the
// weights (from, to) from that layer on, a row of it, and the neuron of the last layer that is looked at, or null for the
// strongest of them.
import { flat, nextLayer } from "./arithmetic.js";
import { leader } from "./regions.js";

const MARGIN = 0.1; // of the table's own range, on each side
const WIDE = 0.22; // where the corners are drawn large
const SAME = 1e-9; // between two sums of squared correlations
const [DRAWN, EXACT] = [12, 50]; // halvings: until nobody sees a difference, until the ends are neighbours among the float64

/** The columns that are not the same in all rows. */
export const varying = (rows) => rows[0].map((_, column) => column).filter((column) => rows.some((row) => row[column] !== rows[0][column]));

/** The two columns that tell the targets apart best, in the table's order: of each the squared correlations with the targets
 *  are added up, and of columns that tell as much the first ones are taken. */
export function tellingTwo(columns, inputs, targets) {
  const goals = targets[0].map((_, k) => centred(targets.map((row) => row[k])));
  const told = new Map(columns.map((column) => {
    const values = centred(inputs.map((row) => row[column]));
    return [column, goals.reduce((sum, goal) => sum + correlation(values, goal) ** 2, 0)];
  }));
  const best = columns.toSorted((a, b) => Math.abs(told.get(a) - told.get(b)) < SAME ? a - b : told.get(b) - told.get(a));
  return best.slice(0, 2).toSorted((a, b) => a - b);
}

function centred(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

const dot = (a, b) => a.reduce((sum, value, k) => sum + value * b[k], 0);
const correlation = (a, b) => dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1);

/** From where to where a picture of this column goes. */
export function rangeOf(rows, column, isWide = false) {
  const [least, most] = rows.reduce(([low, high], row) => [Math.min(low, row[column]), Math.max(high, row[column])], [Infinity, -Infinity]);
  const margin = (most - least || 1) * (isWide ? WIDE : MARGIN);
  return [least - margin, most + margin];
}

/** Whether these columns hold nothing but 0 and 1. */
export const areBits = (rows, columns) => columns.every((column) => rows.every((row) => row[column] === 0 || row[column] === 1));

/** Whether a row is like `held` but for these columns. */
export const liesIn = (row, held, columns) => row.every((value, column) => columns.includes(column) || value === held[column]);

/** The row at a place of the plane. */
export function rowAt({ held, columns }, place) {
  const row = Array.from(held);
  columns.forEach((column, axis) => { row[column] = place[axis]; });
  return row;
}

/** A block of rows through all layers of the view. */
const through = ({ weights, activations, biases }, block) => weights.reduce((values, matrix, k) => nextLayer(values, matrix, activations[k], biases?.[k][0]), block);

/** What is shown at one place: { value, neuron } of the neuron that is looked at, or of the strongest. */
export function shownAt(view, place) {
  const outputs = through(view, flat([rowAt(view, place)]));
  const neuron = view.neuron ?? leader(outputs);
  return { value: outputs[neuron], neuron };
}

/** The value at one place. */
export const valueAt = (view, place) => shownAt(view, place).value;

/** The rows at a grid of size × size places, the lowest ones first, one after the other. A view of one column is the same at
 *  every height. */
export function rowsOfGrid({ held, columns: [across, up], ranges: [xs, ys] }, size) {
  const rows = new Float64Array(size * size * held.length);
  for (let place = 0; place < size * size; place++) {
    const row = place * held.length;
    rows.set(held, row);
    rows[row + across] = along(xs, (place % size) / (size - 1));
    if (ys) rows[row + up] = along(ys, Math.floor(place / size) / (size - 1));
  }
  return rows;
}

/** All outputs on a grid of size × size places: { outputs (flat), width, size }. */
export const sample = (view, size) => ({ outputs: through(view, rowsOfGrid(view, size)), width: view.weights.at(-1)[0].length, size });

export const along = ([least, most], share) => least + (most - least) * share;

/** One neuron's values of a sample. */
export const ofNeuron = ({ outputs, width }, neuron) => width === 1 ? outputs : outputs.filter((_, place) => place % width === neuron);

/** Between two neighbours of a grid of size × size, given in its steps: the share of the way where the value passes `level`, as
 *  exactly as it can be drawn. */
export function sharpened(view, size, level) {
  const place = ([x, y]) => [along(view.ranges[0], x / (size - 1)), along(view.ranges[1], y / (size - 1))];
  return (from, to) => bisected(view, place(from), place(to), level, [0, 1], DRAWN);
}

/** On which side of a line a place lies: above the level or not, or which neuron is the strongest there. */
function sideOf(view, level, place) {
  const { value, neuron } = shownAt(view, place);
  return view.neuron === null ? neuron : value > level;
}

/** The share of a straight way where it crosses the line, somewhere between two shares of it. */
function bisected(view, from, to, level, [low, high], halvings) {
  const side = sideOf(view, level, between(from, to, low));
  for (let halving = 0; halving < halvings; halving++) {
    const middle = (low + high) / 2;
    if (sideOf(view, level, between(from, to, middle)) === side) low = middle; else high = middle;
  }
  return (low + high) / 2;
}

const between = (from, to, share) => from.map((value, axis) => value + (to[axis] - value) * share);

/** The places where the straight way between two places crosses the line, each to the last digit. */
export function crossings(view, from, to, level, pieces = 32) {
  const side = (share) => sideOf(view, level, between(from, to, share));
  const found = [];
  for (let piece = 0; piece < pieces; piece++) {
    const [low, high] = [piece / pieces, (piece + 1) / pieces];
    if (side(low) !== side(high)) found.push(between(from, to, bisected(view, from, to, level, [low, high], EXACT)));
  }
  return found;
}
