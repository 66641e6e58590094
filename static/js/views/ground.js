// The picture of a landscape: bands of equal factors of the error, the way, and where other starts went.
import { error as errorText } from "../maths/format.js";
import { make, token } from "./svg.js";

const WIDTH = 640;
const HEIGHT = 360;
const BANDS = 16;
const APART = 20; // pixels between two marks on the way
const NEAR = 12; // pixels within which the pointer means a mark

/** The picture's layers, in this figure. */
export function paper(figure) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  canvas.setAttribute("aria-hidden", "true");
  figure.append(canvas);
  const svg = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" }, figure);
  return { canvas, svg, way: make("g", {}, svg), now: make("circle", { class: "now", r: 7, cx: -99, cy: -99 }, svg) };
}

/** Draws all that stays while the run stands still. */
export function drawLandscape({ canvas, way }, ground) {
  const band = bands(ground);
  paint(canvas, ground, band);
  way.replaceChildren();
  for (const other of ground.others) drawOther(way, ground, other, band);
  drawWay(way, ground);
}

/** Which band the logarithm of an error belongs to, from the smallest to the largest of the ground. */
function bands({ ground }) {
  const logs = ground.flat().map(logarithm);
  const [low, high] = logs.reduce(([least, most], log) => [Math.min(least, log), Math.max(most, log)], [Infinity, -Infinity]);
  return (log) => Math.min(BANDS - 1, Math.floor(BANDS * Math.max(0, log - low) / (high - low || 1)));
}

const logarithm = (error) => Math.log(Math.max(error, 1e-300));

/** How much of the darkest colour is in a band's, 1 … 0. */
const depth = (band) => 1 - band / (BANDS - 1);

function paint(canvas, { ground }, band) {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const [dark, light] = [parts(context, token("--plus")), parts(context, token("--card"))];
  const shades = Array.from({ length: BANDS }, (_, place) => dark.map((from, c) => light[c] + (from - light[c]) * depth(place)));
  const logs = ground.map((row) => row.map(logarithm));
  const image = context.createImageData(WIDTH, HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const shade = shades[band(between(logs, x / (WIDTH - 1), 1 - y / (HEIGHT - 1)))];
      const at = 4 * (y * WIDTH + x);
      for (let c = 0; c < 3; c += 1) image.data[at + c] = shade[c];
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

/** Red, green and blue of any CSS colour. */
function parts(context, colour) {
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

function between(rows, x, y) {
  const [left, across] = cell(x, rows[0].length);
  const [below, up] = cell(y, rows.length);
  const along = (row) => row[left] * (1 - across) + row[left + 1] * across;
  return along(rows[below]) * (1 - up) + along(rows[below + 1]) * up;
}

function cell(share, count) {
  const at = share * (count - 1);
  const first = Math.min(count - 2, Math.floor(at));
  return [first, at - first];
}

/** Where a place of the plane lies in the picture. */
export function placed({ u, v }, [along, up]) {
  const part = (axis, value) => (value - axis[0]) / (axis.at(-1) - axis[0]);
  return [WIDTH * part(u, along), HEIGHT * (1 - part(v, up))];
}

const line = (ground, trail) => trail.map((place) => placed(ground, place).map((each) => each.toFixed(1)).join(",")).join(" ");

function drawWay(way, ground) {
  make("polyline", { class: "way", points: line(ground, ground.trail) }, way);
  let last = [-99, -99];
  for (let iteration = 1; iteration <= ground.iteration.at(-1); iteration *= 10) {
    const [x, y] = placed(ground, whereAt(ground, iteration));
    if (Math.hypot(x - last[0], y - last[1]) < APART) continue;
    last = [x, y];
    make("circle", { class: "mark", cx: x, cy: y, r: 4 }, way);
    make("text", { x: x + 8, y: y - 6 }, way).textContent = iteration;
  }
}

/** Its end has the colour that the ground would have there, if it lay in the plane. */
function drawOther(way, ground, { trail, error }, band) {
  make("polyline", { class: "other", points: line(ground, trail) }, way);
  const [cx, cy] = placed(ground, trail.at(-1));
  const end = make("circle", { class: "end", cx, cy, r: 6 }, way);
  end.style.setProperty("--depth", `${100 * depth(band(logarithm(error)))}%`);
}

/** Where the run was at an iteration, straight on between two marks. */
export function whereAt({ iteration: marks, trail }, iteration) {
  const next = marks.findIndex((mark) => mark >= iteration);
  if (next === -1) return trail.at(-1);
  if (next === 0) return trail[0];
  const share = (iteration - marks[next - 1]) / (marks[next] - marks[next - 1]);
  return trail[next].map((end, axis) => trail[next - 1][axis] * (1 - share) + end * share);
}

/** What is at a place of the figure, as shares of its width and height: an end, a mark on the way, or the ground. */
export function told(ground, x, y) {
  const distance = (place) => {
    const [left, top] = placed(ground, place);
    return Math.hypot(left - x * WIDTH, top - y * HEIGHT);
  };
  const end = ground.others.findLast(({ trail }) => distance(trail.at(-1)) < NEAR);
  if (end) return `Seed ${end.seed} ends here, with a mean error of ${errorText(end.error)}.`;
  const distances = ground.trail.map(distance);
  const mark = distances.indexOf(Math.min(...distances));
  if (distances[mark] < NEAR) return `The run at iteration ${ground.iteration[mark]}: mean error ${errorText(ground.error[mark])}.`;
  const row = Math.round((1 - y) * (ground.v.length - 1));
  const column = Math.round(x * (ground.u.length - 1));
  return `${ground.u[column].toFixed(2)} across and ${ground.v[row].toFixed(2)} up from where the run stands: mean error ${errorText(ground.ground[row][column])}.`;
}
