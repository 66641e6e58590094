// What the reader has chosen: a row (an example or, counted on behind them, a situation) and a neuron (layer, index).
// One choice for all pictures.
import { experiment, onExperiment } from "./experiment.js";
import { redraw } from "./scheduler.js";

const listeners = new Set();
const chosen = { example: 0, layer: 1, neuron: 0 };

export const selection = chosen;

export const onSelection = (callback) => { listeners.add(callback); callback(chosen); };

/** Listeners are told what is chosen, whether the reader has just done so (otherwise the page has changed around it), and
 *  what of it is new. */
export function choose(change, byReader = true) {
  Object.assign(chosen, change);
  for (const listener of listeners) listener(chosen, byReader, change);
  redraw();
}

let examples = 0; // as many as there were when the choice was made

/** Before anything that shows what is chosen. */
export const mountSelection = () => onExperiment(stand);

function stand({ inputs, situations, shape }) {
  const last = shape.length - 1;
  const stands = chosen.layer >= 1 && chosen.layer <= last && chosen.neuron < shape[chosen.layer];
  const shapeText = shape.join("-");
  const same = chosen.shape === shapeText;
  const situation = chosen.example - examples;
  const isAskedStill = examples > 0 && situation >= 0 && situation < situations.length;
  chosen.shape = shapeText;
  examples = inputs.length;
  choose({
    example: isAskedStill ? examples + situation : Math.min(chosen.example, examples - 1),
    layer: same && stands ? chosen.layer : last,
    neuron: same && stands ? chosen.neuron : 0,
  }, false);
}

/** Whether a row is a situation. */
export const isAsked = (row = chosen.example) => row >= experiment().inputs.length;

/** "example 3" or "new situation 1". */
export const rowName = (row) => isAsked(row) ? `new situation ${row - experiment().inputs.length + 1}` : `example ${row + 1}`;

/** The chosen example; the first one while a situation is chosen, which nobody is trained on. */
export const trainedRow = () => isAsked() ? 0 : chosen.example;

/** What a layer makes of a row; `shown` is a frame or a picture. */
export function outputs({ layers, asked }, layer, row) {
  const { inputs, situations } = experiment();
  if (row < inputs.length) return layers[layer][row];
  return (layer ? asked[layer - 1] : situations)[row - inputs.length];
}

/** "hidden neuron 2" or the target's own name. */
export function neuronName(layer, neuron) {
  const { shape, input_names, target_names, hidden } = experiment();
  if (layer === 0) return input_names[neuron];
  if (layer === shape.length - 1) return target_names[neuron];
  return hidden.length > 1 ? `hidden ${layer}, neuron ${neuron + 1}` : `hidden neuron ${neuron + 1}`;
}

export const synapseName = (layer, from, to) => `Synapse from ${neuronName(layer, from)} to ${neuronName(layer + 1, to)}`;
