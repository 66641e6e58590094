// The error descent: mean |error| over iterations, earlier attempts pale behind it, a mark at every edit.
import { experiment, onExperiment } from "../state/experiment.js";
import { error as written } from "../maths/format.js";
import { mountAttempts } from "./attempts-list.js";
import { mountErrorCurve } from "./error-curve.js";
import { mountHeldOut } from "./held-out.js";
import { mountPlot } from "./plot.js";
import { onFrame } from "../state/scheduler.js";
import { make, token } from "./svg.js";

const REDRAW = 100; // milliseconds: a Plotly call costs 10 ms or more, whatever is in it
const FIRST = 0.5; // where iteration 0 stands on a logarithmic axis
const SMALLEST = 1e-12; // error that still has a place on a logarithmic axis

export async function mountDescent(element) {
  const summary = document.createElement("p");
  summary.className = "unseen";
  element.append(summary);
  const boxes = { xaxis: document.getElementById("log-iterations"), yaxis: document.getElementById("log-error") };
  const place = (iteration) => Math.max(iteration, boxes.xaxis.checked ? FIRST : 0);
  const picture = { plot: null, boxes, place, summary, curve: null, heldOut: mountHeldOut(), attempts: null };
  let due = 0;
  const draw = () => { due = 0; drawCurves(picture); };

  const { curve, note, fetchHistory } = mountErrorCurve(picture.heldOut, draw);
  picture.curve = curve;
  picture.attempts = mountAttempts(curve, draw);
  onExperiment(fetchHistory);
  onFrame((frame) => {
    if (frame.iteration < (curve.iteration.at(-1) ?? 0)) picture.attempts.remember();
    if (note(frame)) due ||= setTimeout(draw, REDRAW);
  });

  await mountPlot(element, (fresh) => { picture.plot = fresh; drawMarks(picture); });
  for (const [axis, box] of Object.entries(boxes)) box.addEventListener("change", () => { scale(picture, axis); draw(); });
  Object.keys(boxes).forEach((axis) => scale(picture, axis));
  draw();
}

function scale({ plot, boxes }, axis) {
  plot.figure.layout[axis].type = boxes[axis].checked ? "log" : "linear";
  if (axis === "yaxis") plot.figure.layout.yaxis.rangemode = boxes.yaxis.checked ? "normal" : "tozero";
}

/** The axis is as long as the plan, so that the curve shows how far there is to go; beyond, it grows in strides. */
function span({ plot, boxes, curve }) {
  const end = Math.max(experiment().iterations, roundedUp(curve.iteration.at(-1) ?? 0), 10);
  const powers = Array.from({ length: Math.floor(Math.log10(end)) + 1 }, (_, power) => 10 ** power);
  Object.assign(plot.figure.layout.xaxis, boxes.xaxis.checked
    ? { range: [Math.log10(FIRST), Math.log10(end)], tickmode: "array", tickvals: [FIRST, ...powers], ticktext: ["0", ...powers.map(String)] }
    : { range: [0, end], tickmode: "auto" });
}

function drawCurves(picture) {
  const { plot, place, summary, curve, heldOut, attempts } = picture;
  summary.textContent = inWords(curve);
  if (!plot) return;
  span(picture);
  const trace = ({ iteration, error }, extra) => ({ ...plot.figure.data[0], ...extra, x: iteration.map(place), y: error });
  plot.update([
    ...attempts.shown().map((attempt) => trace(attempt, { line: { width: 2, color: token("--line-strong") }, opacity: 0.45, meta: "--line-strong" })),
    trace(heldOut.curve, heldOut.look()),
    trace(curve, { line: { width: 3, color: token("--ink") }, meta: "--ink" }),
  ]);
}

function drawMarks({ plot, place, curve }) {
  plot.overlay.replaceChildren();
  const { top, bottom } = plot.area();
  for (const { at, label } of experiment().edits ?? []) {
    const x = plot.x(place(at));
    const line = make("line", { class: "edit-mark", x1: x, x2: x, y1: top, y2: bottom }, plot.overlay);
    make("title", {}, line).textContent = label;
  }
  if (!curve.iteration.length) return;
  make("circle", { class: "now", r: 5, cx: plot.x(place(curve.iteration.at(-1))), cy: plot.y(Math.max(curve.error.at(-1), SMALLEST)) }, plot.overlay);
}

/** To two digits: Plotly remembers the size of every label at every place it was ever drawn. */
function roundedUp(iteration) {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(iteration, 1))) - 1);
  return Math.ceil(iteration / unit) * unit;
}

/** The same for a screen reader. */
function inWords({ iteration, error }) {
  if (!iteration.length) return "";
  return `Mean error ${written(error[0])} at iteration ${iteration[0]}, ${written(error.at(-1))} at iteration ${iteration.at(-1)}.`;
}
