// The error descent: mean |error| over iterations, earlier attempts pale behind it, a mark at every edit.
import { difference, isWorthKeeping, loadAttempts, saveAttempts, settingsOf } from "../travel/attempts.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { error as written } from "../maths/format.js";
import { mountHeldOut } from "./held-out.js";
import { mountPlot } from "./plot.js";
import { onFrame } from "../state/scheduler.js";
import { make, set, token } from "./svg.js";

const REDRAW = 100; // milliseconds: a Plotly call costs 10 ms or more, whatever is in it
const CROWDED = 2500; // points from which the server's history takes their place, which has at most 2,000
const FIRST = 0.5; // where iteration 0 stands on a logarithmic axis

export async function mountDescent(element) {
  const curve = { iteration: [], error: [] };
  const heldOut = mountHeldOut();
  const chips = document.getElementById("attempts");
  let attempts = loadAttempts();
  let settings = null; // of the experiment that the curve belongs to
  let leaving = null; // the curve before an edit: an attempt, if the run starts anew
  const boxes = { xaxis: document.getElementById("log-iterations"), yaxis: document.getElementById("log-error") };
  const summary = document.createElement("p");
  let plot = null;
  let due = 0;
  let asked = 0;

  summary.className = "unseen";
  element.append(summary);
  await mountPlot(element, (fresh) => { plot = fresh; mark(); });
  for (const [axis, box] of Object.entries(boxes)) box.addEventListener("change", () => { scale(axis); draw(); });
  Object.keys(boxes).forEach(scale);
  draw();

  function scale(axis) {
    plot.figure.layout[axis].type = boxes[axis].checked ? "log" : "linear";
    if (axis === "yaxis") plot.figure.layout.yaxis.rangemode = boxes.yaxis.checked ? "normal" : "tozero";
    else span();
  }

  /** The axis is as long as the plan, so that the curve shows how far there is to go; beyond, it grows in strides. */
  function span() {
    const end = Math.max(experiment().iterations, roundedUp(curve.iteration.at(-1) ?? 0), 10);
    const powers = Array.from({ length: Math.floor(Math.log10(end)) + 1 }, (_, power) => 10 ** power);
    Object.assign(plot.figure.layout.xaxis, boxes.xaxis.checked
      ? { range: [Math.log10(FIRST), Math.log10(end)], tickmode: "array", tickvals: [FIRST, ...powers], ticktext: ["0", ...powers.map(String)] }
      : { range: [0, end], tickmode: "auto" });
  }

  async function fetchHistory() {
    const ticket = ++asked;
    const response = await fetch(`${document.body.dataset.run}/history`, { headers: { Accept: "application/json" } });
    if (!response.ok || ticket !== asked) return;
    const { iteration, error, test_error } = await response.json();
    Object.assign(curve, { iteration, error });
    heldOut.take(test_error);
    draw();
  }

  function draw() {
    due = 0;
    if (!plot) return;
    span();
    summary.textContent = inWords(curve);
    const colour = token("--ink");
    const trace = ({ iteration, error }, extra) => ({
      ...plot.figure.data[0], ...extra, y: error,
      x: boxes.xaxis.checked ? iteration.map((t) => Math.max(t, FIRST)) : iteration,
    });
    plot.update([
      ...attempts.map((attempt) => trace(attempt, { line: { width: 2, color: token("--line-strong") }, opacity: 0.45, meta: "--line-strong" })),
      trace(heldOut.curve, heldOut.look()),
      trace(curve, { line: { width: 3, color: colour }, meta: "--ink" }),
    ]);
  }

  function keep(wanted) {
    attempts = wanted;
    saveAttempts(attempts);
    list();
    draw();
  }

  function list() {
    chips.replaceChildren(...attempts.map((attempt, index) => chip(difference(attempt.settings, settings), index)));
  }

  function soon() {
    due ||= setTimeout(draw, REDRAW);
  }

  function mark() {
    plot.overlay.replaceChildren();
    const { t, b } = plot.host._fullLayout._size;
    const bottom = plot.host._fullLayout.height - b;
    for (const { at, label } of experiment().edits ?? []) {
      const x = plot.x(Math.max(at, boxes.xaxis.checked ? FIRST : 0));
      const line = make("line", { class: "edit-mark", x1: x, x2: x, y1: t, y2: bottom }, plot.overlay);
      make("title", {}, line).textContent = label;
    }
    if (!curve.iteration.length) return;
    const now = make("circle", { class: "now", r: 5 }, plot.overlay);
    set(now, { cx: plot.x(Math.max(curve.iteration.at(-1), boxes.xaxis.checked ? FIRST : 0)), cy: plot.y(Math.max(curve.error.at(-1), 1e-12)) });
  }

  let lastStatus = "";
  onFrame((frame) => {
    const { iteration, error, status } = frame;
    if (leaving && iteration === 0) keep([...attempts, leaving]);
    leaving = null;
    const newest = curve.iteration.at(-1) ?? -1;
    if (iteration > newest && (status === "running" || iteration === newest + 1)) {
      curve.iteration.push(iteration);
      curve.error.push(error);
      heldOut.note(frame);
      if (iteration > 2 * newest + 2) fetchHistory(); // a straight line over so long a way would be a lie
      else soon();
      if (curve.iteration.length % CROWDED === 0) fetchHistory();
    } else if (iteration !== newest) {
      fetchHistory();
    }
    if (lastStatus === "running" && status !== "running") fetchHistory();
    lastStatus = status;
  });

  onExperiment((now) => {
    if (settings && now.lesson !== settings.lesson) keep([]);
    else if (settings && isWorthKeeping(curve)) leaving = { settings, iteration: curve.iteration.slice(), error: curve.error.slice() };
    settings = settingsOf(now);
    fetchHistory();
    list();
  });
  chips.addEventListener("click", (event) => {
    const place = event.target.closest("button")?.dataset.attempt;
    if (place !== undefined) keep(attempts.filter((_, index) => index !== Number(place)));
  });
}

function chip(text, index) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "remove";
  button.dataset.attempt = index;
  button.textContent = "×";
  button.setAttribute("aria-label", `Forget the attempt with ${text}`);
  item.append(`Earlier: ${text}`, button);
  return item;
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
