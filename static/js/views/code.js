// The code: which line runs next, what it reads and makes, and the numbers its variables stand for.
import { mark, onAttention } from "../state/attention.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { explain } from "./explain.js";
import { subjectOfLine, subjectOfVariable } from "../maths/forms.js";
import { lineReason } from "../maths/line-words.js";
import { lineOf, nextLine, steppedLine } from "../state/lines.js";
import { enter } from "./roving.js";
import { latest, onFrame, onPicture } from "../state/scheduler.js";
import { choose, selection } from "../state/selection.js";
import { store, stored } from "../state/storage.js";
import { makeStoryLines } from "./story-lines.js";
import { later, put } from "./writing.js";

let asked = ""; // the subject that is pointed at
let pointed = null; // the line that is
const story = makeStoryLines();
const card = () => document.getElementById("code");
const why = () => document.getElementById("line-why");
const SMALL = "(max-height: 840px), (max-width: 700px)"; // there the lines before the loop would take the network's room

export function mountCode() {
  let lit = "";
  const small = matchMedia(SMALL);

  function restore() {
    showDialect(stored("dialect") ?? "numpy");
    const wanted = stored("before-the-loop") ?? (small.matches ? "hidden" : "shown");
    showBefore(wanted === "shown");
    reach();
    for (const listing of card().querySelectorAll(".listing")) if (!listing.querySelector('[tabindex="0"]')) listing.querySelector(".loop button").tabIndex = 0;
    lit = "";
    pointed = null;
    if (latest()) stand(latest());
    scroll();
  }

  function stand(frame) {
    const where = frame.status === "running" ? "running" : `${frame.iteration} ${frame.line} ${Boolean(frame.scope)}`;
    if (where === lit) return;
    const moved = lit !== "";
    lit = where;
    const line = frame.status === "running" ? null : nextLine(frame);
    light(line, Boolean(frame.scope));
    touch(steppedLine(frame));
    pointed = null;
    tell("");
    if (frame.scope && moved) follow(line);
  }

  onExperiment(restore);
  small.addEventListener("change", restore);
  onFrame(stand);
  onPicture(({ moment }) => { if (story.follow(moment)) turnTo(moment?.act); });
  onAttention((subject) => { asked = subject; tell(asked); });
  document.addEventListener("click", ({ target }) => clicked(target));
  document.addEventListener("pointerover", ({ target }) => {
    const line = pointedLine(target);
    touch(line ?? steppedLine());
    if (line?.source === pointed?.source) return;
    pointed = line;
    tell(asked);
  });
}

function clicked(target) {
  const dialect = target.closest?.("#code [data-dialect]");
  if (dialect) keep("dialect", dialect.dataset.dialect, showDialect);
  if (target.closest?.("#code-before")) keep("before-the-loop", card().dataset.before === "shown" ? "hidden" : "shown", (now) => showBefore(now === "shown"));
  const name = target.closest?.("#code .variable");
  const subject = name && subjectOfVariable(name.dataset.subject);
  if (subject) explain(subject);
  if (target.closest?.("#code .operator, #code .function")) document.getElementById(target.dataset.subject)?.scrollIntoView({ block: "center" });
}

function keep(what, value, show) {
  store(what, value);
  show(value);
  reach();
  scroll();
  tell("");
}

function showDialect(wanted) {
  for (const button of card().querySelectorAll("[data-dialect]")) button.setAttribute("aria-pressed", String(button.dataset.dialect === wanted));
  for (const listing of card().querySelectorAll(".listing")) listing.hidden = listing.dataset.listing !== wanted;
}

function showBefore(shown) {
  card().dataset.before = shown ? "shown" : "hidden";
  document.getElementById("code-before").setAttribute("aria-expanded", String(shown));
}

/** Tab leads to the first name of the listing that is in sight; from there the arrows go on. */
function reach() {
  const part = card().dataset.before === "shown" ? "" : ":is(.header, .loop)";
  enter([...card().querySelectorAll(`.listing:not([hidden]) ${part} [data-subject][tabindex]`)]);
}

/** The line that runs next is lit in every dialect, strongly while one goes line by line. */
function light(line, stepped) {
  card().toggleAttribute("data-stepped", stepped);
  let moved = false;
  for (const element of card().querySelectorAll(".loop .line")) {
    const next = Number(element.dataset.line) === line?.number;
    if (next === element.hasAttribute("aria-current")) continue;
    moved = true;
    if (next) element.setAttribute("aria-current", "step");
    else element.removeAttribute("aria-current");
  }
  if (moved) scroll();
}

/** The loop stands at the top, as far as the line that runs next can be seen with the one after it: once all is written,
 *  or the page would be laid out for every view that writes. */
const scroll = (line = null) => requestAnimationFrame(() => scrollTo(line));

function scrollTo(line) {
  const listing = card().querySelector(".listing:not([hidden])");
  const current = line ?? listing.querySelector("[aria-current]") ?? listing.querySelector(".header");
  const below = current.offsetTop - listing.offsetTop + 2.5 * current.offsetHeight;
  listing.scrollTop = Math.max(listing.querySelector(".header").offsetTop - listing.offsetTop, below - listing.clientHeight);
}

/** Another act of a story has begun; the first finds its lines in sight, and its words wait for the picture. */
function turnTo(act) {
  if (act === "forward") { later(() => tell(asked), tell); return; }
  tell(asked);
  if (act) scroll(story.lastLine());
}

/** Marks what a line reads and makes, in all pictures and tables. */
function touch(line) {
  mark("reads", line?.reads.filter((name) => !line.makes.includes(name)) ?? []);
  mark("makes", line?.makes ?? []);
}

function pointedLine(target) {
  const element = target.closest?.("#code .line[data-source]");
  return element ? lineOf(element) : null;
}

/** Chooses what the line speaks of, and explains one of its numbers. */
function follow(line) {
  if (!line || !["forward", "error", "back", "delta", "gradient", "memory", "update"].includes(line.kind)) return;
  if (line.layer !== selection.layer) choose({ layer: line.layer, neuron: Math.min(selection.neuron, experiment().shape[line.layer] - 1) });
  explain(subjectOfLine(line));
}

/** Below the code: what is pointed at, else what happens in a story, else why the next line is there. */
function tell(subject) {
  const meaning = subject && !subject.includes(" ") ? meaningOf(subject) : "";
  const line = pointed ?? (latest() && nextLine(latest()));
  put(why(), meaning || story.sentence() || (line ? lineReason(line) : ""));
}

function meaningOf(name) {
  const entry = document.querySelector(`[data-glossary~="${name}"]`);
  return entry ? `${entry.dataset.sign ?? name}: ${[...entry.querySelectorAll("[data-means]")].map((each) => each.textContent.trim()).join(". ")}` : "";
}
