// The final errors of a group: a mark for each start, piled up over a logarithmic axis.
import { error as errorText } from "../maths/format.js";
import { make } from "../views/svg.js";
import { endingMark } from "./endings.js";

export const MOST = 1000; // marks of a group: the first ones of the shuffle, a fair sample
const SIZE = { width: 640, height: 150, left: 16, right: 16, top: 8, bottom: 26 };
const SMALL = { ...SIZE, width: 320, height: 110 };
const LEAST = -4; // powers of ten at the ends of the axis
const FARTHEST = 6;

/** The power of ten that ends the axis: 0, or where targets are amounts and errors larger, what all of them need. */
export function topOf(groups) {
  const errors = groups.flatMap(({ outcomes }) => outcomes.slice(0, MOST).map(({ error }) => error)).filter(Number.isFinite);
  return Math.min(FARTHEST, Math.max(0, Math.ceil(Math.log10(Math.max(1, ...errors)))));
}

/** Draws the marks; `own` is the seed of the run that asked, if it is among them, `near` what a good answer is. */
export function drawDots(parent, group, { own, near, top, isSmall }) {
  const size = { ...(isSmall ? SMALL : SIZE), power: top };
  const picture = make("svg", { class: "dots", viewBox: `0 0 ${size.width} ${size.height}`, "aria-hidden": "true" });
  const floor = size.height - size.bottom;
  drawAxis(picture, size, floor);
  const shown = group.outcomes.slice(0, MOST);
  const { radius, piles } = piled(shown, size, floor);
  for (const [column, pile] of piles) {
    const step = Math.min(2 * radius, (floor - size.top - radius) / pile.length);
    pile.forEach((outcome, level) => {
      const x = size.left + (column + 0.5) * 2 * radius;
      place(picture, outcome, x, floor - radius - level * step, radius, { near, isOwn: outcome.seed === own });
    });
  }
  parent.replaceChildren(picture);
}

function drawAxis(picture, size, floor) {
  make("line", { class: "axis", x1: size.left, x2: size.width - size.right, y1: floor, y2: floor }, picture);
  for (let power = LEAST; power <= size.power; power += 1) {
    const x = size.left + position(10 ** power, size) * (size.width - size.left - size.right);
    make("line", { class: "axis", x1: x, x2: x, y1: floor, y2: floor + 4 }, picture);
    const label = make("text", { class: "tick", x, y: floor + 18, "text-anchor": power === size.power ? "end" : power === LEAST ? "start" : "middle" }, picture);
    label.textContent = (10 ** power).toLocaleString("en", { maximumFractionDigits: -LEAST }).replaceAll(",", "\u202f");
  }
}

/** Where an error lies between the ends of the axis, 0 … 1. */
function position(error, { power }) {
  const at = (Math.log10(Math.max(error, 1e-300)) - LEAST) / (power - LEAST);
  return Math.min(1, Math.max(0, at));
}

function piled(outcomes, size, floor) {
  const width = size.width - size.left - size.right;
  const radius = outcomes.length > 250 ? 2 : 3.5;
  const columns = Math.floor(width / (2 * radius));
  const piles = new Map();
  for (const outcome of outcomes) {
    const column = Math.min(columns - 1, Math.floor(position(outcome.error, size) * columns));
    if (!piles.has(column)) piles.set(column, []);
    piles.get(column).push(outcome);
  }
  for (const pile of piles.values()) pile.sort((a, b) => a.ending.localeCompare(b.ending));
  return { radius, piles, floor };
}

function place(picture, outcome, x, y, radius, { near, isOwn }) {
  const mark = endingMark(outcome.ending, radius * 0.85, picture);
  mark.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  mark.dataset.seed = outcome.seed;
  if (isOwn) make("circle", { class: "own", cx: x, cy: y, r: 2 * radius + 2 }, picture);
  make("title", {}, mark).textContent = `${isOwn ? "This run, seed" : "Seed"} ${outcome.seed}: mean error ${errorText(outcome.error)}${soon(outcome, near)}`;
}

function soon({ first_right: first }, near) {
  return first === null ? "" : `, every answer ${near} from iteration ${first} on or for a while`;
}
