// Neurons: a disc that fills with the activation, its number, and the names at both ends.
import { answer, short } from "../maths/format.js";
import { isBefore, writtenIn } from "../maths/story.js";
import { fillRadius } from "../maths/strengths.js";
import { madeNames } from "../state/lines.js";
import { isAsked, neuronName, outputs } from "../state/selection.js";
import { make, set } from "./svg.js";
import { put } from "./writing.js";

const LETTER = 6.6; // pixels
const NUMBER = 46; // width of a written number, pixels
const LEAST_NAME = 24;
const LONGEST_INPUT = 6; // letters
const SMALLEST_NAMED = 6; // radius in pixels

export function makeNeurons(svg, layout, width) {
  return layout.columns.map((column, layer) => column.map((place, neuron) => makeNeuron(svg, layout, place, layer, neuron, width)));
}

function makeNeuron(svg, layout, { x, y }, layer, neuron, width) {
  const { radius, columns } = layout;
  const isEnd = layer === 0 || layer === columns.length - 1;
  const role = { "aria-label": neuronName(layer, neuron), ...(layer > 0 ? { role: "button", tabindex: -1 } : { role: "img" }) };
  const subject = layer ? ["", "_error", "_delta"].map((end) => `l${layer}${end} any ${neuron}`).join(";") : `l0 any ${neuron}`;
  const group = make("g", { class: "neuron", "data-layer": layer, "data-neuron": neuron, "data-subject": subject, ...role }, svg);
  make("circle", { class: "ring", cx: x, cy: y, r: radius + 4 }, group);
  make("circle", { class: "body", cx: x, cy: y, r: radius }, group);
  const fill = make("circle", { class: "fill", cx: x, cy: y, r: 0 }, group);
  const name = neuronName(layer, neuron);
  const value = isEnd ? captionEnd(group, layout, { x, y }, layer, name, width) : captionHidden(group, layout, { x, y }, layer);
  return { group, fill, value, radius, name, written: null };
}

function captionHidden(group, { radius, captions }, { x, y }, layer) {
  return captions[layer] && radius >= SMALLEST_NAMED ? make("text", { x, y: y + radius + 10 }, group) : null;
}

/** Inputs and targets: name above and number below where there is room, else both beside the neuron. */
function captionEnd(group, { radius, stacked, side }, { x, y }, layer, name, width) {
  if (radius < SMALLEST_NAMED) return null;
  if (stacked) {
    write(group, { class: "outside", x, y: y - radius - 9 }, fitted(name, 2 * side - 4));
    return make("text", { x, y: y + radius + 10 }, group);
  }
  const [edge, anchor] = layer === 0 ? [x - radius - 6, "end"] : [x + radius + 6, "start"];
  const room = layer === 0 ? edge : width - edge;
  if (room - NUMBER >= LEAST_NAME) write(group, { class: "outside", x: layer === 0 ? edge - NUMBER : edge + NUMBER, y, "text-anchor": anchor }, fitted(name, room - NUMBER));
  return make("text", { x: edge, y, "text-anchor": anchor }, group);
}

function write(group, attributes, text) {
  make("text", attributes, group).textContent = text;
}

function fitted(name, room) {
  const letters = Math.max(1, Math.floor(room / LETTER));
  return name.length > letters ? `${name.slice(0, Math.max(1, letters - 1))}…` : name;
}

/** While one goes line by line, a layer that this iteration has not made yet stays empty; in a story it shows what it was
 *  before, as such, until the signals arrive. */
export function drawNeurons(neurons, picture, { example: row }) {
  const { frame, moment } = picture;
  const made = isAsked(row) ? null : madeNames(frame);
  neurons.forEach((layer, k) => layer.forEach((neuron, j) => {
    neuron.group.classList.toggle("before", isBefore(moment, k));
    const empty = Boolean(made) && k > 0 && !made.has(`l${k}`);
    set(neuron.fill, { r: empty ? 0 : fillRadius(neuron.radius, outputs(picture, k, row)[j]) });
    const exact = outputs(writtenIn(picture, k), k, row)[j];
    writeValue(neuron, k, empty ? "" : k === 0 ? given(exact) : k === neurons.length - 1 ? answer(exact) : short(exact));
  }));
}

/** An input as it was typed, where that is short. */
function given(value) {
  const text = String(value);
  return text.length > LONGEST_INPUT ? short(value) : text;
}

function writeValue(neuron, layer, written) {
  if (written === neuron.written) return;
  neuron.written = written;
  if (neuron.value) put(neuron.value, written);
  neuron.group.setAttribute("aria-label", written ? `${neuron.name}, ${layer ? "activation" : "value"} ${written}` : `${neuron.name}, not computed yet`);
}
