// What a plane shows, in words: what is held at what, how many examples lie on the side of their target, and for who does
// not see it which ones lie where.
import { boundsOf } from "../maths/curve.js";
import { experiment } from "../state/experiment.js";
import { short, trimmed } from "../maths/format.js";
import { varying } from "../maths/plane.js";
import { leader } from "../maths/regions.js";
import { isAsked, neuronName, outputs, rowName } from "../state/selection.js";
import { kindColour } from "./plane-map.js";
import { put, putLater } from "./writing.js";

const MOST_NAMED = 3;
const MOST_LISTED = 12;

/** Writes the sentences of a scene, from numbers that the engine gave. What is only heard waits until it is at rest. */
export function tell(panel, scene, isFine) {
  put(panel.querySelector(".held"), held(scene));
  put(panel.querySelector(".left-out"), leftOut(scene));
  nameSides(panel, scene);
  put(panel.querySelector(".sides"), sides(scene));
  panel.querySelector(".sides").classList.toggle("before", scene.isBefore);
  if (isFine) putLater(panel.querySelector(".heard"), whichAreWhere(scene));
}

/** What colours and marks mean: above and below, or the names of the targets. */
export function nameColours(panel, isStrongest) {
  const { target_names, test_inputs } = experiment();
  panel.dataset.legend = "";
  const kinds = panel.querySelector(".kinds");
  panel.querySelector(".keys").hidden = isStrongest;
  panel.querySelector(".tested-key").hidden = !test_inputs.length;
  kinds.hidden = !isStrongest;
  kinds.replaceChildren(...target_names.map((name, kind) => {
    const key = Object.assign(document.createElement("span"), { textContent: name });
    key.style.setProperty("--kind", `var(${kindColour(kind)})`);
    return key;
  }));
}

/** What colours and marks part: the middle of what is shown, and the two targets that there are, or amounts. */
function nameSides(panel, { middle, goal }) {
  const key = `${middle} ${goal}`;
  if (goal === null || panel.dataset.legend === key) return;
  panel.dataset.legend = key;
  const half = middle === 0.5 ? "a half" : trimmed(middle);
  const targets = targetsOf(goal);
  const [low, high] = areTwo(targets) ? [Math.min(...targets), Math.max(...targets)].map(trimmed) : [`up to ${half}`, `above ${half}`];
  const words = { ".ground.plus": `above ${half}`, ".ground.minus": "below", ".half-key": middle === 0.5 ? "the half" : half, ".on": `target ${high}`, ".off-key": `target ${low}` };
  for (const [part, text] of Object.entries(words)) put(panel.querySelector(`.keys ${part}`), text);
}

const targetsOf = (goal) => [...new Set([...experiment().targets, ...experiment().test_targets].map((row) => row[goal]))];
const areTwo = (targets) => targets.length <= 2;

/** What is held at what. */
export function held({ told, free, layer, example }) {
  const { inputs } = experiment();
  const row = outputs(told, layer, example);
  const others = row.map((_, column) => column).filter((column) => !free.includes(column));
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

/** Which situations the slice leaves out; they are drawn where they are seen from it. */
export function leftOut({ asked, isHere, free, held: row, layer }) {
  if (layer) return "";
  const which = asked.flatMap((situation, index) => isHere(situation) ? [] : [index]);
  if (!which.length) return "";
  if (which.length > 1) return `New situations ${numbers(which).replace(/, (\d+)$/, " and $1")} lie in other slices.`;
  const others = asked[which[0]].flatMap((value, column) => free.includes(column) || value === row[column] ? [] : [`${neuronName(0, column)} at ${short(value)}`]);
  return `New situation ${which[0] + 1} lies in another slice: ${others.slice(0, MOST_NAMED).join(", ")}.`;
}

/** Amounts lie on no side: it is told how far off they are. */
function farthest(answers, neuron) {
  const off = experiment().targets.slice(0, answers.length).map((row, example) => Math.abs(row[neuron] - answers[example][neuron]));
  const worst = off.indexOf(Math.max(...off));
  return `Farthest from its target: the answer to example ${worst + 1}, by ${short(off[worst])}.`;
}

/** An example is on its side when the answer is nearer to its target than the middle between the targets is. */
function sides({ shown, neuron, middle, isOn, kindOf, told: { layers } }) {
  const { shape } = experiment();
  if (shown !== shape.length - 1) return "";
  const answers = layers.at(-1);
  if (neuron === null) return strongest(answers.map((_, example) => example).filter((example) => kindOf(example) !== null), isOn);
  if (!boundsOf(shown) || !areTwo(targetsOf(neuron))) return farthest(answers, neuron);
  const wrong = answers.map((_, example) => example).filter((example) => (answers[example][neuron] > middle) !== isOn(example));
  return counted(answers.length, wrong, "lie on the side of their target");
}

const strongest = (meant, isOn) => counted(meant.length, meant.filter((example) => !isOn(example)), "have their target as the strongest");

function counted(all, wrong, what) {
  if (!wrong.length) return `All ${all} examples ${what}.`;
  const which = wrong.length <= MOST_NAMED ? `: not ${numbers(wrong)}` : "";
  return `${all - wrong.length} of ${all} examples ${what}${which}.`;
}

const numbers = (examples) => examples.map((example) => example + 1).join(", ");

/** Which examples are above the middle and which are not, or for which each target is the strongest; of many how many. */
function whichAreWhere({ shown, neuron, middle, rows, told }) {
  const { target_names } = experiment();
  const values = rows.map((_, example) => outputs(told, shown, example));
  const groups = neuron === null
    ? target_names.map((name, kind) => [`Where ${name} is the strongest`, (row) => leader(row) === kind])
    : [[`Above ${middle === 0.5 ? "a half" : trimmed(middle)}`, (row) => row[neuron] > middle], ["Not above", (row) => !(row[neuron] > middle)]];
  return groups.map(([name, isThere]) => `${name}: ${listed(values.flatMap((row, example) => isThere(row) ? [example] : []))}.`).join(" ");
}

function listed(examples) {
  if (!examples.length) return "no example";
  if (examples.length > MOST_LISTED) return `${examples.length} examples`;
  return `${examples.length > 1 ? "examples" : "example"} ${numbers(examples)}`;
}
