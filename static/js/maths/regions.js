// Of several outputs the strongest: which it is at every place of a sample, and where its region is widest.
import { contour } from "./contour.js";

const STAYS = 0.7; // of the greatest depth

/** The index of the largest of `count` values from `start` on; the first of equals. */
export function leader(values, start = 0, count = values.length) {
  let best = 0;
  for (let k = 1; k < count; k++) if (values[start + k] > values[start + best]) best = k;
  return best;
}

/** The target that a row of targets means: its largest, or null where two are as large. */
export function ownTarget(row) {
  const best = leader(row);
  return row.every((value, k) => k === best || value < row[best]) ? best : null;
}

/** Whether every row of targets says which one of several classes it is. */
export const areClasses = (targets, middle = 0.5) => targets[0].length > 1 && targets.every((row) => row.filter((value) => value > middle).length === 1);

/** Which output is the strongest at every place of a sample. */
export function leaders({ outputs, width, size }) {
  const which = new Uint8Array(size * size);
  for (let place = 0; place < which.length; place++) which[place] = leader(outputs, place * width, width);
  return which;
}

/** By how much an output is above all others at every place; below 0 where it is not the strongest. */
function lead({ outputs, width, size }, output) {
  const ahead = new Float64Array(size * size);
  for (let place = 0, start = 0; place < ahead.length; place++, start += width) {
    let rival = -Infinity;
    for (let k = 0; k < width; k++) if (k !== output && outputs[start + k] > rival) rival = outputs[start + k];
    ahead[place] = outputs[start + output] - rival;
  }
  return ahead;
}

/** The lines where another output becomes the strongest, as a contour's segments. */
export function borders(grid, which) {
  return [...new Set(which)].flatMap((output) => contour(lead(grid, output), grid.size, 0));
}

const TAKEN = 255; // in place of an output, where something else is drawn

/** The same regions without these places, [x, y] as shares of the grid, and those around them. */
export function without(which, size, places) {
  const free = which.slice();
  for (const [x, y] of places) {
    const [column, row] = [Math.round(x * (size - 1)), Math.round(y * (size - 1))];
    for (let b = Math.max(0, row - 1); b <= Math.min(size - 1, row + 1); b++) free.fill(TAKEN, b * size + Math.max(0, column - 1), b * size + Math.min(size, column + 2));
  }
  return free;
}

/** How many steps every place is away from another region or the edge. */
export function depths(which, size) {
  const deep = new Uint8Array(size * size);
  const next = (place, x, y, dx, dy) => {
    const [a, b] = [x + dx, y + dy];
    const beside = b * size + a;
    return a < 0 || b < 0 || a >= size || b >= size || which[beside] !== which[place] ? 0 : deep[beside];
  };
  for (let place = 0; place < deep.length; place++) {
    const [x, y] = [place % size, Math.floor(place / size)];
    deep[place] = 1 + Math.min(next(place, x, y, -1, 0), next(place, x, y, 0, -1));
  }
  for (let place = deep.length - 1; place >= 0; place--) {
    const [x, y] = [place % size, Math.floor(place / size)];
    deep[place] = Math.min(deep[place], 1 + Math.min(next(place, x, y, 1, 0), next(place, x, y, 0, 1)));
  }
  return deep;
}

/** The middle of each output's region, { x, y, depth } as shares of the grid, or null where it has none: of its deepest places
 *  the one nearest to its centre. One that was in the middle before (`kept`) stays while it is nearly as deep, since what is
 *  written there should not jump about. */
export function middles(which, size, count, kept = []) {
  const deep = depths(which, size);
  return regionsOf(which, size, deep, count).map((region, output) => {
    if (!region.places) return null;
    const before = kept[output] ? Math.round(kept[output].y * (size - 1)) * size + Math.round(kept[output].x * (size - 1)) : -1;
    const stays = before >= 0 && which[before] === output && deep[before] >= STAYS * region.deepest;
    if (stays) return { ...kept[output], depth: deep[before] / size };
    const place = innermost(which, size, deep, output, region);
    return { x: (place % size) / (size - 1), y: Math.floor(place / size) / (size - 1), depth: deep[place] / size };
  });
}

/** For each output how many places it has, the sums of their coordinates, and how deep they go. */
function regionsOf(which, size, deep, count) {
  const regions = Array.from({ length: count }, () => ({ places: 0, x: 0, y: 0, deepest: 0 }));
  which.forEach((output, place) => {
    const region = regions[output];
    if (!region) return;
    region.places += 1;
    region.x += place % size;
    region.y += Math.floor(place / size);
    region.deepest = Math.max(region.deepest, deep[place]);
  });
  return regions;
}

function innermost(which, size, deep, output, { places, x, y, deepest }) {
  let [best, nearest] = [-1, Infinity];
  which.forEach((each, place) => {
    if (each !== output || deep[place] < deepest) return;
    const away = Math.hypot(place % size - x / places, Math.floor(place / size) - y / places);
    if (away < nearest) [best, nearest] = [place, away];
  });
  return best;
}
