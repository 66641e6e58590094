// Small maps in the circles of the hidden neurons, on wish: what each makes of the places of the input plane.
import { nextLayer } from "../maths/arithmetic.js";
import { ofNeuron, rowsOfGrid } from "../maths/plane.js";
import { redraw } from "../state/scheduler.js";
import { slice } from "../state/slice.js";
import { stored, store } from "../state/storage.js";
import { clear, fit, paint, pixelsOf } from "./plane-map.js";
import { scaleOf, sceneOf } from "./plane-scene.js";

const KEPT = "neuron-maps";
const PLACES = 12; // along each axis
const SMALLEST = 9; // radius in pixels of a neuron in which a map is seen
const RIM = 1; // pixels between a map and its neuron's line

/** The switch, wherever it stands; what is chosen is remembered. */
export function mountMapSwitch(box) {
  box.checked = stored(KEPT) === "on";
  box.addEventListener("change", () => { store(KEPT, box.checked ? "on" : "off"); redraw(); });
}

const isWanted = () => stored(KEPT) === "on";

/** `draw(picture)` for a network laid out like this, whose neurons are elements by layer; nothing where there is no room. */
export function makeNeuronMaps(figure, { columns, radius }, neurons, size) {
  if (radius < SMALLEST || columns.length < 3) return () => {};
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  fit(canvas, size);
  figure.prepend(canvas); // beneath the lines of the neurons, which then have no ground of their own
  let wasWanted = false;
  return (picture) => {
    const wanted = isWanted() && slice().length > 0;
    if (wanted || wasWanted) clear(canvas);
    if (wanted !== wasWanted) for (const { group } of neurons.slice(1, -1).flat()) group.classList.toggle("mapped", wanted);
    wasWanted = wanted;
    if (wanted) drawMaps(canvas, columns, radius - RIM, sceneOf(picture, { layer: 0, columns: slice().slice(0, 2), form: "plane", isStrongest: true }));
  };
}

function drawMaps(canvas, columns, radius, scene) {
  const { weights, activations, biases } = scene;
  let block = rowsOfGrid(scene, PLACES);
  columns.slice(1, -1).forEach((column, k) => {
    const width = column.length;
    block = nextLayer(block, weights[k], activations[k], biases?.[k][0]);
    const pixel = pixelsOf(scaleOf(k + 1));
    column.forEach(({ x, y }, neuron) => {
      const values = ofNeuron({ outputs: block, width }, neuron);
      paint(canvas, PLACES, (place) => pixel(values[place]), { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius, isRound: true });
    });
  });
}
