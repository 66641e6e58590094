// What the page's modules find where they run without a browser: the HTML of a run, and the frames that it was sent.
import { readFileSync } from "node:fs";

export const RUNS = JSON.parse(readFileSync(process.env.FRAMES, "utf8"));

const shown = { experiment: RUNS.eleven.experiment, revision: "eleven {}", lines: RUNS.eleven.lines };
let drawing = null;

Object.assign(globalThis, {
  document: {
    hidden: false,
    body: { dataset: { run: "a" } },
    addEventListener() {},
    getElementById: () => ({ dataset: shown }),
    querySelectorAll: () => shown.lines.map((dataset) => ({ dataset })),
  },
  matchMedia: () => ({ matches: false }),
  requestAnimationFrame: (draw) => { drawing = draw; return 1; },
  cancelAnimationFrame: () => { drawing = null; },
});

const { refreshExperiment } = await import("../../static/js/state/experiment.js");
const { mountScheduler } = await import("../../static/js/state/scheduler.js");
const { mountSelection } = await import("../../static/js/state/selection.js");
mountScheduler();
mountSelection();

/** Shows the page of one of the RUNS, its experiment changed in some fields; the run. */
export function open(name, fields = {}) {
  const { experiment: text, lines } = RUNS[name];
  Object.assign(shown, { lines, experiment: JSON.stringify({ ...JSON.parse(text), ...fields }), revision: `${name} ${JSON.stringify(fields)}` });
  refreshExperiment();
  return RUNS[name];
}

/** The animation frame that was asked for, if any, is drawn at this moment. */
export function display(now) {
  const draw = drawing;
  drawing = null;
  draw?.(now);
}
