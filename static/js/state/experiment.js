// The experiment as the page's HTML carries it: read again whenever the server has swapped that HTML.
import { compiled } from "../maths/formulas.js";
const listeners = new Set();
let current = null;
let revision = null;

function read() {
  const data = document.getElementById("experiment").dataset;
  revision = data.revision;
  holdExperiment(JSON.parse(data.experiment));
}

/** Here the experiment comes from elsewhere: from a recording. */
export function holdExperiment(fields) {
  current = fields;
  current.shape = [current.inputs[0].length, ...current.hidden, current.targets[0].length];
  const functions = Object.fromEntries(Object.entries(current.functions).map(([name, { value, slope }]) => [name, { value: compiled(value), slope: compiled(slope) }]));
  current.values = current.activations.map((name) => functions[name].value);
  current.slopes = current.activations.map((name) => functions[name].slope);
  current.synapses = current.shape.slice(1).reduce((sum, size, k) => sum + size * current.shape[k], 0);
}

/** The experiment, with `shape` (neurons of each layer), `synapses` (how many), and for each layer behind the inputs what its
 *  activation makes of a sum (`values`) and the slope at an output (`slopes`). */
export function experiment() {
  if (!current) read();
  return current;
}

/** Calls back now and after every change of the experiment. */
export function onExperiment(callback) {
  listeners.add(callback);
  callback(experiment());
}

/** Does this frame belong to the HTML that stands on the page? */
export function fits(frame) {
  const { inputs, situations, shape, bias, updates } = experiment();
  const remembered = Object.keys(updates).filter((name) => !/^(syn|b|gb?)\d/.test(name));
  return Boolean(frame.biases) === bias
    && remembered.every((name) => frame.memory?.[name])
    && frame.layers.length === shape.length
    && frame.layers[0].length === inputs.length
    && frame.asked[0].length === situations.length
    && frame.layers.every((layer, k) => layer[0].length === shape[k]);
}

export function refreshExperiment() {
  if (document.getElementById("experiment").dataset.revision === revision) return;
  read();
  for (const listener of listeners) listener(current);
}
