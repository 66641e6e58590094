// What the reader has chosen: an example (row) and a neuron (layer, index). One choice for all pictures.
import { experiment, onExperiment } from "./experiment.js";
import { redraw } from "./scheduler.js";

const listeners = new Set();
const chosen = { example: 0, layer: 1, neuron: 0 };

export const selection = chosen;

export const onSelection = (callback) => { listeners.add(callback); callback(chosen); };

/** Listeners are told what is chosen, and whether the reader has just done so; otherwise the page has changed around it. */
export function choose(change, byReader = true) {
  Object.assign(chosen, change);
  for (const listener of listeners) listener(chosen, byReader);
  redraw();
}

onExperiment(({ inputs, shape }) => {
  const last = shape.length - 1;
  const stands = chosen.layer >= 1 && chosen.layer <= last && chosen.neuron < shape[chosen.layer];
  const shapeText = shape.join("-");
  const same = chosen.shape === shapeText;
  chosen.shape = shapeText;
  choose({
    example: Math.min(chosen.example, inputs.length - 1),
    layer: same && stands ? chosen.layer : last,
    neuron: same && stands ? chosen.neuron : 0,
  }, false);
});

/** "hidden neuron 2" or the target's own name. */
export function neuronName(layer, neuron) {
  const { shape, input_names, target_names, hidden } = experiment();
  if (layer === 0) return input_names[neuron];
  if (layer === shape.length - 1) return target_names[neuron];
  return hidden.length > 1 ? `hidden ${layer}, neuron ${neuron + 1}` : `hidden neuron ${neuron + 1}`;
}

export const synapseName = (layer, from, to) => `Synapse from ${neuronName(layer, from)} to ${neuronName(layer + 1, to)}`;
