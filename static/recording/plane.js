// The input plane of a recording: what the network made of every place, at the moment that is shown.
import { holdExperiment } from "../js/state/experiment.js";
import { choose } from "../js/state/selection.js";
import { makeDrawing } from "../js/views/plane-drawing.js";
import { likelyChoice, sceneOf } from "../js/views/plane-scene.js";
import { held } from "../js/views/plane-words.js";

const SIZE = { width: 420, height: 420 }; // of its own pixels: the page magnifies them

/** `draw({ weights, biases, layers, row }, isFine)` in this figure, with what is held written into `words`. */
export function makePlane(figure, words, experiment) {
  holdExperiment(experiment);
  const choice = likelyChoice();
  const drawing = makeDrawing({ canvas: figure.querySelector("canvas"), svg: figure.querySelector("svg"), size: SIZE }, choice);
  return ({ weights, biases, layers, row }, isFine) => {
    choose({ layer: layers.length - 1, neuron: 0, example: Math.max(0, row) });
    const scene = sceneOf({ layers, asked: [], weights, moment: null, frame: { layers, weights, biases: biases.length ? biases : undefined } }, choice);
    drawing.draw(scene, isFine);
    words.textContent = held(scene);
  };
}
