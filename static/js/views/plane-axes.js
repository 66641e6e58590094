// Axes of a plane: where values lie in pixels, a few ticks, and the names of the two columns.
import { along } from "../maths/plane.js";
import { trimmed } from "../maths/format.js";
import { make } from "./svg.js";

const LEFT = 44;
const BOTTOM = 34;
const EDGE = 8;
const MOST_TICKS = 4;
const LETTER = 6.6; // pixels

/** Places for these ranges in a figure of this size: x(value), y(value), back(pixels) and the box between the axes. */
export function axesOf({ width, height }, [xs, ys]) {
  const box = { left: LEFT, top: EDGE, width: Math.max(40, width - LEFT - EDGE), height: Math.max(40, height - BOTTOM - EDGE) };
  const share = (value, [least, most]) => (value - least) / (most - least);
  return {
    box,
    x: (value) => box.left + box.width * share(value, xs),
    y: (value) => box.top + box.height * (1 - share(value, ys)),
    back: (px, py) => [along(xs, (px - box.left) / box.width), along(ys, 1 - (py - box.top) / box.height)],
  };
}

/** `ticks` are the values that are written on both axes, where they are the same. */
export function drawAxes(parent, axes, ranges, names, ticks) {
  const { box } = axes;
  parent.replaceChildren();
  make("rect", { class: "edge", x: box.left, y: box.top, width: box.width, height: box.height }, parent);
  for (const value of ticks ?? ticksOf(ranges[0])) write(parent, { x: axes.x(value), y: box.top + box.height + 10, class: "tick" }, trimmed(value));
  for (const value of ticks ?? ticksOf(ranges[1])) write(parent, { x: box.left - 5, y: axes.y(value), class: "tick up" }, trimmed(value));
  write(parent, { x: box.left + box.width / 2, y: box.top + box.height + 25, class: "axis-name" }, fitted(names[0], box.width));
  const [x, y] = [9, box.top + box.height / 2];
  write(parent, { x, y, class: "axis-name", transform: `rotate(-90 ${x} ${y})` }, fitted(names[1], box.height));
}

function write(parent, attributes, text) {
  make("text", attributes, parent).textContent = text;
}

function fitted(name, room) {
  const letters = Math.max(3, Math.floor(room / LETTER));
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}

/** A few round values within a range. */
export function ticksOf([least, most]) {
  const rough = (most - least) / MOST_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough);
  const first = Math.ceil(least / step);
  return Array.from({ length: Math.floor(most / step) - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}
