// A guided walk: each stop's scene is set by the page's own commands, and what it speaks of is ringed.
import { command } from "./commands.js";
import { experiment, onExperiment } from "./experiment.js";
import { explain } from "./explain.js";
import { bringIntoView, mountPointing, pointAt } from "./pointing.js";
import { writeQuantities } from "./quantities.js";
import { latest, onFrame, onPicture } from "./scheduler.js";
import { choose } from "./selection.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");
const panel = () => document.getElementById("walk");
let current = null;
let visit = 0;
let wanted = null; // what the scene chooses, until the reader does
let arrived = false; // the commands are given, their picture is still to come

export function mountWalk() {
  mountPointing();
  onFrame((frame) => { if (panel()) writeQuantities(panel(), frame); });
  onExperiment(chooseWanted);
  onPicture(({ moving }) => { if (!moving && arrived) show(); });
  document.addEventListener("htmx:after:swap", () => { if (panel() && panel() !== current) arrive(true); });
  document.addEventListener("click", clicked);
  for (const own of ["pointerdown", "keydown"]) document.addEventListener(own, ({ target }) => { if (!target.closest?.("#walk")) wanted = null; });
  new ResizeObserver(measure).observe(document.getElementById("transport"));
  if (panel()) arrive(false);
}

/** A stop, or its answer, has come. */
async function arrive(isAsked) {
  current = panel();
  const mine = ++visit;
  arrived = false;
  const scene = JSON.parse(current.dataset.scene);
  remember(current.dataset);
  measure();
  if (isAsked) (document.getElementById("walk-reveal") ?? document.getElementById("walk-title")).focus();
  wanted = scene;
  chooseWanted();
  pointAt(subjects());
  for (const [method, path, values] of scene.commands) {
    await tell(method, path, values);
    if (mine !== visit) return;
  }
  show();
  arrived = true;
}

/** What the stop speaks of may have moved with the last picture. */
function show() {
  arrived = false;
  if (wanted) bringIntoView(subjects());
}

const subjects = () => [...panel().querySelectorAll("[data-shows]")].map(({ dataset }) => dataset.shows);

/** Plays only where there is motion to be seen and a way to go. */
function tell(method, path, values) {
  if (path === "run" && (still.matches || latest()?.iteration >= values.until)) return command("POST", "seek", { iteration: values.until });
  return command(method, path, values);
}

/** Chooses as soon as the page shows a network of the scene's shape, and again when it is built anew. */
function chooseWanted() {
  if (!wanted || String(experiment().shape) !== String(wanted.shape)) return;
  choose(wanted.choose);
  if (wanted.explain) explain(wanted.explain);
}

function remember({ walk, stop }) {
  localStorage.setItem("walks", JSON.stringify({ ...JSON.parse(localStorage.getItem("walks") ?? "{}"), [walk]: Number(stop) }));
  history.replaceState(null, "", `${document.body.dataset.run}?walk=${walk}&stop=${stop}`);
}

function clicked(event) {
  const { target } = event;
  const shows = target.closest?.("#walk [data-shows]");
  if (shows) bringIntoView([shows.dataset.shows]);
  if (target.closest?.("#walk-fold")) fold();
  if (target.closest?.("#walk-leave")) {
    event.preventDefault();
    leave();
  }
}

function fold() {
  const folded = panel().toggleAttribute("data-folded");
  document.getElementById("walk-fold").setAttribute("aria-expanded", String(!folded));
  document.getElementById("walk-fold").textContent = folded ? "Unfold" : "Fold";
  measure();
}

function leave() {
  visit += 1;
  panel().remove();
  current = wanted = null;
  pointAt([]);
  history.replaceState(null, "", document.body.dataset.run);
  document.getElementById("walks").focus();
}

/** How much of the window the controls and the panel take, so that nothing scrolls to beneath them. */
function measure() {
  const style = document.documentElement.style;
  style.setProperty("--transport", `${document.getElementById("transport").offsetHeight}px`);
  style.setProperty("--panel", `${panel()?.offsetHeight ?? 0}px`);
}
