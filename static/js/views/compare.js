// Pinned moments, kept in this browser: any matrix then and now, and the difference.
import { experiment, onExperiment } from "../state/experiment.js";
import { precise, sign } from "../maths/format.js";
import { fillGrid } from "./grid.js";
import { latest, onFrame } from "../state/scheduler.js";
import { storedValue, storeValue } from "../state/storage.js";
import { put } from "./writing.js";

const MOST = 8;
const element = (id) => document.getElementById(id);
const key = () => `pins ${document.body.dataset.run}`;

export function mountCompare() {
  let pins = storedValue(key(), []);
  const fill = threeGrids();

  function save(wanted) {
    pins = wanted;
    storeValue(key(), pins);
    offer();
  }

  function offer(choice = pins.length - 1) {
    element("compare-pin").replaceChildren(...pins.map(({ iteration, name }, index) => new Option(`iteration ${iteration}, ${name}`, index)));
    element("compare-pin").value = choice;
    for (const id of ["compare-grids", "unpin"]) element(id).hidden = !pins.length;
    for (const id of ["compare-matrix", "compare-pin"]) element(id).closest("label").hidden = !pins.length;
    draw();
  }

  function draw() {
    const pin = pins[element("compare-pin").value];
    const frame = latest();
    if (!pin || !frame) return;
    const [kind, layer] = element("compare-matrix").value.split(" ");
    const [then, now] = [matrix(pin, kind, layer), matrix(frame, kind, layer)];
    const fits = then && now && then.length === now.length && then[0].length === now[0].length;
    element("compare-hint").textContent = fits ? `Iteration ${pin.iteration} beside iteration ${frame.iteration}.` : "The network has another shape now: this matrix cannot be set beside the pinned one.";
    element("compare-grids").hidden = !fits;
    if (fits) fill(then, now, `${kind} ${layer} ${now.length} ${now[0].length}`);
  }

  element("pin").addEventListener("click", () => save([...pins, pinned(latest())].slice(-MOST)));
  element("unpin").addEventListener("click", () => save(pins.toSpliced(Number(element("compare-pin").value), 1)));
  for (const id of ["compare-matrix", "compare-pin"]) element(id).addEventListener("change", draw);
  onExperiment(({ shape }) => {
    element("compare-matrix").replaceChildren(...matrices(shape).map(([name, value]) => new Option(name, value)));
    draw();
  });
  onFrame(draw);
  offer();
}

/** What fills the three grids; they are built anew for another matrix. */
function threeGrids() {
  let shown = "";
  let grids = [];
  return (then, now, wanted) => {
    if (wanted !== shown) grids = ["then", "now", "change"].map((id) => fillGrid(element(`compare-${id}`), now.length, now[0].length));
    shown = wanted;
    const values = [(i, j) => then[i][j], (i, j) => now[i][j], (i, j) => now[i][j] - then[i][j]];
    grids.forEach((cells, place) => cells.forEach(({ row, column, cell }) => {
      const value = values[place](row, column);
      const text = precise(value);
      put(cell, text);
      if (place === 2) cell.className = value ? sign(value) : "";
    }));
  };
}

/** Names and places of the matrices of a network, the answers first. */
function matrices(shape) {
  const last = shape.length - 1;
  const weights = Array.from({ length: last }, (_, k) => [`syn${k}`, `weights ${k}`]);
  const layers = Array.from({ length: last - 1 }, (_, k) => [`l${k + 1}`, `layers ${k + 1}`]);
  return [[`l${last}`, `layers ${last}`], ...weights, ...layers, [`l${last}_error`, "errors 0"]];
}

const pinned = ({ iteration, weights, layers, errors, deltas }) => ({ iteration, weights, layers, errors, deltas, name: `seed ${experiment().seed}` });

const matrix = (moment, kind, layer) => kind === "errors" ? moment.errors : moment[kind][layer];
