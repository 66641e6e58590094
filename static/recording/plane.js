// The input plane of a recording: what the network made of every place, at the moment that is shown.
import { forward } from "../js/maths/arithmetic.js";
import { experiment, holdExperiment } from "../js/state/experiment.js";
import { choose } from "../js/state/selection.js";
import { makeDrawing } from "../js/views/plane-drawing.js";
import { likelyChoice, sceneOf } from "../js/views/plane-scene.js";
import { held, leftOut } from "../js/views/plane-words.js";

const SIZE = { width: 420, height: 420 }; // of its own pixels: the page magnifies them

/** `draw({ weights, biases, layers, row }, isFine)` in this figure, with what is held written into `words`. */
export function makePlane(figure, words, recorded) {
  holdExperiment(recorded);
  const choice = likelyChoice();
  const drawing = makeDrawing({ canvas: figure.querySelector("canvas"), svg: figure.querySelector("svg"), size: SIZE }, choice);
  return ({ weights, biases, layers, row }, isFine) => {
    choose({ layer: layers.length - 1, neuron: 0, example: Math.max(0, row) });
    const frame = { layers, asked: answersTo(weights, biases), weights, biases: biases.length ? biases : undefined };
    const scene = sceneOf({ ...frame, frame, moment: null }, choice);
    drawing.draw(scene, isFine);
    words.textContent = [held(scene), leftOut(scene)].join(" ");
  };
}

/** What the layers behind the inputs make of the situations. */
function answersTo(weights, biases) {
  const { situations, values } = experiment();
  return situations.length ? forward(weights, situations, values, biases).slice(1) : [];
}
