// The error descent: mean |error| over iterations, earlier attempts pale behind it, a mark at every edit.
import { experiment, onExperiment } from "./experiment.js";
import { mountPlot } from "./plot.js";
import { latest, onFrame } from "./scheduler.js";
import { make, set, token } from "./svg.js";

const REDRAW = 100; // milliseconds: a Plotly call costs 10 ms or more, whatever is in it
const ATTEMPTS = 4;
const FIRST = 0.5; // where iteration 0 stands on a logarithmic axis

export async function mountDescent(element) {
  const curve = { iteration: [], error: [] };
  const attempts = [];
  const boxes = { xaxis: document.getElementById("log-iterations"), yaxis: document.getElementById("log-error") };
  let plot = null;
  let due = 0;
  let asked = 0;

  await mountPlot(element, (fresh) => { plot = fresh; mark(); });
  for (const [axis, box] of Object.entries(boxes)) box.addEventListener("change", () => { scale(axis); draw(); });
  Object.keys(boxes).forEach(scale);
  draw();

  function scale(axis) {
    plot.figure.layout[axis].type = boxes[axis].checked ? "log" : "linear";
    if (axis === "yaxis") plot.figure.layout.yaxis.rangemode = boxes.yaxis.checked ? "normal" : "tozero";
    else span();
  }

  /** The axis is as long as the plan, so that the curve shows how far there is to go. */
  function span() {
    const end = Math.max(experiment().iterations, curve.iteration.at(-1) ?? 0, 10);
    const powers = Array.from({ length: Math.floor(Math.log10(end)) + 1 }, (_, power) => 10 ** power);
    Object.assign(plot.figure.layout.xaxis, boxes.xaxis.checked
      ? { range: [Math.log10(FIRST), Math.log10(end)], tickmode: "array", tickvals: [FIRST, ...powers], ticktext: ["0", ...powers.map(String)] }
      : { range: [0, end], tickmode: "auto" });
  }

  async function fetchHistory() {
    const ticket = ++asked;
    const response = await fetch(`${document.body.dataset.run}/history`, { headers: { Accept: "application/json" } });
    if (!response.ok || ticket !== asked) return;
    Object.assign(curve, await response.json());
    draw();
  }

  function draw() {
    due = 0;
    if (!plot) return;
    span();
    const colour = token("--ink");
    const trace = ({ iteration, error }, extra) => ({
      ...plot.figure.data[0], ...extra, y: error,
      x: boxes.xaxis.checked ? iteration.map((t) => Math.max(t, FIRST)) : iteration,
    });
    plot.update([
      ...attempts.map((attempt) => trace(attempt, { line: { width: 2, color: token("--line-strong") }, opacity: 0.45, meta: "--line-strong" })),
      trace(curve, { line: { width: 3, color: colour }, meta: "--ink" }),
    ]);
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
  onFrame(({ iteration, error, status }) => {
    const newest = curve.iteration.at(-1) ?? -1;
    if (iteration > newest && (status === "running" || iteration === newest + 1)) {
      curve.iteration.push(iteration);
      curve.error.push(error);
      soon();
    } else if (iteration !== newest) {
      fetchHistory();
    }
    if (lastStatus === "running" && status !== "running") fetchHistory();
    lastStatus = status;
  });

  let network = "";
  let lesson = null;
  onExperiment(({ seed, shape, inputs, targets, lesson: current }) => {
    if (current !== lesson) attempts.length = 0;
    lesson = current;
    const now = JSON.stringify([seed, shape, inputs, targets]);
    const restarted = network && now !== network && latest()?.iteration > 1;
    if (restarted && curve.iteration.length > 10) {
      attempts.push({ iteration: curve.iteration.slice(), error: curve.error.slice() });
      attempts.splice(0, attempts.length - ATTEMPTS);
    }
    network = now;
    if (network) fetchHistory();
  });
}
