// How a number came to be what it is: a small curve on a button, a large one with its title.
import { short } from "../maths/format.js";
import { make, set } from "./svg.js";

export const AGAIN = 1000; // milliseconds between two looks while the run plays
export const SMALL = { width: 120, height: 44 };
export const LARGE = { width: 620, height: 150 };

/** A button with a label and room for a small curve. */
export function button() {
  const element = document.createElement("button");
  element.type = "button";
  const label = document.createElement("span");
  element.append(label);
  make("svg", { viewBox: `0 0 ${SMALL.width} ${SMALL.height}`, "aria-hidden": "true" }, element);
  return element;
}

/** A curve over its whole range, or from `least` to `most`, zero as a line, lowest and highest written at the edge of one with a title. */
export function plot(svg, points, { width, height, least = 0, most = 0 }, colour, title = "") {
  const large = Boolean(title);
  const [left, top] = large ? [70, 22] : [2, 4];
  const values = points.map(([, value]) => value);
  const [low, high] = [Math.min(least, 0, ...values), Math.max(most, 0, ...values)];
  const [first, end] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 1];
  const x = (time) => left + (width - left - 4) * (time - first) / (end - first || 1);
  const y = (value) => top + (height - 2 * top) * (1 - (value - low) / (high - low || 1));
  set(svg, { viewBox: `0 0 ${width} ${height}` });
  svg.replaceChildren();
  make("line", { class: "zero", x1: left, x2: width, y1: y(0), y2: y(0) }, svg);
  make("polyline", { class: `curve ${colour}`, points: points.map(([time, value]) => `${x(time).toFixed(1)},${y(value).toFixed(1)}`).join(" ") }, svg);
  if (!large) return;
  make("text", { x: left, y: 12 }, svg).textContent = title;
  for (const value of new Set([low, 0, high])) make("text", { class: "scale", x: left - 8, y: y(value) }, svg).textContent = short(value);
}
