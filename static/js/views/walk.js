// A guided walk: each stop's scene is set by the page's own commands, and what it speaks of is ringed.
import { command } from "../state/commands.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { cover } from "./covers.js";
import { explain } from "./explain.js";
import { placeOf } from "./places.js";
import { bringIntoView, mountPointing, pointAt } from "./pointing.js";
import { writeQuantities } from "../maths/quantities.js";
import { isStill } from "../state/motion.js";
import { latest, onFrame, onPicture, redraw } from "../state/scheduler.js";
import { choose } from "../state/selection.js";
import { storedValue, storeValue } from "../state/storage.js";

const isLow = () => matchMedia("(max-height: 30rem)").matches; // the panel stands in the page then: it is read first
const panel = () => document.getElementById("walk");
let current = null;
let visit = 0;
let wanted = null; // the scene, until the reader takes over
let kept = []; // what is kept in view until then
let isExpected = false; // the commands are given, their picture is still to come

export function mountWalk() {
  mountPointing();
  let line = null;
  onFrame((frame) => {
    if (panel()) writeQuantities(panel(), frame);
    if (frame.line !== line) chooseWanted(); // the code has just explained its next line
    line = frame.line;
  });
  onExperiment(chooseWanted);
  onPicture(({ moving }) => { if (!moving && isExpected) requestAnimationFrame(show); });
  document.addEventListener("htmx:after:swap", () => { if (panel() && panel() !== current) arrive(true); });
  document.addEventListener("click", clicked);
  for (const own of ["pointerdown", "keydown", "wheel", "touchmove"]) document.addEventListener(own, ({ target }) => { if (!target.closest?.("#walk")) takeOver(); });
  new ResizeObserver(measure).observe(document.getElementById("transport"));
  new ResizeObserver(() => bringIntoView(kept)).observe(document.body);
  if (panel()) arrive(false);
}

/** A stop, or its answer, has come. */
async function arrive(isAsked) {
  current = panel();
  const mine = ++visit;
  isExpected = false;
  const scene = JSON.parse(current.dataset.scene);
  coverUp();
  remember(current.dataset);
  measure();
  if (isAsked) (document.getElementById("walk-reveal") ?? document.getElementById("walk-title")).focus({ preventScroll: !isLow() });
  else if (isLow()) current.scrollIntoView();
  wanted = scene;
  kept = isLow() ? [] : subjects();
  chooseWanted();
  pointAt(subjects());
  for (const [method, path, values] of scene.commands) {
    await tell(method, path, values);
    if (mine !== visit) return;
  }
  if (scene.starts) /** @type {HTMLFormElement} */ (document.getElementById("starts-form")).requestSubmit();
  isExpected = true;
  redraw();
}

/** What the stop speaks of moves with the pictures, and some of it is only there when the run is. */
function show() {
  if (!wanted) return;
  const areThere = bringIntoView(kept);
  isExpected = !(areThere && latest()?.iteration === wanted.iteration && isBuilt());
}

function takeOver() {
  wanted = null;
  kept = [];
}

const subjects = () => [...panel().querySelectorAll("[data-shows]")].map(({ dataset }) => placeOf(dataset.shows));

function coverUp() {
  cover(current.dataset.covers?.split(";") ?? []);
  current.classList.remove("uncovered");
}

/** Plays only where there is motion to be seen and a way to go. */
function tell(method, path, values) {
  if (path === "run" && (isStill() || latest()?.iteration >= values.until)) return command("POST", "seek", { iteration: values.until });
  return command(method, path, values);
}

const isBuilt = () => String(experiment().shape) === String(wanted.shape);

/** Chooses as soon as the page shows a network of the scene's shape, and again when it is built anew. */
function chooseWanted() {
  if (!wanted || !isBuilt()) return;
  choose(wanted.choose);
  explain(wanted.explain);
}

function remember({ walk, stop }) {
  storeValue("walks", { ...storedValue("walks", {}), [walk]: Number(stop) });
  history.replaceState(null, "", `${document.body.dataset.run}?walk=${walk}&stop=${stop}`);
}

function clicked(event) {
  const { target } = event;
  const shows = target.closest?.("#walk [data-shows]");
  if (shows) bringIntoView(kept = [placeOf(shows.dataset.shows)]);
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
  current = null;
  takeOver();
  pointAt([]);
  cover([]);
  history.replaceState(null, "", document.body.dataset.run);
  document.getElementById("walks").focus();
}

/** How much of the window the controls and the panel take, so that nothing scrolls to beneath them. */
function measure() {
  const style = document.documentElement.style;
  style.setProperty("--transport", `${document.getElementById("transport").offsetHeight}px`);
  style.setProperty("--panel", `${panel()?.offsetHeight ?? 0}px`);
}
