// One error descent with a curve for each way: told apart by colour, by dashes, and by the name at its end.
import { mountAxes } from "../views/descent-axes.js";
import { mountErrorCurve } from "../views/error-curve.js";
import { experiment } from "../state/experiment.js";
import { em, mountPlot, STANDARD } from "../views/plot.js";
import { make, token } from "../views/svg.js";

const REDRAW = 100; // milliseconds
const DASHES = ["solid", "9px 4px", "2px 3px", "10px 3px 2px 3px"]; // as in the marks of the table
const WIDE = 640; // pixels from which names have room behind the curves
const ROOM = 30; // pixels for a letter, and for what is about a name
const MOST = 0.28; // of the width, for names
const LETTER = 0.47; // width of a letter, as a share of the page's letters
const LINE = 1.15; // height of a name
const NONE_HELD_OUT = { curve: { iteration: [], error: [] }, note() {}, take() {} };

/** Returns `note(lane, frame)`, which takes a frame; lanes get a `curve`. */
export function mountCurves(figure, lanes) {
  let due = 0;
  const later = () => { due ||= setTimeout(draw, REDRAW); };
  const draw = () => { due = 0; drawCurves(picture); };
  const picture = { figure, lanes, plot: null, axes: mountAxes(draw) };
  const histories = lanes.map((lane) => mountErrorCurve(NONE_HELD_OUT, later, () => lane.run, () => lane.frame));
  lanes.forEach((lane, place) => { lane.curve = histories[place].curve; });
  mountPlot(figure, () => nameEnds(picture)).then((plot) => { picture.plot = plot; draw(); });
  return (lane, frame) => { if (histories[lane.place].note(frame)) later(); };
}

function drawCurves({ figure, lanes, plot, axes }) {
  if (!plot) return;
  axes.fit(plot, experiment().iterations, lanes.map(({ curve }) => curve));
  const longest = Math.max(...lanes.map(({ name }) => name.length));
  const room = Math.min(ROOM + longest * LETTER * STANDARD, (MOST * figure.clientWidth * STANDARD) / em());
  plot.figure.layout.margin.r = figure.clientWidth < WIDE ? ROOM : room;
  plot.update(lanes.map(({ place, letter, curve }) => {
    const meta = `--lane-${letter.toLowerCase()}`;
    const line = { ...plot.figure.data[0].line, width: 3, dash: DASHES[place], color: token(meta) };
    return { ...plot.figure.data[0], x: curve.iteration.map(axes.place), y: curve.error, line, meta };
  }));
}

/** A dot where each curve ends, and beside it the name. */
function nameEnds({ figure, lanes, plot, axes }) {
  plot.overlay.replaceChildren();
  const { top, bottom } = plot.area();
  const ends = lanes.filter(({ curve }) => curve.iteration.length).map((lane) => ({ lane, ...axes.point(plot, lane.curve) }));
  for (const { lane, cx, cy, y } of spread(ends, top, bottom)) {
    const group = make("g", { class: `lane-end lane-${lane.letter}` }, plot.overlay);
    make("circle", { r: 5, cx, cy }, group);
    make("line", { x1: cx + 5, y1: cy, x2: cx + 13, y2: y }, group);
    const room = figure.clientWidth - cx - 16;
    make("text", { x: cx + 16, y }, group).textContent = fitted(`${lane.letter} ${lane.name}`, room);
  }
}

/** As many parts of a name as have room; at least the letter. */
function fitted(name, room) {
  const parts = name.split(", ");
  while (parts.length && parts.join(", ").length * LETTER * em() > room) parts.pop();
  return parts.join(", ") || name[0];
}

/** The ends from top to bottom, with heights for their names that do not collide. */
function spread(ends, top, bottom) {
  const sorted = [...ends].sort((one, other) => one.cy - other.cy);
  const line = LINE * em();
  let above = top - line;
  const placed = sorted.map((end) => ({ ...end, y: above = Math.max(end.cy, above + line) }));
  let below = bottom + line / 2;
  return placed.reverse().map((end) => ({ ...end, y: below = Math.min(end.y, below - line) }));
}
