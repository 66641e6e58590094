// The ground a run walks on: the mean error over a plane through its way, dark where it is small.
// It is fetched anew when the run has gone on; the mark of where it stands follows every frame.
import { onExperiment } from "../state/experiment.js";
import { latest, onFrame } from "../state/scheduler.js";
import { error as written } from "../maths/format.js";
import { make, set, token } from "./svg.js";

const WIDTH = 640;
const HEIGHT = 360;
const BANDS = 16;
const APART = 20; // pixels between two marks on the way
const AGAIN = 1000; // milliseconds between two fetches while the run plays

export function mountLandscape() {
  const card = document.getElementById("landscape-card");
  const button = document.getElementById("landscape-button");
  const picture = paper(document.getElementById("landscape"));
  let ground = null;
  let due = 0;

  async function fetchGround() {
    due = 0;
    const response = await fetch(`${document.body.dataset.run}/landscape`, { headers: { Accept: "application/json" } });
    if (!response.ok || card.hidden) return;
    ground = await response.json();
    paint(picture.canvas, ground);
    drawWay(picture, ground);
    document.getElementById("landscape-summary").textContent = inWords(ground);
    follow();
  }

  function follow() {
    const frame = latest();
    if (!ground || !frame) return;
    const [x, y] = placed(ground, whereAt(ground, frame.iteration));
    set(picture.now, { cx: x, cy: y });
  }

  function show(open) {
    card.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) { fetchGround(); document.getElementById("landscape-title").focus(); } else button.focus();
  }

  button.addEventListener("click", () => show(card.hidden));
  document.getElementById("landscape-close").addEventListener("click", () => show(false));
  onFrame(({ iteration }) => {
    if (card.hidden) return;
    if (!ground || iteration > ground.iteration.at(-1)) due ||= setTimeout(fetchGround, AGAIN);
    follow();
  });
  onExperiment(() => { if (!card.hidden) due ||= setTimeout(fetchGround, AGAIN); });
}

function paper(figure) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  canvas.setAttribute("aria-hidden", "true");
  figure.append(canvas);
  const svg = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" }, figure);
  return { canvas, way: make("g", {}, svg), now: make("circle", { class: "now", r: 7, cx: -99, cy: -99 }, svg) };
}

/** Bands of equal factors between the smallest and the largest error. */
function paint(canvas, { ground }) {
  const logs = ground.map((row) => row.map((error) => Math.log(Math.max(error, 1e-300))));
  const low = Math.min(...logs.flat());
  const high = Math.max(...logs.flat());
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const [dark, light] = [parts(context, token("--plus")), parts(context, token("--card"))];
  const image = context.createImageData(WIDTH, HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const share = (between(logs, x / (WIDTH - 1), 1 - y / (HEIGHT - 1)) - low) / (high - low || 1);
      const band = Math.min(BANDS - 1, Math.floor(share * BANDS)) / (BANDS - 1);
      const at = 4 * (y * WIDTH + x);
      for (let c = 0; c < 3; c += 1) image.data[at + c] = dark[c] + (light[c] - dark[c]) * band;
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

function placed({ u, v }, [along, up]) {
  const part = (axis, value) => (value - axis[0]) / (axis.at(-1) - axis[0]);
  return [WIDTH * part(u, along), HEIGHT * (1 - part(v, up))];
}

function drawWay({ way }, ground) {
  way.replaceChildren();
  const points = ground.trail.map((place) => placed(ground, place));
  make("polyline", { class: "way", points: points.map((point) => point.map((each) => each.toFixed(1)).join(",")).join(" ") }, way);
  let last = [-99, -99];
  for (let iteration = 1; iteration <= ground.iteration.at(-1); iteration *= 10) {
    const [x, y] = placed(ground, whereAt(ground, iteration));
    if (Math.hypot(x - last[0], y - last[1]) < APART) continue;
    last = [x, y];
    make("circle", { class: "mark", cx: x, cy: y, r: 4 }, way);
    make("text", { x: x + 8, y: y - 6 }, way).textContent = iteration;
  }
}

/** Where the run was at an iteration, straight on between two marks. */
function whereAt({ iteration: marks, trail }, iteration) {
  const next = marks.findIndex((mark) => mark >= iteration);
  if (next === -1) return trail.at(-1);
  if (next === 0) return trail[0];
  const share = (iteration - marks[next - 1]) / (marks[next] - marks[next - 1]);
  return trail[next].map((end, axis) => trail[next - 1][axis] * (1 - share) + end * share);
}

function inWords({ shares, iteration, error }) {
  const [first, second] = shares.map((share) => `${(100 * share).toFixed(1)} %`);
  if (iteration.length < 2) return "The run has not moved yet: run it, and its way appears.";
  return `${first} of the way to iteration ${iteration.at(-1)} lies along the picture's width, ${second} along its height. The mean error fell from ${written(error[0])} to ${written(error.at(-1))}.`;
}
