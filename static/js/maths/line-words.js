// One line of the code in words: what it made, for the chosen example, and what comes next.
import { change, plain } from "./format.js";
import { loopLines, nextLine } from "../state/lines.js";
import { trainedRow } from "../state/selection.js";
import { heldRows, parse } from "../state/variables.js";

const MOST = 6; // numbers said at a time

/** What to say between two frames; null when they are not a line apart. */
export function lineSentence(last, frame) {
  if (!frame.scope || frame.status === "running" || last.status === "running") return null;
  const lines = loopLines();
  const count = ({ iteration, line }) => iteration * lines.length + line;
  const moved = count(frame) - count(last);
  if (moved === 0 && last.scope) return null;
  const next = nextLine(frame);
  return [past(moved, last, frame, lines), `Next, ${coming(next, frame)}`].filter(Boolean).join(" ");
}

function past(moved, last, frame, lines) {
  const end = frame.line === 1 && moved > 0 ? ` Iteration ${frame.iteration} begins.` : "";
  if (moved === 1) return `${made(lines[last.line - 1], last, frame)}${end}`;
  if (moved === -1) return `Line ${frame.line} of iteration ${frame.iteration} taken back.`;
  return `At iteration ${frame.iteration}.`;
}

function made({ number, makes: [name] }, before, after) {
  const rows = heldRows(name, after);
  if (!Array.isArray(rows)) return `Line ${number} made ${name}.`;
  if (!/^[a-z]+\d+$/.test(name) || parse(name).kind === "l") return `Line ${number} made ${name}, for example ${trainedRow() + 1}: ${listed(rows[trainedRow()].map(plain))}.`;
  const old = heldRows(name, before);
  return `Line ${number} changed ${name} by ${listed(rows.flatMap((row, i) => row.map((value, j) => change(value - old[i][j]))))}.`;
}

function coming(line, { iteration }) {
  return `line ${line.number} of iteration ${iteration}: ${line.source}. ${line.why}`;
}

const listed = (texts) => texts.length > MOST ? `${texts.slice(0, MOST).join(", ")} and ${texts.length - MOST} more` : texts.join(", ");
