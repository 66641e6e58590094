// Every variable with its numbers, as the code holds them; the line that runs next shows what it will change.
import { refreshMarks } from "../state/attention.js";
import { onExperiment } from "../state/experiment.js";
import { change, precise, sign } from "../maths/format.js";
import { fillGrid } from "./grid.js";
import { madeNames } from "../state/lines.js";
import { enter } from "./roving.js";
import { latest, onFrame } from "../state/scheduler.js";
import { onSelection, selection } from "../state/selection.js";
import { heldRows, parse } from "../state/variables.js";
import { later, put } from "./writing.js";

const UNSIGNED = new Set(["X", "y", "l"]);
const TITLE = 40; // pixels of the section in which there is no number yet
const MANY = 60; // cells: of a grid that has more, only the rows in sight are written while training runs

export function mountMatrices() {
  let grids = [];
  let visible = false;
  let isFresh = true; // nothing is written yet: numbers that came only with the scrolling would move what is aimed at
  const inSight = new WeakSet();
  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? inSight.add(target) : inSight.delete(target);
  });

  function build() {
    sight.disconnect();
    grids = [...document.querySelectorAll("#numbers .grid")].map(fill);
    for (const { isLarge, cells } of grids) if (isLarge) for (const { cell, column } of cells) if (column === 0) sight.observe(cell.parentElement);
    choose();
    refreshMarks();
    isFresh = true;
    if (latest()) write(latest());
  }

  /** What is out of sight is written once training rests: it can be searched for, printed and heard. */
  function write(frame) {
    if (visible || isFresh) writeGrids(frame);
    else if (frame.status !== "running") later(() => writeGrids(latest()), writeGrids);
  }

  function writeGrids(frame) {
    isFresh = false;
    const made = madeNames(frame);
    const isWritten = (grid, cell) => !grid.isLarge || frame.status !== "running" || inSight.has(cell.parentElement);
    for (const grid of grids) writeGrid(grid, frame, made, (cell) => isWritten(grid, cell));
  }

  function choose() {
    for (const { kind, cells } of grids) if (ofExamples(kind)) for (const { row, cell } of cells) cell.classList.toggle("chosen", row === selection.example);
  }

  new IntersectionObserver(([entry]) => {
    visible = entry.isIntersecting;
    if (visible && latest()) write(latest());
  }, { rootMargin: `${-TITLE}px 0px` }).observe(document.getElementById("numbers"));
  onExperiment(build);
  onFrame((frame) => write(frame));
  onSelection(choose);
}

function fill(grid) {
  const { name, rows, columns } = grid.dataset;
  const cells = fillGrid(grid, rows, columns);
  grid.firstChild.setAttribute("role", "grid");
  grid.firstChild.setAttribute("aria-labelledby", `matrix-${name}-name`);
  for (const { row, column, cell } of cells) {
    cell.setAttribute("role", "gridcell");
    cell.dataset.subject = cell.dataset.number = `${name} ${row} ${column}`;
  }
  enter(cells.map(({ cell }) => cell));
  return { name, cells, figure: grid.closest("figure"), kind: parse(name).kind, firstLayer: name === "l0", isLarge: cells.length > MANY };
}

function writeGrid({ name, cells, figure, kind, firstLayer }, frame, made, isWritten) {
  const rows = heldRows(name, frame);
  const next = rows ? frame.makes?.[name] : null;
  figure.toggleAttribute("data-stale", Boolean(made && rows && isMadeEachTime(kind) && !firstLayer && !made.has(name)));
  for (const entry of cells) {
    const { row, column, cell } = entry;
    if (!isWritten(cell)) continue;
    writeCell(entry, rows ? rows[row]?.[column] : null, !UNSIGNED.has(kind));
    if (next) cell.dataset.change = change(next[row][column] - rows[row][column], 3);
    else delete cell.dataset.change;
  }
}

const isMadeEachTime = (kind) => ["l", "error", "delta", "g", "gb"].includes(kind);

/** Is it a table with a row for each example? */
const ofExamples = (kind) => UNSIGNED.has(kind) || kind === "error" || kind === "delta";

function writeCell(entry, value, coloured) {
  if (value === undefined || entry.value === value) return;
  const { cell, value: before } = entry;
  entry.value = value;
  put(cell, precise(value));
  if (!coloured || (before && value && sign(before) === sign(value))) return;
  cell.classList.remove("plus", "minus");
  if (value !== null && sign(value)) cell.classList.add(sign(value));
}
