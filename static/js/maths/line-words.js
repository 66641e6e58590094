// One line of the code in words: what it made, for the chosen example, and what comes next.
import { change, plain } from "./format.js";
import { loopLines, nextLine } from "../state/lines.js";
import { trainedRow } from "../state/selection.js";
import { heldRows, parse } from "../state/variables.js";

const MOST = 6; // numbers said at a time

/** What the lines of an act of a story do together. */
const TOGETHER = {
  forward: "Each neuron adds up inputs times weights and makes its output of the sum.",
  back: "The error goes back through the same weights: each neuron’s share becomes its delta.",
  update: "Every weight takes its step, made of what came in through it and of the delta behind it, summed over all examples.",
};
const AGAIN = "With the new weights the inputs go forward to a new answer.";

/** An act of a story in words; `lines` are those of the code that are at work in it. */
export function actSentence(act, lines) {
  const [first, last] = [lines[0], lines.at(-1)].map(({ number }) => number);
  const which = first === last ? `Line ${first}` : `Lines ${first} ${last === first + 1 ? "and" : "to"} ${last}`;
  if (act === "answer") return `${which}, again: ${AGAIN}`;
  return first === last ? lineReason(lines[0]) : `${which}: ${TOGETHER[act]}`;
}

/** Why a line is there. */
export const lineReason = ({ number, place, why }) => `${number ? `Line ${number}${place ? `, the article’s ${place}` : ""}: ` : ""}${why}`;

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
