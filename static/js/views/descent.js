// The error descent: mean |error| over iterations, earlier attempts pale behind it, a mark at every edit.
import { experiment, onExperiment } from "../state/experiment.js";
import { error as errorText } from "../maths/format.js";
import { mountAttempts } from "./attempts-list.js";
import { mountAxes } from "./descent-axes.js";
import { mountErrorCurve } from "./error-curve.js";
import { mountHeldOut } from "./held-out.js";
import { mountPlot } from "./plot.js";
import { onFrame } from "../state/scheduler.js";
import { make, token } from "./svg.js";

const REDRAW = 100; // milliseconds

export async function mountDescent(element) {
  const summary = document.createElement("p");
  summary.className = "unseen";
  element.append(summary);
  let due = 0;
  const draw = () => { due = 0; drawCurves(picture); };
  const picture = { plot: null, axes: mountAxes(draw), summary, curve: null, heldOut: mountHeldOut(), attempts: null };

  const { curve, note, fetchHistory } = mountErrorCurve(picture.heldOut, draw);
  picture.curve = curve;
  picture.attempts = mountAttempts(curve, draw);
  onExperiment(fetchHistory);
  onFrame((frame) => {
    if (frame.iteration < (curve.iteration.at(-1) ?? 0)) picture.attempts.remember();
    if (note(frame)) due ||= setTimeout(draw, REDRAW);
  });

  picture.plot = await mountPlot(element, () => drawMarks(picture));
  if (curve.iteration.length) draw();
}

function drawCurves(picture) {
  const { plot, axes, summary, curve, heldOut, attempts } = picture;
  summary.textContent = inWords(curve);
  if (!plot) return;
  const earlier = attempts.shown();
  axes.fit(plot, experiment().iterations, [curve, heldOut.curve, ...earlier]);
  const trace = ({ iteration, error }, extra) => ({ ...plot.figure.data[0], ...extra, x: iteration.map(axes.place), y: error });
  plot.update([
    ...earlier.map((attempt) => trace(attempt, { line: { width: 2, color: token("--line-strong") }, opacity: 0.45, meta: "--line-strong" })),
    trace(heldOut.curve, heldOut.look()),
    trace(curve, { line: { width: 3, color: token("--ink") }, meta: "--ink" }),
  ]);
}

function drawMarks({ plot, axes, curve }) {
  plot.overlay.replaceChildren();
  const { top, bottom } = plot.area();
  for (const { at, label } of experiment().edits ?? []) {
    const x = plot.x(axes.place(at));
    const line = make("line", { class: "edit-mark", x1: x, x2: x, y1: top, y2: bottom }, plot.overlay);
    make("title", {}, line).textContent = label;
  }
  if (!curve.iteration.length) return;
  make("circle", { class: "now", r: 5, ...axes.point(plot, curve) }, plot.overlay);
}

/** The same for a screen reader. */
function inWords({ iteration, error }) {
  if (!iteration.length) return "";
  return `Mean error ${errorText(error[0])} at iteration ${iteration[0]}, ${errorText(error.at(-1))} at iteration ${iteration.at(-1)}.`;
}
