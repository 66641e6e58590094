// What a plane shows of this moment: which layer's columns are its axes, which neuron's value is its colour.
import { experiment } from "../state/experiment.js";
import { isBefore, writtenIn } from "../maths/story.js";
import { areBits, liesIn, rangeOf, shownAt, tellingTwo, varying } from "../maths/plane.js";
import { areClasses, leader, ownTarget } from "../maths/regions.js";
import { neuronName, outputs, selection } from "../state/selection.js";

const NEAR = 0.1; // hidden values that are so close count as the same
const OPEN = { tanh: 1, relu: 2, linear: 2 }; // how far from 0 hidden values are coloured
const SIGMOID = { least: 0, most: 1, middle: 0.5 };

const found = new WeakMap(); // by experiment: what stays while only numbers change

/** What `find` makes of this experiment, made once. */
function once(key, find) {
  const current = experiment();
  if (!found.has(current)) found.set(current, new Map());
  const known = found.get(current);
  if (!known.has(key)) known.set(key, find(current));
  return known.get(key);
}

/** Values between which a neuron's answers lie, and the one that parts them: of amounts the middle of the table's own, for
 *  one target or for all. */
export function scaleOf(layer, goal = null) {
  const { activations, shape } = experiment();
  const activation = activations?.[layer - 1] ?? "sigmoid";
  if (activation === "sigmoid") return SIGMOID;
  if (layer < shape.length - 1) return { least: -OPEN[activation], most: OPEN[activation], middle: 0 };
  return once(`scale ${goal}`, ({ targets }) => spanned(goal === null ? targets.flat() : targets.map((row) => row[goal])));
}

function spanned(values) {
  const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  return least < most ? { least, most, middle: (least + most) / 2 } : { least: least - 1, most: most + 1, middle: least };
}

/** The axes that a reader most likely wants: of the columns that differ between the examples the two that tell most. */
export function likelyColumns(layer) {
  const { shape } = experiment();
  if (layer) return shape[layer] > 1 ? [0, 1] : [0];
  return once("columns", ({ inputs, targets }) => {
    const own = varying(inputs);
    if (own.length > 2) return tellingTwo(own, inputs, targets);
    return own.length ? own : inputs[0].map((_, column) => column).slice(0, 2);
  });
}

/** How a table's inputs are best drawn: one as a curve, three of 0 and 1 as the corners of a cube, others as a plane. */
export function planeFormOf(layer, columns) {
  const { inputs } = experiment();
  if (columns.length === 1) return "curve";
  const own = varying(inputs);
  return layer === 0 && own.length === 3 && areBits(inputs, own) ? "cube" : "plane";
}

/** Whether the strongest of several targets can be shown over these columns of a layer. */
export const mayBeStrongest = (layer, columns) => experiment().targets[0].length > 1 && columns.length > 1 && [0, experiment().shape.length - 2].includes(layer);

/** What is shown of the inputs where nobody has chosen: of classes the strongest. */
export function likelyChoice() {
  const columns = likelyColumns(0);
  return { layer: 0, columns, form: planeFormOf(0, columns), isStrongest: mayBeStrongest(0, columns) && areClasses(experiment().targets) };
}

/** Whether the corners of this plane are all that its table knows. */
export const hasCorners = (layer, columns) => layer === 0 && columns.length === 2
  && once(`corners ${columns}`, ({ inputs }) => areBits(inputs, columns) && varying(inputs).length === 2);

/** How many marks a plane of a layer has: of examples, of those held out, whose hidden layers no frame has, and of situations. */
export function countsOf(layer) {
  const { inputs, situations, test_inputs } = experiment();
  return { examples: inputs.length, tested: layer ? 0 : test_inputs.length, situations: situations.length };
}

/** The moment as a plane of `layer` shows it; `columns` are its axes. Of several targets it shows the one that is chosen, or
 *  the strongest. What moves is drawn on its way; what is written is of the frame `told`. */
export function sceneOf(picture, { layer, columns, form, isStrongest }) {
  const { layers, frame, moment } = picture;
  const { inputs, shape, situations, values } = experiment();
  const last = shape.length - 1;
  const free = form === "cube" ? varying(inputs) : columns;
  const shown = isStrongest ? last : layer === 0 ? selection.layer : layer + 1;
  const chosen = selection.layer === shown ? selection.neuron : 0;
  const told = writtenIn(picture, shown);
  const all = frame.scope || moment ? told.weights : picture.weights;
  const { example } = selection;
  const rows = layers[layer];
  const held = outputs(picture, layer, example);
  const asked = layer ? picture.asked[layer - 1] : situations;
  const goal = isStrongest ? null : shown === last ? chosen : 0;
  const goals = once(`goals ${goal}`, () => goalsOf(goal));
  return {
    picture, layer, shown, example, rows, asked, held, columns, free,
    neuron: isStrongest ? null : chosen, goal,
    name: isStrongest ? "the strongest target" : neuronName(shown, chosen),
    told, isBefore: isBefore(moment, shown),
    weights: all.slice(layer, shown), activations: values.slice(layer, shown), biases: told.biases?.slice(layer, shown),
    ranges: columns.map((column) => (layer ? hiddenRange(layer, rows, column) : inputRange(column, hasCorners(layer, columns)))),
    ...scaleOf(shown, goal),
    ...goals,
    isOn: (index) => goals.isOn(index, told.layers[last][index]),
    isHere: (row) => (layer ? row.every((value, column) => columns.includes(column) || Math.abs(value - held[column]) < NEAR) : liesIn(row, held, free)),
  };
}

/** What a plane shows at a place as it is written: by the weights as the engine has them, never by some between two frames. */
export const toldAt = (scene, place) => shownAt({ ...scene, weights: scene.told.weights.slice(scene.layer, scene.shown) }, place);

/** What examples are to be: above the middle of one target or not, or of which target; and those held out. */
function goalsOf(goal) {
  const { targets, shape, test_inputs, test_targets } = experiment();
  const { middle } = scaleOf(shape.length - 1, goal);
  if (goal === null) {
    const kinds = targets.map(ownTarget);
    return { kindOf: (index) => kinds[index], isOn: (index, answers) => leader(answers) === kinds[index], tested: test_inputs.map((row) => ({ row, isOn: false })) };
  }
  const isOn = (row) => row[goal] > middle;
  return { kindOf: () => null, isOn: (index) => isOn(targets[index]), tested: test_inputs.map((row, index) => ({ row, isOn: isOn(test_targets[index]) })) };
}

const inputRange = (column, isWide) => once(`range ${column} ${isWide}`, ({ inputs, situations, test_inputs }) => rangeOf([...inputs, ...situations, ...test_inputs], column, isWide));

function hiddenRange(layer, rows, column) {
  const { least, most } = scaleOf(layer);
  const margin = (most - least) * 0.1;
  return (experiment().activations?.[layer - 1] ?? "sigmoid").match(/sigmoid|tanh/) ? [least - margin, most + margin] : rangeOf(rows, column);
}
