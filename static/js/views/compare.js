// Pinned moments, kept in this browser: any matrix then and now, and the difference.
import { experiment, onExperiment } from "../state/experiment.js";
import { precise, sign } from "../maths/format.js";
import { fillGrid } from "./grid.js";
import { latest, onFrame } from "../state/scheduler.js";
import { storedValue, storeValue } from "../state/storage.js";

const MOST = 8;
const element = (id) => document.getElementById(id);
const key = () => `pins ${document.body.dataset.run}`;

export function mountCompare() {
  let pins = storedValue(key(), []);
  let shown = ""; // what the three grids were built for
  let grids = [];

  function save() {
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

  function fill(then, now, wanted) {
    if (wanted !== shown) grids = ["then", "now", "change"].map((id) => fillGrid(element(`compare-${id}`), now.length, now[0].length));
    shown = wanted;
    const values = [(i, j) => then[i][j], (i, j) => now[i][j], (i, j) => now[i][j] - then[i][j]];
    grids.forEach((cells, place) => cells.forEach(({ row, column, cell }) => {
      const value = values[place](row, column);
      const text = precise(value);
      if (cell.textContent !== text) cell.textContent = text;
      if (place === 2) cell.className = value ? sign(value) : "";
    }));
  }

  element("pin").addEventListener("click", () => {
    const { iteration, weights, layers, errors, deltas } = latest();
    pins.push({ iteration, weights, layers, errors, deltas, name: `seed ${experiment().seed}` });
    pins = pins.slice(-MOST);
    save();
  });
  element("unpin").addEventListener("click", () => {
    pins.splice(Number(element("compare-pin").value), 1);
    save();
  });
  for (const id of ["compare-matrix", "compare-pin"]) element(id).addEventListener("change", draw);
  onExperiment(({ shape }) => {
    const last = shape.length - 1;
    const choices = [[`l${last}`, `layers ${last}`], ...Array.from({ length: last }, (_, k) => [`syn${k}`, `weights ${k}`]), ...Array.from({ length: last - 1 }, (_, k) => [`l${k + 1}`, `layers ${k + 1}`]), [`l${last}_error`, "errors 0"]];
    element("compare-matrix").replaceChildren(...choices.map(([name, value]) => new Option(name, value)));
    draw();
  });
  onFrame(draw);
  offer();
}

const matrix = (moment, kind, layer) => kind === "errors" ? moment.errors : moment[kind][layer];
