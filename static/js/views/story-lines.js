// A story in the code: what the lines of an act do together, and which of them acts just now. In steps they act as one.
import { actSentence } from "../maths/line-words.js";
import { lineAt, stationOf, stationOfLine } from "../maths/story.js";
import { lineElements, lineOf } from "../state/lines.js";

export function makeStoryLines() {
  let shown = "";
  let elements = []; // of the lines at work
  let acting = null;

  /** Marks the line that acts; whether another act has begun, or none is told any more. */
  function follow(moment) {
    const act = moment?.act ?? "";
    const isNew = act !== shown;
    if (isNew) elements = act ? lineElements().filter(({ dataset }) => stationOfLine(dataset.kind) === stationOf(act)) : [];
    shown = act;
    mark(elements.length && !moment.inSteps ? elements[lineAt(moment, elements.length)] : null);
    return isNew;
  }

  function mark(element) {
    if (element === acting) return;
    acting?.removeAttribute("data-acts");
    element?.setAttribute("data-acts", "");
    acting = element;
  }

  return { follow, lastLine: () => elements.at(-1), sentence: () => (elements.length ? actSentence(shown, elements.map(lineOf)) : "") };
}
