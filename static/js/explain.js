// "Where this number comes from": follows the chosen number, or any number that is asked for, back to the table.
import { derive, lookUp } from "./derivation.js";
import { onExperiment } from "./experiment.js";
import { formula } from "./mathml.js";
import { latest, onFrame } from "./scheduler.js";
import { onSelection } from "./selection.js";

const card = () => document.getElementById("explanation");
let trail = [];
let drawn = "";

/** Explains a number: { name, row, column } as the listing names it. */
export function explain(subject, follow = false) {
  trail = follow ? [...trail, subject] : [subject];
  drawn = "";
  write();
}

export function mountExplanation() {
  onSelection(({ layer, example, neuron }) => explain({ name: `l${layer}`, row: example, column: neuron }));
  onExperiment(() => { drawn = ""; });
  onFrame(write);
  document.addEventListener("click", (event) => {
    const asked = event.target.closest?.("[data-number]");
    if (asked) explain(read(asked.dataset.number), card().contains(asked));
    if (event.target.closest?.("#explanation-back")) { trail.pop(); drawn = ""; write(); }
  });
}

const read = (text) => {
  const [name, row, column] = text.split(" ");
  return { name, row: Number(row), column: Number(column) };
};

function write() {
  const frame = latest();
  const subject = trail.at(-1);
  if (!frame || !subject) return;
  const value = lookUp(subject, frame);
  if (value === undefined) return;
  const derivation = derive(subject, frame);
  const { title, symbols, pieces, why, next } = derivation;
  const key = JSON.stringify([subject, pieces.length, title]);
  if (key === drawn) { refresh(derivation, value); return; }
  drawn = key;
  const held = card().contains(document.activeElement);
  card().querySelector("#explanation-title").textContent = title;
  card().querySelector("#explanation-back").hidden = trail.length < 2;
  card().querySelector(".symbols").replaceChildren(...(symbols ? [formula(subject.name, symbols)] : []));
  card().querySelector(".substituted").replaceChildren(number(value), ...(pieces.length ? [next ? " → " : " = ", ...render(pieces)] : []));
  card().querySelector(".why").textContent = why;
  if (held) card().querySelector(".substituted button, #explanation-back:not([hidden])")?.focus();
}

function refresh({ pieces, why }, value) {
  const parts = pieces.flatMap((piece) => piece.power ?? [piece]).filter((piece) => piece.subject);
  const written = card().querySelectorAll(".substituted .part, .substituted strong");
  [value, ...parts.map((piece) => piece.value)].forEach((each, index) => {
    const text = index ? short(each) : plain(each);
    if (written[index] && written[index].textContent !== text) written[index].textContent = text;
  });
  card().querySelector(".why").textContent = why;
}

const plain = (value) => Number.isInteger(value) ? String(value) : Math.abs(value) >= 1e-4 ? value.toFixed(4).replace("-", "−") : value.toExponential(1).replace("-", "−");

/** A part of a formula: a negative one in brackets. */
const short = (value) => value < 0 ? `(${plain(value)})` : plain(value);

function number(value) {
  const strong = document.createElement("strong");
  strong.textContent = plain(value);
  return strong;
}

function render(pieces) {
  return pieces.map((piece) => {
    if (typeof piece === "string") return piece;
    if (piece.power) {
      const power = document.createElement("sup");
      power.append(...render(piece.power));
      return power;
    }
    const { name, row, column } = piece.subject;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "part";
    button.dataset.number = `${name} ${row} ${column}`;
    button.setAttribute("aria-label", `${name}, row ${row + 1}, column ${column + 1}`);
    button.textContent = short(piece.value);
    return button;
  });
}

