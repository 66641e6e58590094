// Plays a recorded run by itself: network, input plane, answers and error descent, from the weights at many iterations.
// A build makes one script of this and of what it imports (hatch_build.py).
import { forward } from "../js/maths/arithmetic.js";
import { answer, error as writtenError, sign } from "../js/maths/format.js";
import { layOut } from "../js/maths/network-layout.js";
import { fillRadius, lineWidth, scaleOf } from "../js/maths/strengths.js";
import { make, set } from "../js/views/svg.js";
import { makePlane } from "./plane.js";

const { experiments, moments, title } = JSON.parse(document.getElementById("recording").textContent);
const SECONDS = 20;
const [{ inputs: [{ length: inputs }], hidden, targets: [{ length: targets }] }] = experiments;
const shape = [inputs, ...hidden, targets]; // the same throughout: another network begins at iteration 0
const element = (id) => document.getElementById(id);

let place = 0;
let playing = null;
let held = null; // the experiment that is shown
let drawPlane = null;

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
  const top = Math.max(0.5, ...moments.map(({ error }) => error));
  const x = (index) => 10 + (width - 20) * Math.log1p(moments[index].iteration) / end;
  const y = (error) => height - 8 - (height - 16) * error / top;
  svg.replaceChildren();
  make("polyline", { class: "way", points: moments.map(({ error }, index) => `${x(index)},${y(error)}`).join(" ") }, svg);
  make("circle", { class: "now", cx: x(place), cy: y(moments[place].error), r: 6 }, svg);
}

function drawTable(layers) {
  layers.at(-1).slice(0, 12).forEach((row, i) => row.forEach((value, j) => {
    element("answers").rows[i].cells[shape[0] + 2 * j + 1].textContent = answer(value);
  }));
}

function buildTable() {
  const chosen = element("example").selectedIndex;
  element("answers").replaceChildren();
  element("example").replaceChildren();
  held.inputs.slice(0, 12).forEach((inputs, i) => {
    const row = element("answers").insertRow();
    for (const value of inputs) row.insertCell().textContent = value;
    for (const target of held.targets[i]) {
      row.insertCell().textContent = `→ ${target}`;
      row.insertCell();
    }
    element("example").add(new Option(`example ${i + 1}`));
  });
  element("example").selectedIndex = Math.min(Math.max(chosen, 0), element("example").length - 1);
}

function hold(experiment) {
  if (held === experiment) return;
  held = experiment;
  buildTable();
  drawPlane = makePlane(element("plane"), element("held"), experiment);
}

function show(index) {
  place = Math.min(Math.max(index, 0), moments.length - 1);
  const { iteration, experiment, error, weights, biases } = moments[place];
  hold(experiments[experiment]);
  const layers = forward(weights, held.inputs, held.values, biases);
  drawNetwork(network, weights, layers);
  drawPlane({ weights, biases, layers, row: element("example").selectedIndex }, !playing);
  drawDescent();
  drawTable(layers);
  element("way").value = place;
  element("way").setAttribute("aria-valuetext", `iteration ${iteration}`);
  element("where").textContent = `iteration ${iteration}, mean error ${writtenError(error)}`;
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
element("way").max = moments.length - 1;
element("way").addEventListener("input", () => show(Number(element("way").value)));
element("example").addEventListener("change", () => show(place));
element("play").addEventListener("click", play);
show(0);
