// What a plane shows, where there is something to choose: its layer, its two columns, the neuron, cube or slice.
import { experiment, onExperiment } from "../state/experiment.js";
import { varying } from "../maths/plane.js";
import { choose, neuronName, selection } from "../state/selection.js";
import { formOf, likelyColumns } from "./plane-scene.js";

/** `changed()` after every choice; `chosen()` is { layer, columns, form }. */
export function mountPickers(panel, isHidden, changed) {
  const field = (name) => panel.querySelector(`[name=${name}]`);
  const picked = { layer: null, columns: null, isSlice: false };

  function chosen() {
    const { shape } = experiment();
    const hidden = shape.length - 2;
    if (isHidden && !hidden) return { layer: 1, columns: [] };
    const layer = isHidden ? Math.min(picked.layer ?? hidden, hidden) : 0;
    const isThere = picked.columns?.every((column) => column < shape[layer]) && picked.columns[0] !== picked.columns[1];
    const columns = isThere ? picked.columns : likelyColumns(layer);
    const form = formOf(layer, columns);
    return { layer, columns, form: form === "cube" && picked.isSlice ? "plane" : form, mayBeCube: form === "cube" };
  }

  function fill() {
    const { layer, columns, form, mayBeCube } = chosen();
    const { shape } = experiment();
    const all = [...Array(shape[layer]).keys()];
    const isOneWay = form === "cube" || columns.length < 2 || (!isHidden && varying(experiment().inputs).length < 3);
    showWhether(panel, columns.length > 0);
    offer(field("layer"), isHidden ? shape.slice(1, -1).map((_, k) => [k + 1, `hidden layer ${k + 1}`]) : [], layer);
    ["across", "up"].forEach((name, axis) => offer(field(name), isOneWay ? [] : all.map((column) => [column, neuronName(layer, column)]), columns[axis], 3));
    field("slice").closest("label").hidden = !mayBeCube;
    follow();
  }

  function follow() {
    const { layer, columns } = chosen();
    if (!columns.length) return;
    const layers = isHidden ? [layer + 1] : experiment().shape.map((_, k) => k).slice(1).reverse();
    const neurons = layers.flatMap(neuronsOf);
    const now = layers.includes(selection.layer) ? `${selection.layer} ${selection.neuron}` : neurons[0][0];
    offer(field("neuron"), neurons, now);
  }

  panel.addEventListener("change", ({ target }) => {
    if (target.name === "neuron") return chooseNeuron(target.value);
    Object.assign(picked, choiceOf(target, chosen().columns));
    return changed(fill());
  });
  onExperiment(fill);
  return { chosen, follow };
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
