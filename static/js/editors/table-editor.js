// The tables as a place of work: cells are sent as they are left, keys move as in a spreadsheet,
// blocks are pasted. The server decides what is allowed and says so.
import { command, edit } from "../state/commands.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { growth } from "./growth.js";
import { isBlock, isTable, openText } from "./own-data.js";
import { describe, restore, submit } from "./fields.js";

const CELL = "#training input, #situations input";
const isCell = (element) => element.matches?.(CELL);
const TAKEN = 204;
let pastedInto = null; // the experiment that a block is on its way to

export function mountTableEditor() {
  document.addEventListener("change", (event) => {
    if (isCell(event.target)) submit(event.target);
  });
  onExperiment(sayGrowth);
  document.addEventListener("focusin", (event) => { if (isCell(event.target)) { event.target.select(); describe(event.target); note(""); } });
  document.addEventListener("keydown", (event) => { if (isCell(event.target)) move(event); });
  document.addEventListener("paste", (event) => { if (isCell(event.target)) paste(event); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-operation]");
    if (button) operate(button);
    const flip = event.target.closest("button[data-flips]");
    if (flip) turn(document.getElementById(flip.dataset.flips));
  });
}

function move(event) {
  const { target: cell, key } = event;
  const down = key === "ArrowDown" || (key === "Enter" && !event.shiftKey);
  const up = key === "ArrowUp" || (key === "Enter" && event.shiftKey);
  const edge = cell.selectionStart === cell.selectionEnd || (cell.selectionStart === 0 && cell.selectionEnd === cell.value.length);
  const right = key === "ArrowRight" && edge && cell.selectionEnd === cell.value.length;
  const left = key === "ArrowLeft" && edge && cell.selectionStart === 0;
  if (key === "Escape") return restore(cell);
  if (key === " " && cell.matches("[aria-keyshortcuts]") && cell.value === cell.defaultValue) return turn(cell, event);
  if (!(down || up || right || left)) return;
  event.preventDefault();
  const next = down || up ? inColumn(cell, down ? 1 : -1) : inRow(cell, right ? 1 : -1);
  if (next) next.focus();
  else if (key === "Enter") cell.blur();
}

/** A target that is 0 becomes 1, and the other way round. */
function turn(field, event = null) {
  event?.preventDefault();
  return edit({ [field.name]: field.defaultValue === "1" ? 0 : 1 });
}

function inColumn(cell, step) {
  const [kind, row, column] = cell.name.split(".");
  return column === undefined ? null : document.getElementById(`${kind}-${Number(row) + step}-${column}`);
}

function inRow(cell, step) {
  const cells = [...cell.closest("tr").querySelectorAll("input")];
  return cells[cells.indexOf(cell) + step] ?? null;
}

async function paste(event) {
  const text = event.clipboardData.getData("text/plain");
  if (!isBlock(text) || !/^(inputs|targets|situations)\./.test(event.target.name)) return;
  event.preventDefault();
  if (isTable(text)) { openText(text); return; }
  pastedInto = experiment();
  if (await edit({ paste: text, at: event.target.name }) !== TAKEN) pastedInto = null;
}

/** Examples that came of themselves train the network, too: who pasted them is told. */
function sayGrowth(now) {
  note(pastedInto ? growth(pastedInto, now) : "");
  pastedInto = null;
}

const note = (text) => { document.getElementById("table-note").textContent = text; };

/** One ear for all of them: a table may have thousands of such buttons, and htmx would look at each. */
function operate({ dataset: { operation, index } }) {
  if (operation === "new-weights") return edit({ seed: (experiment().seed + 1) % 2 ** 32 });
  return command("PATCH", "experiment", index === undefined ? { operation } : { operation, index });
}
