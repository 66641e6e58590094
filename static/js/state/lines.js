// The lines of the loop as the page's listing has them, and where the run stands among them.
// A frame carries `scope`, the variables before line `line`, while one goes line by line.
import { latest } from "./scheduler.js";
import { parse } from "./variables.js";

const OF_WEIGHTS = ["gradient", "memory", "update"];
const names = (text) => text.split(" ").filter(Boolean);

/** The lines of the loop as elements, in the dialect that is shown. */
export const lineElements = () => [...document.querySelectorAll(".listing:not([hidden]) .loop .line")];

/** The lines of the loop, in order: { number, kind, source, why, place (its number in the article), reads, makes, layer }. */
export function loopLines() {
  return lineElements().map(lineOf);
}

export function lineOf({ dataset }) {
  const { kind, source, why, place } = dataset;
  const makes = names(dataset.makes);
  const { layer } = parse(makes[0] ?? "l0");
  return { number: Number(dataset.line), kind, source, why, place, makes, reads: names(dataset.reads), layer: OF_WEIGHTS.includes(kind) ? layer + 1 : layer };
}

/** The line that runs next. */
export const nextLine = (frame) => loopLines()[(frame.line ?? 1) - 1];

/** The line that runs next while one goes line by line, else null. */
export const steppedLine = (frame = latest()) => frame?.scope ? nextLine(frame) ?? null : null;

/** The names that this iteration has made so far; null when it is not gone through line by line. */
export function madeNames(frame) {
  return frame.scope ? new Set(loopLines().slice(0, frame.line - 1).flatMap((line) => line.makes)) : null;
}
