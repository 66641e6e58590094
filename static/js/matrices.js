// Every matrix with its numbers: weights, layers, error and deltas, as the listing names them.
import { onExperiment } from "./experiment.js";
import { precise, sign } from "./format.js";
import { fillGrid } from "./grid.js";
import { latest, onFrame } from "./scheduler.js";
import { onSelection, selection } from "./selection.js";

const signed = new Set(["weights", "errors", "deltas"]);

export function mountMatrices() {
  const section = document.getElementById("numbers");
  let grids = [];
  let visible = false;

  function build() {
    grids = [...document.querySelectorAll("#numbers .grid")].map((grid) => ({ ...grid.dataset, cells: fillGrid(grid, grid.dataset.rows, grid.dataset.columns) }));
    if (latest()) write(latest(), true);
  }

  function write(frame, force = false) {
    if (!visible && !force) return;
    for (const { kind, layer, cells } of grids) {
      const matrix = kind === "errors" ? frame.errors : frame[kind][layer];
      for (const { row, column, cell } of cells) put(cell, matrix[row]?.[column], signed.has(kind));
    }
  }

  new IntersectionObserver(([entry]) => {
    visible = entry.isIntersecting;
    if (visible && latest()) write(latest());
  }).observe(section);
  onExperiment(build);
  onFrame((frame) => write(frame));
  onSelection(() => {
    for (const { kind, cells } of grids) if (kind !== "weights") for (const { row, cell } of cells) cell.classList.toggle("chosen", row === selection.example);
  });
}

function put(cell, value, coloured) {
  if (value === undefined) return;
  const text = precise(value);
  if (cell.textContent === text) return;
  cell.textContent = text;
  if (coloured) cell.className = `${sign(value)}${cell.classList.contains("chosen") ? " chosen" : ""}`;
}
