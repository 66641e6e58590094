// Plays a recorded run by itself: network, input plane, answers and error descent, from the weights at many iterations.
// A build makes one script of this and of what it imports (hatch_build.py).
import { forward } from "../js/maths/arithmetic.js";
import { answer, sign } from "../js/maths/format.js";
import { compiled } from "../js/maths/formulas.js";
import { layOut } from "../js/maths/network-layout.js";
import { fillRadius, lineWidth, scaleOf } from "../js/maths/strengths.js";
import { make, set } from "../js/views/svg.js";
import { makePlane } from "./plane.js";

const { experiment, moments, title } = JSON.parse(document.getElementById("recording").textContent);
const SECONDS = 20;
const values = experiment.activations.map((name) => compiled(experiment.functions[name].value));
const shape = [experiment.inputs[0].length, ...experiment.hidden, experiment.targets[0].length];
const element = (id) => document.getElementById(id);
const errorAt = moments.map(({ weights, biases }) => meanError(forward(weights, experiment.inputs, values, biases)));

let place = 0;
let playing = null;

function meanError(layers) {
  const errors = layers.at(-1).flatMap((row, i) => row.map((value, j) => Math.abs(experiment.targets[i][j] - value)));
  return errors.reduce((sum, value) => sum + value, 0) / errors.length;
}

function buildNetwork() {
  const svg = element("network");
  const [width, height] = [760, 460];
  set(svg, { viewBox: `0 0 ${width} ${height}` });
  const { columns, radius } = layOut(shape, width, height);
  const lines = columns.slice(1).flatMap((targets, k) => columns[k].flatMap((a, from) => targets.map((b, to) => ({
    k, from, to, line: make("line", { x1: a.x + radius, y1: a.y, x2: b.x - radius, y2: b.y }, svg),
  }))));
  const neurons = columns.flatMap((column, k) => column.map(({ x, y }, j) => {
    make("circle", { class: "body", cx: x, cy: y, r: radius }, svg);
    return { k, j, fill: make("circle", { class: "fill", cx: x, cy: y, r: 0 }, svg), radius };
  }));
  return { lines, neurons };
}

function drawNetwork({ lines, neurons }, weights, layers) {
  const scale = scaleOf(weights);
  for (const { k, from, to, line } of lines) {
    const weight = weights[k][from][to];
    set(line, { class: `synapse ${sign(weight)}`, "stroke-width": lineWidth(weight, scale).toFixed(2) });
  }
  const row = element("example").selectedIndex;
  for (const { k, j, fill, radius } of neurons) set(fill, { r: fillRadius(radius, layers[k][row][j]) });
}

function drawDescent() {
  const svg = element("descent");
  const [width, height] = [760, 180];
  set(svg, { viewBox: `0 0 ${width} ${height}` });
  const end = Math.log1p(moments.at(-1).iteration) || 1;
  const top = Math.max(0.5, ...errorAt);
  const x = (index) => 10 + (width - 20) * Math.log1p(moments[index].iteration) / end;
  const y = (error) => height - 8 - (height - 16) * error / top;
  svg.replaceChildren();
  make("polyline", { class: "way", points: errorAt.map((error, index) => `${x(index)},${y(error)}`).join(" ") }, svg);
  make("circle", { class: "now", cx: x(place), cy: y(errorAt[place]), r: 6 }, svg);
}

function drawTable(layers) {
  layers.at(-1).slice(0, 12).forEach((row, i) => row.forEach((value, j) => {
    element("answers").rows[i].cells[shape[0] + 2 * j + 1].textContent = answer(value);
  }));
}

function buildTable() {
  experiment.inputs.slice(0, 12).forEach((inputs, i) => {
    const row = element("answers").insertRow();
    for (const value of inputs) row.insertCell().textContent = value;
    for (const target of experiment.targets[i]) {
      row.insertCell().textContent = `→ ${target}`;
      row.insertCell();
    }
    element("example").add(new Option(`example ${i + 1}`));
  });
}

function show(index) {
  place = Math.min(Math.max(index, 0), moments.length - 1);
  const { iteration, weights, biases } = moments[place];
  const layers = forward(weights, experiment.inputs, values, biases);
  drawNetwork(network, weights, layers);
  drawPlane({ weights, biases, layers, row: element("example").selectedIndex }, !playing);
  drawDescent();
  drawTable(layers);
  element("way").value = place;
  element("way").setAttribute("aria-valuetext", `iteration ${iteration}`);
  element("where").textContent = `iteration ${iteration}, mean error ${errorAt[place].toFixed(6)}`;
}

function play() {
  if (playing) { clearInterval(playing); playing = null; } else {
    if (place === moments.length - 1) show(0);
    playing = setInterval(() => { show(place + 1); if (place === moments.length - 1) play(); }, SECONDS * 1000 / moments.length);
  }
  element("play").textContent = playing ? "Pause" : "Play";
}

document.title = title;
element("title").textContent = title;
document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
const network = buildNetwork();
const drawPlane = makePlane(element("plane"), element("held"), experiment);
buildTable();
element("way").max = moments.length - 1;
element("way").addEventListener("input", () => show(Number(element("way").value)));
element("example").addEventListener("change", () => show(place));
element("play").addEventListener("click", play);
show(0);
