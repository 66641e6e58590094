// The operators at work: which numbers meet in a matrix product, number by number, and a table that turns.
import { weightedSum } from "../maths/arithmetic.js";
import { refreshMarks } from "../state/attention.js";
import { functionDemos } from "./functions-at-work.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { plain, short } from "../maths/format.js";
import { latest, onFrame } from "../state/scheduler.js";
import { choose, onSelection, selection, trainedRow } from "../state/selection.js";
import { lastLayer, rowsOf } from "../state/variables.js";
import { put } from "./writing.js";

const MOST = 6; // rows and columns that are shown of a table
const box = (id) => document.querySelector(`#${id} .demo`);
const result = (id, text) => { document.querySelector(`#${id} .result`).textContent = text; };

export function mountOperators() {
  const section = document.getElementById("operators");
  const turn = document.getElementById("turn");
  let visible = false;
  let shape = "";

  function draw() {
    const frame = latest();
    if (!visible || !frame) return;
    const demos = demosOf(frame);
    const now = JSON.stringify([selection, demos.map(({ tables }) => tables.map(({ name, rows }) => [name, rows.length, rows[0].length]))]);
    if (now !== shape) demos.forEach(build);
    shape = now;
    demos.forEach(write);
  }

  new IntersectionObserver(([entry]) => { visible = entry.isIntersecting; draw(); }).observe(section);
  onFrame(draw);
  onSelection(draw);
  onExperiment(() => { shape = ""; draw(); });
  section.addEventListener("click", ({ target }) => {
    const place = target.closest("[data-example]");
    if (place) choose({ example: Number(place.dataset.example), neuron: Number(place.dataset.neuron) });
  });
  turn.addEventListener("click", () => {
    const turned = turn.getAttribute("aria-pressed") !== "true";
    turn.setAttribute("aria-pressed", String(turned));
    box("op-turned").classList.toggle("turned", turned);
    draw();
  });
}

/** What each operator is shown on: tables with signs between them, and one number of the result spelled out. */
function demosOf(frame) {
  const { layer, neuron } = selection;
  const example = trainedRow();
  const last = lastLayer();
  const { activations, values, slopes } = experiment();
  const table = (name, row, column) => ({ name, rows: rowsOf(name, frame), row, column });
  const [before, weights] = [table(`l${layer - 1}`, example), table(`syn${layer - 1}`, undefined, neuron)];
  const sums = { name: `l${layer}`, caption: "sums", form: "sum", row: example, column: neuron, rows: before.rows.map((row) => weights.rows[0].map((_, to) => weightedSum(row, weights.rows, to))) };
  const column = layer === last ? neuron : 0;
  const [target, answer, error] = ["y", `l${last}`, `l${last}_error`].map((name) => table(name, example, column));
  const [own, delta] = [table(`l${layer}_error`, example, neuron), table(`l${layer}_delta`, example, neuron)];
  const slope = { name: `l${layer}`, caption: "slope", form: "gradient", row: example, column: neuron, rows: rowsOf(`l${layer}`, frame).map((row) => row.map((output) => slopes[layer - 1](output))) };
  const at = ({ rows, row, column }) => bracketed(rows[row][column]);
  return [
    { id: "op-product", tables: [before, weights, sums], signs: ["@", "="], text: `${before.rows[example].map((value, from) => `${plain(value)} · ${bracketed(weights.rows[from][neuron])}`).slice(0, MOST).join(" + ")}${before.rows[0].length > MOST ? " + …" : ""} = ${plain(sums.rows[example][neuron])}, which ${spoken(activations[layer - 1])} makes ${plain(values[layer - 1](sums.rows[example][neuron]))}` },
    { id: "op-minus", tables: [target, answer, error], signs: ["−", "="], text: `${at(target)} − ${at(answer)} = ${plain(error.rows[example][column])}` },
    { id: "op-times", tables: [own, slope, delta], signs: ["*", "="], text: `${at(own)} · ${at(slope)} = ${plain(delta.rows[example][neuron])}` },
    turnedOf(table("l0", example)),
    ...functionDemos(frame, sums),
  ];
}

/** An activation in a sentence. */
const spoken = (name) => name === "sigmoid" ? "the sigmoid" : name;

function turnedOf(table) {
  const turned = document.getElementById("turn").getAttribute("aria-pressed") === "true";
  const [rows, columns] = [table.rows.length, table.rows[0].length];
  const shape = turned ? `${table.name}.T is ${columns} × ${rows}` : `${table.name} is ${rows} × ${columns}`;
  return { id: "op-turned", tables: [table], signs: [], text: `${shape}: example ${trainedRow() + 1} is a ${turned ? "column" : "row"}` };
}

const bracketed = (value) => value < 0 ? `(${plain(value)})` : plain(value);

/** The first few, and among them the chosen one. */
function shown(count, chosen = 0) {
  const few = Array.from({ length: Math.min(count, MOST) }, (_, index) => index);
  if (chosen >= MOST) few[MOST - 1] = chosen;
  return few;
}

function build({ id, tables, signs }) {
  const parts = tables.flatMap((table, index) => [id === "op-turned" ? turningTable(table) : plainTable(table), ...(signs[index] ? [sign(signs[index])] : [])]);
  box(id).replaceChildren(...parts);
  refreshMarks();
}

function sign(text) {
  const element = document.createElement("span");
  element.className = "sign";
  element.textContent = text;
  return element;
}

function plainTable({ name, caption, form, rows, row, column }) {
  const table = document.createElement("table");
  table.createCaption().textContent = caption ?? name;
  for (const i of shown(rows.length, row)) {
    const line = table.insertRow();
    for (const j of shown(rows[0].length, column)) mark(line.insertCell(), { name, form, i, j, row, column });
  }
  return table;
}

function mark(cell, { name, form = "", i, j, row, column = undefined }) {
  cell.dataset.subject = `${name} ${i} ${j}`;
  cell.dataset.number = form ? `${name} ${i} ${j} ${form}` : `${name} ${i} ${j}`;
  cell.dataset.place = `${i} ${j}`;
  cell.classList.toggle("meets", (row === undefined || row === i) && (column === undefined || column === j));
  if (form === "sum") Object.assign(cell.dataset, { example: i, neuron: j });
}

/** Cells that know their place, and go to the mirrored one. */
function turningTable({ name, rows, row }) {
  const table = document.createElement("div");
  const [down, across] = [shown(rows.length, row), shown(rows[0].length)];
  table.className = "turning";
  table.style.setProperty("--side", String(Math.max(down.length, across.length)));
  down.forEach((i, line) => across.forEach((j, place) => {
    const cell = document.createElement("span");
    mark(cell, { name, i, j, row });
    cell.style.setProperty("--row", String(line));
    cell.style.setProperty("--column", String(place));
    table.append(cell);
  }));
  return table;
}

function write({ id, tables, text }) {
  result(id, text);
  tables.forEach(({ rows }, index) => {
    for (const cell of box(id).querySelectorAll("table, .turning")[index].querySelectorAll("[data-place]")) {
      const [i, j] = cell.dataset.place.split(" ");
      put(cell, short(rows[i][j]));
    }
  });
}
