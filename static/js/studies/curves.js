// Shares of starts as curves: how soon they learned, and what comes of it when something varies.
import { make } from "../views/svg.js";

const SIZE = { width: 640, height: 190, left: 44, right: 24, top: 12, bottom: 34 };
const FIRST = 0.5; // where iteration 0 stands on a logarithmic axis

/** The share that had every answer right by each iteration: one step curve, or one a group. */
export function drawSoon(parent, groups, names, iterations) {
  const scale = frame(SIZE);
  const end = Math.log10(Math.max(iterations, 10));
  const x = (iteration) => scale.x((Math.log10(Math.max(iteration, FIRST)) - Math.log10(FIRST)) / (end - Math.log10(FIRST)));
  for (let power = 0; power <= end; power += 1) tick(scale, x(10 ** power), power < 4 ? String(10 ** power) : `10${["⁴", "⁵", "⁶", "⁷"][power - 4]}`);
  groups.forEach((group, place) => {
    const firsts = group.outcomes.map((outcome) => outcome.first_right).filter((first) => first !== null).sort((a, b) => a - b);
    const share = (count) => count / Math.max(1, group.outcomes.length);
    const steps = firsts.map((first, count) => `H ${x(first).toFixed(1)} V ${scale.y(share(count + 1)).toFixed(1)}`);
    const d = `M ${x(0)} ${scale.y(0)} ${steps.join(" ")} H ${x(iterations).toFixed(1)}`;
    make("path", { class: look(place), d }, scale.picture);
  });
  parent.replaceChildren(scale.picture, key(names.length > 1 ? names : []));
}

/** The share that learned at each value of the first field, with its interval; a curve for each value of the second. */
export function drawShares(parent, groups, vary, listed) {
  const [first, second] = Object.keys(vary);
  const values = vary[first];
  const scale = frame(SIZE);
  const x = (place) => scale.x(values.length > 1 ? 0.04 + 0.92 * place / (values.length - 1) : 0.5);
  values.forEach((value, place) => tick(scale, x(place), listed(value)));
  const curves = second ? vary[second] : [null];
  curves.forEach((_, number) => {
    const own = values.map((_, place) => groups[place * curves.length + number]);
    const at = (place) => x(place) + 5 * (number - (curves.length - 1) / 2);
    const points = own.map((group, place) => ({ x: at(place), y: scale.y(group.right / Math.max(1, group.done)), group })).filter(({ group }) => group.done);
    if (points.length) make("path", { class: look(number), d: `M ${points.map(({ x: left, y }) => `${left} ${y}`).join(" L ")}` }, scale.picture);
    for (const point of points) whisker(scale, point);
  });
  parent.replaceChildren(scale.picture, key(second ? curves.map((value) => `${second.replaceAll("_", " ")} ${listed(value)}`) : []));
}

function whisker({ picture, y }, { x, y: middle, group }) {
  const [low, high] = group.share;
  make("line", { class: "whisker", x1: x, x2: x, y1: y(low), y2: y(high) }, picture);
  make("circle", { class: "point", cx: x, cy: middle, r: 4 }, picture);
}

function frame(size) {
  const picture = make("svg", { class: "shares", viewBox: `0 0 ${size.width} ${size.height}`, "aria-hidden": "true" });
  const x = (part) => size.left + part * (size.width - size.left - size.right);
  const y = (share) => size.height - size.bottom - share * (size.height - size.bottom - size.top);
  for (const share of [0, 0.5, 1]) {
    make("line", { class: "grid", x1: x(0), x2: x(1), y1: y(share), y2: y(share) }, picture);
    make("text", { class: "tick", x: x(0) - 6, y: y(share) + 4, "text-anchor": "end" }, picture).textContent = `${100 * share} %`;
  }
  return { picture, x, y, size };
}

function tick({ picture, size }, x, label) {
  make("text", { class: "tick", x, y: size.height - size.bottom + 18, "text-anchor": "middle" }, picture).textContent = label;
}

/** Curves differ by their dashes first, then by their colour. */
const look = (number) => `curve look-${number % 8}`;

/** Which curve is which. */
function key(names) {
  const list = document.createElement("ul");
  list.className = "curve-key";
  list.append(...names.map((name, number) => {
    const item = document.createElement("li");
    const sample = make("svg", { class: "mark", viewBox: "0 0 36 8", "aria-hidden": "true" }, item);
    make("path", { class: look(number), d: "M 0 4 H 36" }, sample);
    item.append(name);
    return item;
  }));
  return list;
}
