// The network: neurons filled by activation for the chosen example, synapses drawn by weight.
import { onAttention, refreshMarks } from "../state/attention.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { explain } from "./explain.js";
import { short } from "../maths/format.js";
import { layOut } from "../maths/network-layout.js";
import { mountWeightDrag } from "../editors/weight-drag.js";
import { drawNeurons, makeNeurons } from "./neurons.js";
import { makeNeuronMaps, mountMapSwitch } from "./neuron-maps.js";
import { drawArrivals, makeArrivals } from "./arrivals.js";
import { drawSignals, makeSignals } from "./signals.js";
import { heldWeights, latest, onPicture, redraw, tellOn } from "../state/scheduler.js";
import { choose, isAsked, onSelection, selection, synapseName } from "../state/selection.js";
import { make } from "./svg.js";
import { makeCanvasSynapses, makeSvgSynapses } from "./synapses.js";

const ROOM_FOR_WORDS = 130; // pixels between two layers
const ROOM_FOR_NAMES = 80;
const SVG_SYNAPSES = 500; // above it, lines go to a canvas, in buckets of colour and width
const IN_SIGHT = 0.5; // so much of the network has to be seen for a story
const SMALL_FRAME = 480; // width in pixels of an embedded page that is too small for stories

export function mountNetwork(figure) {
  let scene = null;
  let size = { width: 0, height: 0 }; // as last observed: while the page's HTML is being swapped it may pass through others
  let isLate = false; // it has not been built anew yet, as a hand holds one of its synapses
  const isHeld = mountWeightDrag(figure, () => { if (isLate) build(); });

  function build() {
    const { width, height } = size;
    if (!width || !height) return;
    isLate = isHeld() && scene?.layout.columns.map((column) => column.length).join() === experiment().shape.join();
    if (isLate) return;
    const held = figure.contains(document.activeElement);
    scene = makeScene(figure, width, height);
    mark(scene);
    refreshMarks();
    if (held) figure.querySelector('[tabindex="0"]')?.focus();
    redraw();
  }

  figure.addEventListener("click", chooseNeuron);
  figure.addEventListener("focusin", nameSynapse);
  mountMapSwitch(document.getElementById("neuron-maps"));
  figure.addEventListener("keydown", (event) => goByArrow(event, scene));

  new ResizeObserver(([{ contentRect }]) => { size = contentRect; build(); }).observe(figure);
  mountStage(figure, () => Boolean(scene?.signals) && !isAsked());
  onExperiment(build);
  onSelection(() => { if (scene) mark(scene); });
  onAttention((subject) => { if (scene) pointOut(scene, subject); });
  onPicture((picture) => {
    if (!scene) return;
    scene.drawSynapses(picture, selection);
    drawNeurons(scene.neurons, picture, selection);
    scene.drawMaps(picture);
    if (!scene.signals) return;
    drawSignals(scene.signals, scene.layout, picture.moment, selection.example);
    drawArrivals(scene.arrivals, picture.moment, selection.example);
  });
  document.addEventListener("theme", redraw);
}

/** Stories are told where the network is in sight, and large enough, and `canTell()`. */
function mountStage(figure, canTell) {
  let inSight = false;
  new IntersectionObserver(([{ intersectionRatio }]) => { inSight = intersectionRatio >= IN_SIGHT; }, { threshold: IN_SIGHT }).observe(figure);
  tellOn(() => inSight && canTell() && !("panels" in document.body.dataset && innerWidth < SMALL_FRAME));
}

function makeScene(figure, width, height) {
  const { shape, synapses } = experiment();
  const layout = layOut(shape, width, height);
  const isDense = synapses > SVG_SYNAPSES;
  figure.replaceChildren();
  const onCanvas = isDense ? makeCanvasSynapses(figure, layout, width, height) : null;
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "presentation" }, figure);
  const scene = {
    svg,
    layout,
    drawSynapses: onCanvas ?? makeSvgSynapses(svg, layout),
    arrivals: isDense ? null : makeArrivals(svg, layout),
    signals: isDense ? null : makeSignals(svg, layout),
    neurons: makeNeurons(svg, layout, width),
  };
  nameLayers(svg, layout, shape);
  make("rect", { class: "extent", width: "100%", height: "100%" }, svg);
  return { ...scene, drawMaps: makeNeuronMaps(figure, layout, scene.neurons, { width, height }) };
}

function nameLayers(svg, { columns, gap }, shape) {
  const word = (k) => gap < ROOM_FOR_WORDS ? "" : k === 0 ? "inputs " : k === shape.length - 1 ? "output " : "hidden ";
  const write = (x, subject, text) => { make("text", { class: "layer-name", x, y: 12, "data-subject": subject }, svg).textContent = text; };
  columns.forEach((column, k) => {
    write(column[0].x, `l${k}`, `${word(k)}l${k}`);
    if (k + 1 < columns.length && gap >= ROOM_FOR_NAMES) write((column[0].x + columns[k + 1][0].x) / 2, `syn${k}`, `syn${k}`);
  });
}

/** Layer, source and target of a synapse's name; none of any other. */
const synapseOf = (subject) => subject?.match(/^syn(\d+) (\d+) (\d+)$/)?.slice(1).map(Number) ?? [];

/** Among very many synapses only the one that is pointed at elsewhere has a line of its own. */
function pointOut(scene, subject) {
  scene.pointed?.remove();
  const [k, from, to] = synapseOf(subject);
  if (scene.signals || k === undefined) return;
  const { columns, radius } = scene.layout;
  const [a, b] = [columns[k][from], columns[k + 1][to]];
  scene.pointed = make("line", { class: "pointed", x1: a.x + radius, y1: a.y, x2: b.x - radius, y2: b.y }, scene.svg);
}

function mark({ neurons }) {
  neurons.forEach((layer, k) => layer.forEach(({ group }, j) => {
    const chosen = k === selection.layer && j === selection.neuron;
    group.classList.toggle("chosen", chosen);
    if (k) group.setAttribute("aria-pressed", String(chosen));
    group.setAttribute("tabindex", chosen ? "0" : "-1");
  }));
}

function chooseNeuron({ target }) {
  const { layer, neuron } = target.closest(".neuron")?.dataset ?? {};
  if (layer === "0") explain({ name: "l0", row: selection.example, column: Number(neuron) });
  else if (layer) choose({ layer: Number(layer), neuron: Number(neuron) });
}

function goByArrow(event, { neurons }) {
  const next = event.target.closest(".neuron") && neighbour(event.key);
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  choose(next);
  neurons[next.layer][next.neuron].group.focus();
}

function nameSynapse({ target }) {
  const [k, from, to] = synapseOf(target.dataset.subject);
  if (k !== undefined && latest()) target.setAttribute("aria-label", `${synapseName(k, from, to)}, weight ${short(heldWeights(latest())[k][from][to])}`);
}

function neighbour(key) {
  const { shape } = experiment();
  const { layer, neuron } = selection;
  const across = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
  const along = { ArrowUp: -1, ArrowDown: 1 }[key] ?? 0;
  if (!across && !along) return null;
  const to = Math.min(Math.max(layer + across, 1), shape.length - 1);
  return { layer: to, neuron: Math.min(Math.max(neuron + along, 0), shape[to] - 1) };
}
