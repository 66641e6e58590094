// The examples of a plane (a filled disc where the target is above the middle, a ring where it is not), those held out (the
// same as squares), the situations (a diamond with a question mark) and, where a table knows only 0 and 1, the corners with
// their answers. Where the strongest target is shown, examples have the colour of their own.
import { short } from "../maths/format.js";
import { shownAt } from "../maths/plane.js";
import { leader } from "../maths/regions.js";
import { outputs } from "../state/selection.js";
import { colourOf, kindColour } from "./plane-map.js";
import { toldAt } from "./plane-scene.js";
import { make, set } from "./svg.js";
import { put } from "./writing.js";

const MOST = 400;
const MOST_NUMBERED = 12;
const SMALL = 4;
const DOT = 5.5;
const NUMBERED = 9;
const SIDE = 9;
const CORNER = 17;
const AWAY = 30; // pixels, of a situation from the example in its place

export function makeMarks(parent, { examples, tested, situations, corners }) {
  parent.replaceChildren();
  const group = () => make("g", {}, parent);
  const [discs, squares, asked, dots] = [group(), group(), group(), group()];
  const count = Math.min(examples, MOST);
  const isNumbered = count <= MOST_NUMBERED;
  return {
    corners: Array.from({ length: corners }, () => ({ disc: make("circle", { class: "corner", r: CORNER }, discs), text: make("text", { class: "corner-answer" }, discs) })),
    tested: Array.from({ length: Math.min(tested, MOST) }, () => make("rect", { x: -SIDE / 2, y: -SIDE / 2, width: SIDE, height: SIDE }, squares)),
    examples: Array.from({ length: count }, (_, example) => makeExample(dots, example, isNumbered)),
    situations: Array.from({ length: situations }, (_, index) => makeSituation(asked, examples + index, index)),
  };
}

function makeExample(parent, example, isNumbered) {
  const group = make("g", { class: "mark", "data-example": example, "data-subject": `any ${example} any` }, parent);
  const body = make("circle", { r: isNumbered ? NUMBERED : DOT }, group);
  const text = isNumbered ? make("text", {}, group) : null;
  if (text) text.textContent = example + 1;
  return { group, body, text, radius: isNumbered ? NUMBERED : DOT };
}

function makeSituation(parent, row, index) {
  const group = make("g", { class: "mark asked", "data-situation": index, "data-subject": `any ${row} any` }, parent);
  make("rect", { x: -9.5, y: -9.5, width: 19, height: 19, transform: "rotate(45)" }, group);
  make("text", {}, group).textContent = "?";
  return { group, colour: "" };
}

const moved = (x, y) => `translate(${x.toFixed(1)} ${y.toFixed(1)})`;

/** `place(row)` gives pixels; a row of another slice is drawn small. */
export function placeMarks(marks, scene, place) {
  const { rows, asked, tested, isOn, isHere, kindOf, example: chosen } = scene;
  marks.examples.forEach(({ group, body, text, radius }, example) => {
    const row = rows[example];
    if (!row) return;
    const isIn = isHere(row);
    const kind = kindOf(example);
    set(group, { transform: moved(...place(row)), class: `mark ${isOn(example) ? "on" : "off"}${example === chosen ? " chosen" : ""}${isIn ? "" : " elsewhere"}${kind === null ? "" : " kind"}` });
    if (kind !== null) group.style.setProperty("--kind", `var(${kindColour(kind)})`);
    const isWhole = isIn || scene.layer > 0;
    body.setAttribute("r", isWhole ? radius : SMALL);
    text?.setAttribute("visibility", isWhole ? "visible" : "hidden");
  });
  marks.tested.forEach((square, index) => set(square, { transform: moved(...place(tested[index].row)), class: `tested ${tested[index].isOn ? "on" : "off"}${isHere(tested[index].row) ? "" : " elsewhere"}` }));
  const taken = marks.examples.length > MOST_NUMBERED ? [] : rows.map(place);
  marks.situations.forEach((mark, index) => {
    if (!asked[index]) return;
    const isIn = isHere(asked[index]);
    set(mark.group, { transform: moved(...beside(place(asked[index]), taken)), class: `mark asked${rows.length + index === chosen ? " chosen" : ""}${isIn ? "" : " elsewhere"}` });
    if (!isIn) colourOwn(mark, scene, outputs(scene.picture, scene.shown, rows.length + index));
  });
}

/** A situation of another slice has the colour of its own answer: that of the ground is none of its. */
function colourOwn(mark, scene, answers) {
  const neuron = scene.neuron ?? leader(answers);
  const colour = colourOf(answers[neuron], scene, scene.neuron === null ? neuron : null);
  if (colour !== mark.colour) mark.group.style.setProperty("--own", colour);
  mark.colour = colour;
}

/** Where an example stands already, a situation stands beside it, towards the middle of all. */
function beside([x, y], taken) {
  const isTaken = taken.some(([a, b]) => Math.hypot(a - x, b - y) < 2 * NUMBERED);
  const middle = taken.reduce((sum, [a]) => sum + a, 0) / taken.length;
  return isTaken ? [x < middle ? x + AWAY : x - AWAY, y] : [x, y];
}

/** `corners` are { place, at: [x, y], toward: [x, y] }: which place of the scene, where to draw it, and how far from there the
 *  answer is written, if it is. */
export function placeCorners(marks, corners, scene) {
  corners.forEach(({ place, at: [x, y], toward }, index) => {
    const { disc, text } = marks.corners[index];
    const { value, neuron } = shownAt(scene, place);
    set(disc, { cx: x.toFixed(1), cy: y.toFixed(1), fill: colourOf(value, scene, scene.neuron === null ? neuron : null) });
    if (!toward) return;
    const [dx, dy] = toward;
    set(text, { x: (x + dx).toFixed(1), y: (y + dy).toFixed(1), class: `corner-answer${scene.isBefore ? " before" : ""}` });
    put(text, short(toldAt(scene, place).value));
  });
}
