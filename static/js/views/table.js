// Writes the network's answers and errors beside the targets, and shows which example is chosen.
import { answer } from "../maths/format.js";
import { onExperiment } from "../state/experiment.js";
import { latest, onFrame } from "../state/scheduler.js";
import { choose, onSelection } from "../state/selection.js";

export function mountTable() {
  let answers = [];
  let situations = [];

  function collect() {
    answers = collectGrid("answer", (output, row, column) => ({ output, off: document.getElementById(`error-${row}-${column}`) }));
    situations = collectGrid("situation", (output) => ({ output }));
    if (latest()) write(latest());
  }

  function write(frame) {
    const last = frame.layers.at(-1);
    for (const { row, column, output, off } of answers) {
      if (!last[row]) continue;
      put(output, answer(last[row][column]));
      putError(off, frame.errors[row][column]);
    }
    for (const { row, column, output } of situations) if (frame.answers[row]) put(output, answer(frame.answers[row][column]));
  }

  onExperiment(collect);
  onFrame(write);
  onSelection(({ example }) => {
    for (const row of document.querySelectorAll("#training-table tbody tr")) {
      const chosen = Number(row.dataset.example) === example;
      row.classList.toggle("chosen", chosen);
      row.querySelector(".choose").setAttribute("aria-pressed", String(chosen));
    }
  });
  document.addEventListener("click", (event) => {
    const row = event.target.closest("#training-table tbody tr");
    if (row) choose({ example: Number(row.dataset.example) });
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("#training-table tbody tr");
    if (row) choose({ example: Number(row.dataset.example) });
  });
}

function collectGrid(kind, more) {
  return [...document.querySelectorAll(`output[id^="${kind}-"]`)].map((output) => {
    const [, row, column] = output.id.split("-").map(Number);
    return { row, column, output, ...more(output, row, column) };
  });
}

/** A bar for the eye, the number for a screen reader. */
function putError(off, error) {
  const text = `error ${answer(error).replace("-", "−")}`;
  if (off.getAttribute("aria-label") === text) return;
  off.setAttribute("role", "img");
  off.setAttribute("aria-label", text);
  off.style.setProperty("--off", error?.toFixed(3) ?? 0);
  off.classList.toggle("minus", error < 0);
}

function put(output, text) {
  if (output.textContent !== text) output.textContent = text;
}
