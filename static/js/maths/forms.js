// The formulas of one neuron, from the weighted sum to the change of a weight: which one the card shows.
import { formOf, isUpdated, layerOf } from "./derivation.js";
import { latest } from "../state/scheduler.js";
import { isAsked, selection, trainedRow } from "../state/selection.js";

const OF_WEIGHTS = ["gradient", "memory", "update"];
const OUTPUTS = ["sum", "sigmoid", "both", "gradient"];
const OF_TRAINING = ["error", "delta"]; // what only an example has
let lookedAt = { layer: 0, from: 0 }; // the synapse last explained

export const noteSynapse = ({ row }, layer) => { lookedAt = { layer, from: row }; };

/** The same neuron's, or synapse's, number in another form. */
export function inForm(subject, form) {
  const layer = layerOf(subject);
  if (layer === 0) return subject;
  const { column } = subject;
  const row = isUpdated(subject) ? selection.example : subject.row;
  if (form === "change") return formOf(subject) === form ? subject : { name: `syn${layer - 1}`, row: sourceInto(layer, column), column };
  if (hasNo(form, row)) return inForm(subject, "both");
  return OUTPUTS.includes(form) ? { name: `l${layer}`, row, column, form } : { name: `l${layer}_${form}`, row, column };
}

/** A situation has no target, hence neither error nor delta. */
export const hasNo = (form, row) => isAsked(row) && OF_TRAINING.includes(form);

/** The number that a line of the loop makes, for what the reader has chosen. */
export function subjectOfLine({ kind, makes, layer }) {
  const { neuron } = selection;
  const [name] = makes;
  return OF_WEIGHTS.includes(kind) ? { name, row: rowInto(name, layer, neuron), column: neuron } : { name, row: trainedRow(), column: neuron };
}

/** The number of a variable that belongs to what the reader has chosen; null for a variable without rows. */
export function subjectOfVariable(name) {
  if (!/^(X|y|l\d|[a-z]+\d)/.test(name)) return null;
  const layer = layerOf({ name });
  const column = layer === selection.layer ? selection.neuron : 0;
  return { name, row: isUpdated({ name }) ? rowInto(name, layer, column) : /^l\d+$/.test(name) ? selection.example : trainedRow(), column };
}

/** A bias has one row; of weights, the synapse to look at. */
const rowInto = (name, layer, column) => /^[a-z]?b\d/.test(name) ? 0 : sourceInto(layer, column);

/** Where an interesting synapse of this neuron comes from: the one last looked at, else the one that will move most. */
function sourceInto(layer, to) {
  const frame = latest();
  if (!frame) return 0;
  if (lookedAt.layer === layer && lookedAt.from < frame.weights[layer - 1].length) return lookedAt.from;
  const changes = frame.weights[layer - 1].map((_, from) => Math.abs(frame.layers[layer - 1].reduce((sum, row, each) => sum + row[from] * frame.deltas[layer - 1][each][to], 0)));
  return changes.indexOf(Math.max(...changes));
}
