// Writes the network's answers and errors beside the targets, and shows which row is chosen.
// While a long table's run plays, only the rows in sight are written: a picture of all of them takes half a second.
import { answer } from "../maths/format.js";
import { spanOf } from "../maths/curve.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { latest, onFrame } from "../state/scheduler.js";
import { choose, onSelection } from "../state/selection.js";
import { edgeWatcher } from "./edges.js";
import { putNumber } from "./writing.js";

const LONG = 100; // rows
const EXAMPLES = "#training-table tbody tr";
const ROWS = `${EXAMPLES}, #situations tbody tr`;

export function mountTable() {
  let answers = [];
  let situations = [];
  const watchEdges = edgeWatcher();
  const sight = new RowsInSight(() => { if (latest()) write(latest()); });

  function collect() {
    const spans = experiment().targets[0].map((_, column) => spanOf(column));
    answers = collectGrid("answer", (output, row, column) => ({ output, off: document.getElementById(`error-${row}-${column}`), span: spans[column] }));
    situations = collectGrid("situation", (output) => ({ output }));
    watchEdges(document.querySelectorAll(":is(#training, #situations) .sheet"));
    sight.watch(answers.length > LONG ? document.querySelectorAll(EXAMPLES) : []);
    if (latest()) write(latest());
  }

  function write(frame) {
    const last = frame.layers.at(-1);
    const some = frame.status === "running" && answers.length > LONG;
    for (const { row, column, output, off, span } of answers) {
      if (!last[row] || some && !sight.rows.has(row)) continue;
      putNumber(output, answer(last[row][column]));
      putError(off, frame.errors[row][column], span);
    }
    for (const { row, column, output } of situations) if (frame.answers[row]) putNumber(output, answer(frame.answers[row][column]));
  }

  onExperiment(collect);
  onFrame(write);
  onSelection(({ example }) => {
    for (const row of document.querySelectorAll(ROWS)) {
      const chosen = Number(row.dataset.example) === example;
      row.classList.toggle("chosen", chosen);
      row.querySelector(".choose").setAttribute("aria-pressed", String(chosen));
    }
  });
  for (const event of ["click", "focusin"]) document.addEventListener(event, chooseRow);
}

function chooseRow({ target }) {
  const row = target.closest(ROWS);
  if (row) choose({ example: Number(row.dataset.example) });
}

/** The numbers of the rows that can be seen, of those watched; `changed()` when they are others. */
class RowsInSight {
  rows = new Set();

  constructor(changed) {
    this.observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.rows[isIntersecting ? "add" : "delete"](Number(target.dataset.example));
      changed();
    });
  }

  watch(rows) {
    this.observer.disconnect();
    this.rows.clear();
    for (const row of rows) this.observer.observe(row);
  }
}

function collectGrid(kind, more) {
  return [...document.querySelectorAll(`output[id^="${kind}-"]`)].map((output) => {
    const [, row, column] = output.id.split("-").map(Number);
    return { row, column, output, ...more(output, row, column) };
  });
}

/** A bar for the eye, full at an error as large as the span, and the number for a screen reader. */
function putError(off, error, span) {
  const text = `error ${answer(error).replace("-", "−")}`;
  if (off.getAttribute("aria-label") === text) return;
  off.setAttribute("role", "img");
  off.setAttribute("aria-label", text);
  off.style.setProperty("--off", Math.max(-1, Math.min(1, (error ?? 0) / span)).toFixed(3));
  off.classList.toggle("minus", error < 0);
}
