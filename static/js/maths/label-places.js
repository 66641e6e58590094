// Where on its line each weight is written, so that it is seen at a glance which line it belongs to.
const WIDTH = 42;
const HEIGHT = 15;
const MARGIN = 4; // pixels between a number and a neuron
const TRIED = 30; // places on each line
const MOST = 50; // numbers, among which one is still found
const TELLING = [12, 10.5, 9, HEIGHT / 2]; // pixels to any other line, whose number it could be taken for; the widest that can be had
const NEAR = 16; // pixels from which on nobody would
const APART = 1.3; // times its size: so far from each other numbers do not look like a stack
const HIT = 100; // what two numbers cost that overlap
const PULL = 0.3; // what it costs to be as far from home as can be
const ROUNDS = 12;
const [ABOVE, BELOW] = [-9, 10]; // pixels between a neuron's edge and the middle of its name or its number
const LETTERS = { height: 12, half: 16 }; // of a weight as it is written, half of its width
const NUMBER = 20; // half the width of a neuron's number

/** Points for the numbers on the lines between two layers, by source and target, or null where not every number can be
 *  told to its line. `layout` is what `layOut` returns. */
export function labelPlaces(layout, layer) {
  const field = fieldOf(layout, layer);
  if (field.lines.length > MOST) return null;
  for (const telling of TELLING) {
    const places = arrange(field, telling);
    if (places) return layout.columns[layer].map((_, from, { length }) => places.slice(from * places.length / length, (from + 1) * places.length / length));
  }
  return null;
}

/** What lies between two layers: lines, the captions at its ends, and where numbers stand that nothing drives away: in one
 *  column, on the side where the lines are apart. */
function fieldOf({ columns, radius, stacked, side }, layer) {
  const [sources, targets] = [columns[layer], columns[layer + 1]];
  const [left, right] = [sources[0].x, targets[0].x];
  const margin = radius + MARGIN + WIDTH / 2;
  const share = targets.length === 1 ? 0.36 : sources.length === 1 ? 0.64 : 0.5;
  const ends = stacked ? [...(layer === 0 ? sources : []), ...(targets === columns.at(-1) ? targets : [])] : [];
  return {
    lines: sources.flatMap((source) => targets.map((target) => lineOf(source, target, radius))),
    first: left + margin, last: right - margin, home: left + share * (right - left),
    captions: ends.flatMap(({ x, y }) => [{ x, y: y - radius + ABOVE, half: side - MARGIN }, { x, y: y + radius + BELOW, half: NUMBER }]),
  };
}

function lineOf({ x, y }, target, radius) {
  const slope = (target.y - y) / (target.x - x - 2 * radius);
  return { at: (across) => y + slope * (across - x - radius), shortening: 1 / Math.hypot(1, slope) };
}

/** A place on each line, none so near to another line, none on another number; null where that cannot be. */
function arrange(field, telling) {
  const choices = [];
  for (const line of field.lines) {
    const places = placesOn(line, field, telling);
    if (!places.length) return null;
    choices.push(places);
  }
  const best = beginnings(choices).map((places) => settle(places, choices)).reduce((one, other) => other.cost < one.cost ? other : one);
  return best.cost < HIT ? best.places : null;
}

/** Places on a line that no other line and no caption comes too near to, each with what speaks against it. */
function placesOn(line, { lines, captions, first, last, home }, telling) {
  const places = [];
  for (let x = first; x <= last; x += Math.max(1, (last - first) / TRIED)) {
    const y = line.at(x);
    const nearness = lines.map((other) => other === line ? 0 : 1 - Math.abs(other.at(x) - y) * other.shortening / NEAR);
    if (nearness.some((near) => near > 1 - telling / NEAR) || captions.some((caption) => covers(caption, x, y))) continue;
    const drawn = nearness.reduce((sum, near) => sum + Math.max(0, near) ** 2, 0);
    places.push({ x, y, cost: drawn + PULL * Math.abs(x - home) / (last - first + 1) });
  }
  return places;
}

const covers = (caption, x, y) => Math.abs(caption.x - x) < caption.half + LETTERS.half && Math.abs(caption.y - y) < LETTERS.height;

function beginnings(choices) {
  const cheapest = choices.map((places) => places.reduce((one, other) => other.cost < one.cost ? other : one));
  const alternating = [[0, 1], [0.25, 0.75]].map((shares) => choices.map((places, k) => places[Math.round(shares[k % 2] * (places.length - 1))]));
  return [cheapest, ...alternating];
}

/** Each number in turn moves to where it costs least, until none moves. */
function settle(places, choices) {
  let moved = true;
  for (let round = 0; moved && round < ROUNDS; round++) {
    moved = false;
    choices.forEach((each, k) => {
      const costs = each.map((place) => costOf(place, k, places));
      const best = each[costs.indexOf(Math.min(...costs))];
      moved ||= best !== places[k];
      places[k] = best;
    });
  }
  return { places, cost: places.reduce((sum, place, k) => sum + costOf(place, k, places), 0) };
}

const costOf = (place, k, places) => places.reduce((sum, other, j) => sum + (j === k ? 0 : crowding(place, other)), place.cost);

function crowding(one, other) {
  const apart = Math.max(Math.abs(one.x - other.x) / WIDTH, Math.abs(one.y - other.y) / HEIGHT);
  return apart < 1 ? HIT * (2 - apart) : Math.max(0, APART - apart);
}
