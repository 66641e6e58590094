// Of several targets the strongest at every place of a plane: a region for each, in its colour and with its name.
import { experiment } from "../state/experiment.js";
import { borders, leaders, middles } from "../maths/regions.js";
import { paint, pixelsOf } from "./plane-map.js";
import { make, set } from "./svg.js";

const ROOM = 9; // pixels around a name

export function makeRegions(parent) {
  const names = experiment().target_names.map((name) => {
    const text = make("text", { class: "region", visibility: "hidden" }, parent);
    text.textContent = name;
    return text;
  });
  return { names, kept: [] };
}

/** Paints the regions, writes their names and returns the lines between them, in steps of the grid. */
export function drawRegions(canvas, regions, grid, scale, box) {
  const which = leaders(grid);
  const pixels = regions.names.map((_, kind) => pixelsOf(scale, kind));
  paint(canvas, grid.size, (place) => pixels[which[place]](grid.outputs[place * grid.width + which[place]]), box);
  regions.kept = middles(which, grid.size, grid.width, regions.kept);
  regions.names.forEach((text, kind) => putName(text, regions.kept[kind], box));
  return borders(grid, which);
}

function putName(text, middle, { left, top, width, height }) {
  const isShown = middle && middle.depth * Math.min(width, height) > ROOM;
  set(text, { visibility: isShown ? "visible" : "hidden", ...(isShown ? { x: (left + middle.x * width).toFixed(1), y: (top + (1 - middle.y) * height).toFixed(1) } : {}) });
}

export function hideRegions({ names }) {
  for (const text of names) set(text, { visibility: "hidden" });
}
