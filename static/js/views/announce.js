// Speaks rarely: when the run's state changes, after each single step and each line.
import { answer, error } from "../maths/format.js";
import { lineSentence } from "../maths/line-words.js";
import { onExperiment } from "../state/experiment.js";
import { onFrame } from "../state/scheduler.js";
import { putLater } from "./writing.js";

export function mountAnnouncer() {
  const announcer = document.getElementById("announcer");
  let last = null;
  let edited = undoable();
  onExperiment(() => {
    const now = undoable();
    if (now !== edited) putLater(announcer, editSentence(edited, now));
    edited = now;
  });
  onFrame((frame) => {
    const text = last && (lineSentence(last, frame) ?? sentence(last, frame));
    if (text) putLater(announcer, text);
    last = frame;
  });
}

/** What Undo would take back, and Redo do again, in the words of their buttons. */
const labelOf = (button) => document.getElementById(button)?.title.replace(/^\w+: (at \d+: )?/, "") ?? "";
const undoable = () => labelOf("undo-button");
const redoable = () => labelOf("redo-button");

function editSentence(before, now) {
  return before && redoable() === before ? `Taken back: ${before}.` : `Changed: ${now}.`;
}

function sentence(last, { status, iteration, error: mean, layers }) {
  const where = `iteration ${iteration}, mean error ${error(mean)}`;
  if (status !== last.status) {
    if (status === "running") return "Running.";
    if (status === "finished") return `Finished: ${where}.`;
    if (status === "diverged") return `The numbers grew beyond all bounds at iteration ${iteration}. Step back, reset, or lower the learning rate.`;
    return `Paused at ${where}.`;
  }
  if (status === "running" || iteration === last.iteration) return null;
  const answers = layers.at(-1).slice(0, 4).map((row) => row.map(answer).join(" ")).join(", ");
  return `At ${where}. Answers: ${answers}.`;
}
