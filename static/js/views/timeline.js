// The whole run as one slider: any iteration, forward or back, with a mark where something was edited.
import { command } from "../state/commands.js";
import { onExperiment } from "../state/experiment.js";
import { latest, onNews } from "../state/scheduler.js";
import { store, stored } from "../state/storage.js";
import { putNumber } from "./writing.js";

const SEEK_EVERY = 50; // milliseconds between seeks while the slider is dragged
const PATIENCE = 250; // milliseconds after which a seek says that it is being computed
const FINENESS = 2000; // steps of a logarithmic slider

/** Positions 0…steps for iterations 0…end, evenly or with most of the way for the early ones. */
const scales = {
  linear: (end) => ({ steps: end, position: (iteration) => iteration, iteration: (position) => Math.round(position) }),
  log: (end) => ({
    steps: FINENESS,
    position: (iteration) => FINENESS * Math.log1p(iteration) / Math.log1p(end),
    iteration: (position) => Math.round(Math.expm1(position / FINENESS * Math.log1p(end))),
  }),
};

export function mountTimeline() {
  const slider = document.getElementById("iteration-slider");
  const marks = document.getElementById("timeline-marks");
  const box = document.getElementById("log-timeline");
  const number = document.getElementById("iteration");
  const wish = new Wish(slider);
  let planned = 0;
  let scale = null;

  function rescale() {
    const end = Math.max(planned, latest()?.iteration ?? 0, 1);
    if (scale?.end === end && scale.log === box.checked) return;
    scale = { ...scales[box.checked ? "log" : "linear"](end), end, log: box.checked };
    slider.max = scale.steps;
    slider.step = box.checked ? "any" : 1;
    place(marks, scale);
  }

  function want(iteration) {
    wish.be(Math.max(0, Math.min(iteration, 1e9)));
    putNumber(number, String(wish.iteration));
    show(slider, scale, wish.iteration);
  }

  function follow() {
    rescale();
    if (wish.iteration === null) show(slider, scale, latest()?.iteration ?? 0);
  }

  slider.addEventListener("input", () => want(scale.iteration(Number(slider.value))));
  slider.addEventListener("keydown", (event) => {
    const to = destination(event, wish.iteration ?? latest()?.iteration ?? 0, planned, scale.log);
    if (to !== null) want(to);
  });
  remembered(box, follow);
  onExperiment(({ iterations, edits }) => {
    planned = iterations;
    document.querySelector(".progress span").textContent = `of ${iterations}`;
    marks.replaceChildren(...edits.map(mark));
    scale = null;
    rescale();
  });
  onNews(follow);
}

/** The iteration asked for while the slider is held, and null once the server has gone there. */
class Wish {
  iteration = null;
  timer = 0;

  constructor(slider) {
    this.slider = slider;
  }

  be(iteration) {
    this.iteration = iteration;
    this.timer ||= setTimeout(() => this.seek(), SEEK_EVERY);
  }

  async seek() {
    const { slider, iteration } = this;
    this.timer = 0;
    const busy = setTimeout(() => { slider.setAttribute("aria-busy", "true"); }, PATIENCE);
    await command("POST", "seek", { iteration }, slider);
    clearTimeout(busy);
    slider.removeAttribute("aria-busy");
    if (this.iteration === iteration) this.iteration = null;
  }
}

/** Whether the early iterations are given more of the way is remembered; `changed()` when it is chosen. */
function remembered(box, changed) {
  box.checked = stored("timeline") === "log";
  box.addEventListener("change", () => {
    store("timeline", box.checked ? "log" : "linear");
    changed();
  });
}

function show(slider, scale, iteration) {
  slider.value = scale.position(iteration);
  slider.setAttribute("aria-valuetext", `iteration ${iteration}`);
}

function place(marks, scale) {
  for (const each of marks.children) each.style.setProperty("--at", scale.position(Number(each.dataset.at)) / scale.steps);
}

function mark({ at, label }) {
  const element = document.createElement("span");
  element.dataset.at = at;
  element.title = `At ${at}: ${label}`;
  return element;
}

/** Where a key leads to from an iteration, if it leads anywhere. */
function destination(event, from, end, log) {
  const { key } = event;
  const leap = log ? Math.max(1, from) : Math.max(1, Math.round(end / 20));
  const moves = {
    ArrowRight: from + 1, ArrowUp: from + 1, ArrowLeft: from - 1, ArrowDown: from - 1,
    PageUp: from + leap, PageDown: log ? Math.floor(from / 2) : from - leap, Home: 0, End: end,
  };
  if (!(key in moves)) return null;
  event.preventDefault();
  return Math.max(0, moves[key]);
}
