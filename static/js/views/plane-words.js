// What a plane shows, in words: what is held at what, and how many examples lie on the side of their target.
import { boundsOf } from "../maths/curve.js";
import { experiment } from "../state/experiment.js";
import { short } from "../maths/format.js";
import { varying } from "../maths/plane.js";
import { isAsked, neuronName, rowName } from "../state/selection.js";
import { put } from "./writing.js";

const MOST_NAMED = 3;

/** Writes the sentences of a scene; `picture` is the moment that it shows. */
export function tell(panel, form, scene, picture) {
  put(panel.querySelector(".held"), held(scene, form));
  put(panel.querySelector(".sides"), sides(scene, picture));
}

function held({ held: row, columns, layer, example }, form) {
  const { inputs } = experiment();
  const shown = form === "cube" ? varying(inputs) : columns;
  const others = row.map((_, column) => column).filter((column) => !shown.includes(column));
  if (!others.length) return "";
  const named = others.length <= MOST_NAMED
    ? others.map((column) => `${neuronName(layer, column)} at ${short(row[column])}`).join(", ")
    : `the other ${others.length} ${layer ? "neurons" : "inputs"}`;
  const never = !layer && !isAsked(example) && others.every((column) => !varying(inputs).includes(column));
  const reason = never ? "as in every example" : `as in ${rowName(example)}`;
  return `Held: ${named}, ${reason}.${never ? "" : ` ${slice(layer, example)}`}`;
}

const slice = (layer, example) => layer
  ? `The line is right for ${rowName(example)}; the others, paler, each have their own.`
  : "A slice is not the whole network.";

/** Amounts lie on no side: it is told how far off they are. */
function farthest(answers, neuron) {
  const off = experiment().targets.slice(0, answers.length).map((row, example) => Math.abs(row[neuron] - answers[example][neuron]));
  const worst = off.indexOf(Math.max(...off));
  return `Farthest from its target: the answer to example ${worst + 1}, by ${short(off[worst])}.`;
}

/** An example is on its side when the answer is nearer to its target than the middle between the targets is. */
function sides({ shown, neuron, middle, isOn }, { layers }) {
  const { shape } = experiment();
  if (shown !== shape.length - 1) return "";
  const answers = layers.at(-1);
  if (!boundsOf(shown)) return farthest(answers, neuron);
  const wrong = answers.map((_, example) => example).filter((example) => (answers[example][neuron] > middle) !== isOn(example));
  const of = `${answers.length - wrong.length} of ${answers.length}`;
  if (!wrong.length) return `All ${answers.length} examples lie on the side of their target.`;
  const which = wrong.length <= MOST_NAMED ? `: not ${wrong.map((example) => example + 1).join(", ")}` : "";
  return `${of} examples lie on the side of their target${which}.`;
}
