// Of several targets the strongest at every place of a plane: a region for each, in its colour and with its name.
import { experiment } from "../state/experiment.js";
import { borders, leaders, middles, without } from "../maths/regions.js";
import { paint, pixelsOf } from "./plane-map.js";
import { make, set } from "./svg.js";

const ROOM = 9; // pixels around a name
const LETTER = 4; // half of one

export function makeRegions(parent) {
  const names = experiment().target_names.map((name) => {
    const text = make("text", { class: "region", visibility: "hidden" }, parent);
    text.textContent = name;
    return { text, reach: LETTER * name.length };
  });
  return { names, kept: [] };
}

/** Paints the regions, writes their names where no mark is, and returns the lines between them, in steps of the grid. */
export function drawRegions(canvas, regions, grid, scene, box) {
  const which = leaders(grid);
  const pixels = regions.names.map((_, kind) => pixelsOf(scene, kind));
  paint(canvas, grid.size, (place) => pixels[which[place]](grid.outputs[place * grid.width + which[place]]), box);
  const free = without(which, grid.size, [...scene.rows, ...scene.asked].map((row) => scene.columns.map((column, axis) => shareOf(row[column], scene.ranges[axis]))));
  regions.kept = middles(free, grid.size, grid.width, regions.kept);
  regions.names.forEach((name, kind) => putName(name, regions.kept[kind], box));
  return borders(grid, which);
}

const shareOf = (value, [least, most]) => (value - least) / (most - least);

/** Within the box, wherever its middle is. */
function putName({ text, reach }, middle, { left, top, width, height }) {
  const isShown = middle && middle.depth * Math.min(width, height) > ROOM;
  set(text, { visibility: isShown ? "visible" : "hidden" });
  if (!isShown) return;
  const x = Math.min(left + width - reach, Math.max(left + reach, left + middle.x * width));
  set(text, { x: x.toFixed(1), y: (top + (1 - middle.y) * height).toFixed(1) });
}

export function hideRegions({ names }) {
  for (const { text } of names) set(text, { visibility: "hidden" });
}
