// Neurons: a disc that fills with the activation, its number, and the names at both ends.
import { short, answer } from "./format.js";
import { experiment } from "./experiment.js";
import { neuronName } from "./selection.js";
import { make, set } from "./svg.js";

export function makeNeurons(svg, layout, width) {
  return layout.columns.map((column, layer) => column.map((place, neuron) => makeNeuron(svg, layout, place, layer, neuron, width)));
}

function makeNeuron(svg, { radius, columns, values, side }, { x, y }, layer, neuron, width) {
  const last = layer === columns.length - 1;
  const group = make("g", { class: "neuron", "data-layer": layer, "data-neuron": neuron, ...(layer > 0 ? { role: "button", tabindex: -1 } : { role: "img" }) }, svg);
  make("circle", { class: "ring", cx: x, cy: y, r: radius + 6 }, group);
  make("circle", { class: "body", cx: x, cy: y, r: radius }, group);
  const fill = make("circle", { class: "fill", cx: x, cy: y, r: 0 }, group);
  let value = null;
  const outside = radius >= 6 && (layer === 0 || last);
  if (values || outside) {
    const ends = layer === 0 || last;
    value = make("text", ends
      ? { x: layer === 0 ? x - radius - 8 : x + radius + 8, y: y + (radius >= 12 ? 8 : 0), style: `text-anchor: ${layer === 0 ? "end" : "start"}` }
      : { x, y: y + radius + 10 }, group);
    if (ends && radius >= 12) {
      const text = make("text", { class: "outside", x: layer === 0 ? x - radius - 8 : x + radius + 8, y: y - 9, style: `text-anchor: ${layer === 0 ? "end" : "start"}; font-weight: 400` }, group);
      text.textContent = fitted(neuronName(layer, neuron), layer === 0 ? side - radius - 8 : width - x - radius - 8);
    }
  }
  return { group, fill, value, radius, name: neuronName(layer, neuron), written: "" };
}

const fitted = (name, room) => {
  const letters = Math.floor(room / 6.6);
  return name.length > letters ? `${name.slice(0, Math.max(1, letters - 1))}…` : name;
};

export function drawNeurons(neurons, layers, { example }, frame) {
  const { inputs } = experiment();
  const row = Math.min(example, inputs.length - 1);
  neurons.forEach((layer, k) => layer.forEach((neuron, j) => {
    const shown = layers[k][row][j];
    set(neuron.fill, { r: Math.max(0, (neuron.radius - 3) * Math.sqrt(Math.min(1, Math.abs(shown)))) });
    const exact = frame.layers[k][row][j];
    const written = k === 0 ? String(exact) : k === neurons.length - 1 ? answer(exact) : short(exact);
    if (written === neuron.written) return;
    neuron.written = written;
    if (neuron.value) neuron.value.textContent = written;
    neuron.group.setAttribute("aria-label", `${neuron.name}, ${k ? "activation" : "value"} ${written}`);
  }));
}
