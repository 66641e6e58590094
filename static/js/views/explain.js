// "Where this number comes from": follows the chosen number, or any number that is asked for, back to the table.
import { refreshMarks } from "../state/attention.js";
import { derive, formOf, isUpdated, layerOf } from "../maths/derivation.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { plain } from "../maths/format.js";
import { hasNo, inForm, noteSynapse } from "../maths/forms.js";
import { latest, onFrame } from "../state/scheduler.js";
import { onSelection } from "../state/selection.js";
import { later, put } from "./writing.js";
import { showWeight } from "../editors/weight-editor.js";

const element = (id) => document.getElementById(id);
let trail = [];
let drawn = "";
let wanted = "both"; // the form that the reader likes to see
const listeners = new Set();

/** `callback()` whenever a number was asked for, not merely chosen. */
export const onAsked = (callback) => listeners.add(callback);

/** Explains a number: { name, row, column } as the listing names it, and perhaps a `form`. */
export function explain(subject, follow = false) {
  show(subject, follow);
  for (const listener of listeners) listener();
}

function show(subject, follow = false) {
  trail = follow ? [...trail, subject] : [subject];
  drawn = "";
  if (formOf(subject) === "change") noteSynapse(subject, layerOf(subject));
  write();
}

export function mountExplanation() {
  let chosen = "";
  onSelection(({ layer, example, neuron, shape }, byReader) => {
    const now = [layer, example, neuron, shape].join(" ");
    if (byReader || now !== chosen) show(inForm({ name: `l${layer}`, row: example, column: neuron }, wanted));
    chosen = now;
  });
  onExperiment(() => { drawn = ""; });
  let isInSight = true;
  new IntersectionObserver(([entry]) => { isInSight = entry.isIntersecting; write(); }).observe(element("explanation"));
  onFrame(() => { if (isInSight) write(); else later(write); });
  document.addEventListener("click", ({ target }) => {
    const asked = target.closest?.("[data-number]");
    if (asked) explain(read(asked.dataset.number), element("explanation").contains(asked));
    if (target.closest?.("#explanation-back")) { trail.pop(); drawn = ""; write(); }
    const tab = target.closest?.("#forms [data-form]");
    if (tab) turnTo(tab.dataset.form);
  });
  element("forms").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const tabs = [...element("forms").children].filter((tab) => !tab.hidden);
    const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
    next.focus();
    turnTo(next.dataset.form);
  });
}

function turnTo(form) {
  wanted = form;
  trail.push(inForm(trail.pop(), form));
  drawn = "";
  write();
}

function read(text) {
  const [name, row, column, form] = text.split(" ");
  return { name, row: Number(row), column: Number(column), form };
}

const place = ({ name, row, column }) => `${name} ${row} ${column}`;

function write() {
  const frame = latest();
  const subject = trail.at(-1);
  const derivation = frame && subject && derive(subject, frame);
  if (!derivation) return;
  const form = formOf(subject);
  const key = JSON.stringify([subject, form, derivation.pieces.length, derivation.title]);
  if (key !== drawn) redraw(subject, form, derivation);
  else refresh(derivation);
  drawn = key;
  showWeight(form === "change" ? subject : null, derivation.value);
}

function redraw(subject, form, { title, value, pieces, result, why }) {
  const held = element("explanation").contains(document.activeElement) && !element("forms").contains(document.activeElement);
  element("explanation-title").textContent = title;
  element("explanation-title").dataset.subject = place(subject);
  element("explanation-back").hidden = trail.length < 2;
  showForms(form, subject);
  element("symbols").replaceChildren(...symbols(form, layerOf(subject)));
  const arrow = result === undefined ? " = " : " → ";
  const end = result === undefined ? [] : [" = ", strong(result)];
  element("substituted").replaceChildren(strong(value), ...(pieces.length ? [arrow, ...render(pieces), ...end] : []));
  element("explanation-why").textContent = why;
  refreshMarks();
  if (held) (document.querySelector("#substituted button") ?? document.querySelector("#explanation-back:not([hidden])"))?.focus();
}

const capitalized = (text) => text[0].toUpperCase() + text.slice(1);

function showForms(form, subject) {
  const layer = layerOf(subject);
  const activation = experiment().activations[Math.max(layer, 1) - 1];
  const tabs = [...element("forms").children];
  const selected = tabs.find((tab) => tab.dataset.form === form);
  element("forms").hidden = !selected;
  for (const tab of tabs) {
    if (tab.dataset.form === "sigmoid") tab.textContent = capitalized(activation);
    tab.hidden = !isUpdated(subject) && hasNo(tab.dataset.form, subject.row);
    tab.setAttribute("aria-selected", String(tab === selected));
    tab.tabIndex = tab === selected ? 0 : -1;
  }
}

/** The formula in symbols, as the server typesets it; its variables light up like those of the code. */
function symbols(form, layer) {
  const math = document.querySelector(`#formulas [data-form="${form}"][data-layer="${layer}"] math`)?.cloneNode(true);
  for (const variable of math?.querySelectorAll("[data-variable]") ?? []) variable.dataset.subject = variable.dataset.variable;
  return math ? [math] : [];
}

function refresh({ value, pieces, result, why }) {
  const parts = pieces.flatMap((piece) => piece.power ?? [piece]).filter((piece) => piece.subject);
  const texts = [plain(value), ...parts.map((piece) => short(piece.value)), ...(result === undefined ? [] : [plain(result)])];
  element("substituted").querySelectorAll(".part, strong").forEach((part, index) => put(part, texts[index]));
  put(element("explanation-why"), why);
}

/** A part of a formula: a negative one in brackets. */
const short = (value) => value < 0 ? `(${plain(value)})` : plain(value);

function strong(value) {
  const number = document.createElement("strong");
  number.textContent = plain(value);
  return number;
}

function render(pieces) {
  return pieces.map((piece) => {
    if (typeof piece === "string") return piece;
    if (piece.power) {
      const power = document.createElement("sup");
      power.append(...render(piece.power));
      return power;
    }
    return button(piece);
  });
}

function button({ value, subject }) {
  const { name, row, column, form } = subject;
  const part = document.createElement("button");
  part.type = "button";
  part.className = "part";
  part.dataset.subject = place(subject);
  part.dataset.number = form ? `${place(subject)} ${form}` : place(subject);
  part.setAttribute("aria-label", `${form ?? name}, row ${row + 1}, column ${column + 1}: ${plain(value)}`);
  part.textContent = short(value);
  return part;
}
