// What a plane shows, where there is something to choose: its layer, its two columns, the neuron or the strongest target,
// cube or slice.
import { experiment, onExperiment } from "../state/experiment.js";
import { varying } from "../maths/plane.js";
import { areClasses } from "../maths/regions.js";
import { choose, neuronName, onSelection, selection } from "../state/selection.js";
import { planeFormOf, likelyColumns, mayBeStrongest } from "./plane-scene.js";

const STRONGEST = "strongest";

/** `changed()` after every choice; `chosen()` is { layer, columns, form, isStrongest }. */
export function mountPickers(panel, isHidden, changed) {
  const picked = { layer: null, columns: null, isSlice: false, isStrongest: null };
  let now = null;
  const fill = () => { now = decide(picked, isHidden); offerAll(panel, now, isHidden); };

  function repick(change) {
    Object.assign(picked, change);
    fill();
    changed();
  }

  panel.addEventListener("change", ({ target }) => {
    if (target.name === "neuron" && target.value !== STRONGEST) chooseNeuron(target.value);
    else if (target.name) repick(choiceOf(target, now.columns));
  });
  onExperiment(fill);
  onSelection((_, byReader, change) => {
    now = decide(picked, isHidden);
    if (now.isStrongest && byReader && "neuron" in change) repick({ isStrongest: false });
    else offerNeurons(panel, now);
  });
  return { chosen: () => now };
}

/** What is picked, as far as this experiment has it, and else what is likely to be wanted. */
function decide(picked, isHidden) {
  const { shape, targets } = experiment();
  const hidden = shape.length - 2;
  if (isHidden && !hidden) return { layer: 1, columns: [] };
  const layer = isHidden ? Math.min(picked.layer ?? hidden, hidden) : 0;
  const isThere = picked.columns?.every((column) => column < shape[layer]) && picked.columns[0] !== picked.columns[1];
  const columns = isThere ? picked.columns : likelyColumns(layer);
  const likely = planeFormOf(layer, columns);
  const form = likely === "cube" && picked.isSlice ? "plane" : likely;
  const isStrongest = mayBeStrongest(layer, columns) && (picked.isStrongest ?? areClasses(targets));
  return { layer, columns, form, isStrongest, mayBeCube: likely === "cube" };
}

const fieldOf = (panel, name) => panel.querySelector(`[name=${name}]`);

/** Every field that there is something to choose in. */
function offerAll(panel, now, isHidden) {
  const { layer, columns, form, mayBeCube } = now;
  const { shape } = experiment();
  const all = [...Array(shape[layer]).keys()];
  const isOneWay = form === "cube" || columns.length < 2 || (!isHidden && varying(experiment().inputs).length < 3);
  showWhether(panel, columns.length > 0);
  offer(fieldOf(panel, "layer"), isHidden ? shape.slice(1, -1).map((_, k) => [k + 1, `hidden layer ${k + 1}`]) : [], layer);
  ["across", "up"].forEach((name, axis) => offer(fieldOf(panel, name), isOneWay ? [] : all.map((column) => [column, neuronName(layer, column)]), columns[axis], 3));
  fieldOf(panel, "slice").closest("label").hidden = !mayBeCube;
  for (const maps of panel.querySelectorAll(".in-neurons")) maps.hidden = shape.length < 3;
  offerNeurons(panel, now);
}

/** Whose values are shown: those of any neuron behind this layer's, or of a hidden layer's next. */
function offerNeurons(panel, { layer, columns, isStrongest }) {
  if (!columns.length) return;
  const layers = layer ? [layer + 1] : experiment().shape.map((_, k) => k).slice(1).reverse();
  const neurons = layers.flatMap(neuronsOf);
  const one = layers.includes(selection.layer) ? `${selection.layer} ${selection.neuron}` : neurons[0][0];
  offer(fieldOf(panel, "neuron"), [...(mayBeStrongest(layer, columns) ? [[STRONGEST, "the strongest"]] : []), ...neurons], isStrongest ? STRONGEST : one);
}

/** The figure, or the words in its place when there is nothing to draw. */
function showWhether(panel, isThere) {
  for (const shown of panel.querySelectorAll("figure, .words")) shown.hidden = !isThere;
  for (const none of panel.querySelectorAll(".none")) none.hidden = isThere;
}

function chooseNeuron(value) {
  const [layer, neuron] = value.split(" ").map(Number);
  choose({ layer, neuron });
}

/** What a field says of layer, columns and slice. */
function choiceOf({ name, value, checked }, columns) {
  if (name === "layer") return { layer: Number(value), columns: null };
  if (name === "slice") return { isSlice: checked };
  if (name === "neuron") return { isStrongest: true };
  return { columns: swapped(columns, name === "across" ? 0 : 1, Number(value)) };
}

/** Options for the neurons of a layer. */
function neuronsOf(layer) {
  return Array.from({ length: experiment().shape[layer] }, (_, neuron) => [`${layer} ${neuron}`, neuronName(layer, neuron)]);
}

/** A column that is on the other axis changes places with this one. */
function swapped(columns, axis, column) {
  const next = columns.slice();
  if (columns[1 - axis] === column) next[1 - axis] = columns[axis];
  next[axis] = column;
  return next;
}

/** Options [value, text] in a select, which is there only if there is something to choose. */
function offer(select, options, value, least = 2) {
  select.closest("label").hidden = options.length < least;
  const key = JSON.stringify(options);
  if (select.dataset.options !== key) select.replaceChildren(...options.map(([each, text]) => new Option(text, each)));
  select.dataset.options = key;
  select.value = String(value);
}
