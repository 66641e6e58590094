// The network: neurons filled by activation for the chosen example, synapses drawn by weight.
import { onAttention, refreshMarks } from "./attention.js";
import { experiment, onExperiment } from "./experiment.js";
import { layOut } from "./network-layout.js";
import { drawNeurons, makeNeurons } from "./neurons.js";
import { drawSignals, makeSignals } from "./signals.js";
import { onPicture, redraw } from "./scheduler.js";
import { choose, onSelection, selection } from "./selection.js";
import { make } from "./svg.js";
import { makeCanvasSynapses, makeSvgSynapses } from "./synapses.js";

const SVG_SYNAPSES = 500; // above it, lines go to a canvas, in buckets of colour and width

export function mountNetwork(figure) {
  let scene = null;

  function build() {
    const { width, height } = figure.getBoundingClientRect();
    if (!width || !height) return;
    const held = figure.contains(document.activeElement);
    const { shape, synapses } = experiment();
    const layout = layOut(shape, width, height);
    figure.replaceChildren();
    const drawSynapses = synapses > SVG_SYNAPSES ? makeCanvasSynapses(figure, layout, width, height) : null;
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}` }, figure);
    scene = {
      drawSynapses: drawSynapses ?? makeSvgSynapses(svg, layout),
      signals: synapses > SVG_SYNAPSES ? null : makeSignals(svg, layout),
      neurons: makeNeurons(svg, layout, width),
      layout,
    };
    name(svg, layout, shape);
    mark();
    if (held) figure.querySelector('[tabindex="0"]')?.focus();
    redraw();
  }

  function name(svg, { columns }, shape) {
    columns.forEach((column, k) => {
      make("text", { class: "layer-name", x: column[0].x, y: 12 }, svg).textContent = k === 0 ? "inputs l0" : k === shape.length - 1 ? `output l${k}` : `hidden l${k}`;
      if (k + 1 < columns.length) make("text", { class: "layer-name", x: (column[0].x + columns[k + 1][0].x) / 2, y: 12 }, svg).textContent = `syn${k}`;
    });
  }

  function mark() {
    scene?.neurons.forEach((layer, k) => layer.forEach(({ group }, j) => {
      const chosen = k === selection.layer && j === selection.neuron;
      group.classList.toggle("chosen", chosen);
      group.setAttribute("aria-pressed", String(chosen));
      group.setAttribute("tabindex", chosen ? "0" : "-1");
    }));
  }

  figure.addEventListener("click", (event) => {
    const group = event.target.closest(".neuron");
    if (group && group.dataset.layer !== "0") choose({ layer: Number(group.dataset.layer), neuron: Number(group.dataset.neuron) });
  });
  figure.addEventListener("keydown", (event) => {
    const next = neighbour(event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    choose(next);
    scene.neurons[next.layer][next.neuron].group.focus();
  });

  new ResizeObserver(build).observe(figure);
  onExperiment(build);
  onSelection(mark);
  onPicture((picture) => {
    if (!scene) return;
    scene.drawSynapses(picture, selection);
    drawNeurons(scene.neurons, picture.layers, selection, picture.frame);
    if (scene.signals) drawSignals(scene.signals, scene.layout, picture.signals, selection.example);
  });
  document.addEventListener("theme", redraw);
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
