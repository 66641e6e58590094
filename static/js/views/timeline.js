// The whole run as one slider: any iteration, forward or back, with a mark where something was edited.
import { command } from "../state/commands.js";
import { onExperiment } from "../state/experiment.js";
import { latest, onFrame } from "../state/scheduler.js";
import { store, stored } from "../state/storage.js";

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
  let planned = 0;
  let scale = null;
  let wish = null; // the iteration asked for while the slider is held
  let timer = 0;

  function rescale() {
    const end = Math.max(planned, latest()?.iteration ?? 0, 1);
    if (scale?.end === end && scale.log === box.checked) return;
    scale = { ...scales[box.checked ? "log" : "linear"](end), end, log: box.checked };
    slider.max = scale.steps;
    slider.step = box.checked ? "any" : 1;
    place();
  }

  function show(iteration) {
    slider.value = scale.position(iteration);
    slider.setAttribute("aria-valuetext", `iteration ${iteration}`);
  }

  function place() {
    for (const mark of marks.children) mark.style.setProperty("--at", scale.position(Number(mark.dataset.at)) / scale.steps);
  }

  async function seek() {
    timer = 0;
    const asked = wish;
    const busy = setTimeout(() => { slider.setAttribute("aria-busy", "true"); }, PATIENCE);
    await command("POST", "seek", { iteration: asked }, slider);
    clearTimeout(busy);
    slider.removeAttribute("aria-busy");
    if (wish === asked) wish = null;
  }

  function want(iteration) {
    wish = Math.max(0, Math.min(iteration, 1e9));
    number.textContent = wish;
    show(wish);
    timer ||= setTimeout(seek, SEEK_EVERY);
  }

  slider.addEventListener("input", () => want(scale.iteration(Number(slider.value))));
  slider.addEventListener("keydown", (event) => {
    const to = destination(event.key, wish ?? latest()?.iteration ?? 0, planned, scale.log);
    if (to === null) return;
    event.preventDefault();
    want(to);
  });
  box.checked = stored("timeline") === "log";
  box.addEventListener("change", () => {
    store("timeline", box.checked ? "log" : "linear");
    rescale();
    show(latest()?.iteration ?? 0);
  });
  onExperiment(({ iterations, edits }) => {
    planned = iterations;
    document.querySelector(".progress span").textContent = `of ${iterations}`;
    marks.replaceChildren(...edits.map(mark));
    scale = null;
    rescale();
  });
  onFrame(({ iteration }) => {
    rescale();
    if (wish === null) show(iteration);
  });
}

function mark({ at, label }) {
  const element = document.createElement("span");
  element.dataset.at = at;
  element.title = `At ${at}: ${label}`;
  return element;
}

function destination(key, from, end, log) {
  const leap = log ? Math.max(1, from) : Math.max(1, Math.round(end / 20));
  const moves = {
    ArrowRight: from + 1, ArrowUp: from + 1, ArrowLeft: from - 1, ArrowDown: from - 1,
    PageUp: from + leap, PageDown: log ? Math.floor(from / 2) : from - leap, Home: 0, End: end,
  };
  return key in moves ? Math.max(0, moves[key]) : null;
}
