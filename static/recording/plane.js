// The input plane of a recording: what the network made of every place, at the moment that is shown.
import { makeDrawing } from "../js/views/plane-drawing.js";
import { likelyChoice, sceneOf } from "../js/views/plane-scene.js";

/** `show({ weights, biases, layers })` in this figure. */
export function makePlane(figure) {
  const choice = likelyChoice();
  const size = { width: figure.clientWidth, height: figure.clientHeight };
  const drawing = makeDrawing({ canvas: figure.querySelector("canvas"), svg: figure.querySelector("svg"), size }, choice);
  return ({ weights, biases, layers }, isFine) => {
    drawing.draw(sceneOf({ layers, asked: [], answering: weights, frame: { biases } }, choice), isFine);
  };
}
