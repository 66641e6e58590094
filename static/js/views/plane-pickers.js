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
    const all = Array.from({ length: shape[layer] }, (_, column) => column);
    const isOneWay = form === "cube" || columns.length < 2 || (!isHidden && varying(experiment().inputs).length < 3);
    for (const shown of panel.querySelectorAll("figure, .words")) shown.hidden = !columns.length;
    for (const none of panel.querySelectorAll(".none")) none.hidden = columns.length > 0;
    offer(field("layer"), isHidden ? shape.slice(1, -1).map((_, k) => [k + 1, `hidden layer ${k + 1}`]) : [], layer);
    ["across", "up"].forEach((name, axis) => offer(field(name), isOneWay ? [] : all.map((column) => [column, neuronName(layer, column)]), columns[axis], 3));
    field("slice").closest("label").hidden = !mayBeCube;
    follow();
  }

  function follow() {
    const { layer, columns } = chosen();
    if (!columns.length) return;
    const { shape } = experiment();
    const layers = isHidden ? [layer + 1] : shape.map((_, k) => k).slice(1).reverse();
    const neurons = layers.flatMap((k) => Array.from({ length: shape[k] }, (_, neuron) => [`${k} ${neuron}`, neuronName(k, neuron)]));
    const now = layers.includes(selection.layer) ? `${selection.layer} ${selection.neuron}` : neurons[0][0];
    offer(field("neuron"), neurons, now);
  }

  panel.addEventListener("change", ({ target }) => {
    const { columns } = chosen();
    if (target.name === "neuron") {
      const [layer, neuron] = target.value.split(" ").map(Number);
      return choose({ layer, neuron });
    }
    if (target.name === "layer") Object.assign(picked, { layer: Number(target.value), columns: null });
    if (target.name === "slice") picked.isSlice = target.checked;
    if (target.name === "across") picked.columns = swapped(columns, 0, Number(target.value));
    if (target.name === "up") picked.columns = swapped(columns, 1, Number(target.value));
    fill();
    return changed();
  });
  onExperiment(fill);
  return { chosen, follow };
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
