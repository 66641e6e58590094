// The network of each way, small: lines by weight, neurons filled for one example.
import { layOut } from "../maths/network-layout.js";
import { sign } from "../maths/format.js";
import { fillRadius, lineWidth, scaleOf, widestAt } from "../maths/strengths.js";
import { makeCanvasSynapses } from "../views/synapses.js";
import { make, set } from "../views/svg.js";

const SVG_SYNAPSES = 500; // above it, lines go to a canvas

/** Returns `draw()`, for the lanes' newest frames. */
export function mountNetworks(lanes) {
  const choice = document.getElementById("race-example");
  const pictures = lanes.map((lane) => ({ lane, figure: document.querySelector(`[data-lane-network="${lane.letter}"]`), scene: null }));
  const draw = () => { for (const picture of pictures) if (picture.lane.frame) drawNetwork(picture, Number(choice?.value ?? 0)); };
  choice?.addEventListener("change", draw);
  document.addEventListener("theme", draw);
  const resized = new ResizeObserver(() => {
    for (const picture of pictures) picture.scene = null;
    draw();
  });
  for (const { figure } of pictures) resized.observe(figure);
  return draw;
}

function drawNetwork(picture, example) {
  const { layers, weights } = picture.lane.frame;
  const shape = layers.map((layer) => layer[0].length).join("-");
  if (picture.scene?.shape !== shape) picture.scene = makeScene(picture.figure, layers, shape);
  const { scene } = picture;
  scene.drawSynapses({ weights });
  const row = Math.min(example, layers[0].length - 1);
  scene.discs.forEach((column, k) => column.forEach((disc, j) => set(disc, { r: fillRadius(scene.radius, layers[k][row][j]) })));
}

function makeScene(figure, layers, shape) {
  const { clientWidth: width, clientHeight: height } = figure;
  const sizes = layers.map((layer) => layer[0].length);
  const layout = layOut(sizes, width, height, true);
  const isDense = sizes.slice(1).reduce((sum, size, k) => sum + size * sizes[k], 0) > SVG_SYNAPSES;
  figure.replaceChildren();
  const onCanvas = isDense ? makeCanvasSynapses(figure, layout, width, height) : null;
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, figure);
  const drawSynapses = onCanvas ?? makeLines(svg, layout);
  const discs = layout.columns.map((column) => column.map((place) => makeDisc(svg, place, layout.radius)));
  return { shape, radius: layout.radius, drawSynapses, discs };
}

function makeLines(svg, { columns, radius }) {
  const lines = columns.slice(1).map((targets, k) => columns[k].map((source) => targets.map((target) => (
    make("line", { class: "synapse", x1: source.x + radius, y1: source.y, x2: target.x - radius, y2: target.y }, svg)))));
  const widest = widestAt(radius);
  return ({ weights }) => {
    const scale = scaleOf(weights);
    lines.forEach((fans, k) => fans.forEach((fan, from) => fan.forEach((line, to) => {
      const weight = weights[k][from][to];
      set(line, { class: `synapse ${sign(weight)}`, "stroke-width": lineWidth(weight, scale, widest).toFixed(2) });
    })));
  };
}

function makeDisc(svg, { x, y }, radius) {
  const group = make("g", { class: "neuron" }, svg);
  make("circle", { class: "body", cx: x, cy: y, r: radius }, group);
  return make("circle", { class: "fill", cx: x, cy: y, r: 0 }, group);
}
