// Hands on a plane: what is under the pointer is told, an empty place becomes a new situation, an example is dragged.
// By keys: arrows go through the plane, Enter makes a situation of the place, Shift with an arrow moves the chosen example.
import { edit } from "../state/commands.js";
import { experiment } from "../state/experiment.js";
import { plain, short } from "../maths/format.js";
import { rowAt, valueAt } from "../maths/plane.js";
import { latest, redraw } from "../state/scheduler.js";
import { choose, neuronName, selection } from "../state/selection.js";

const CLICK = 4; // pixels that a finger may move and still have tapped
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const NEAR = 0.06; // a whole number so close is what is meant, as a share of a range

/** `now()` is { scene, axes } while a plane is drawn, else null; only the inputs can be edited. */
export function mountPlaneEditor(figure, readout, now, isEdited) {
  let place = null; // where the keys are
  let held = null; // { example, start, place } while an example is dragged

  const under = ({ clientX, clientY }) => {
    const { left, top } = figure.getBoundingClientRect();
    const { axes, scene } = now();
    const inside = axes.back(clientX - left, clientY - top);
    return inside.every((value, axis) => value >= scene.ranges[axis][0] && value <= scene.ranges[axis][1]) ? inside : null;
  };

  function tell(at) {
    const { scene } = now();
    const where = scene.columns.map((column, axis) => `${neuronName(scene.layer, column)} ${short(at[axis])}`).join(", ");
    const value = valueAt(scene, at);
    readout.textContent = `${where}: ${plain(value)}`;
    readout.dataset.value = value;
  }

  figure.addEventListener("pointermove", (event) => {
    const at = now() && under(event);
    if (held && at) { held.place = rounded(at, now().scene); redraw(); }
    if (at) tell(held?.place ?? at);
  });
  figure.addEventListener("pointerleave", () => { readout.textContent = ""; });
  figure.addEventListener("pointerdown", (event) => {
    const mark = event.target.closest(".mark");
    const example = Number(mark?.dataset.example ?? NaN);
    if (!now() || event.button) return;
    held = { example: mark ? example : null, isEmpty: !mark, start: [event.clientX, event.clientY], place: null };
    if (example >= 0) figure.setPointerCapture(event.pointerId);
  });
  figure.addEventListener("pointerup", (event) => {
    const done = held;
    held = null;
    if (!done || !now()) return;
    const isClick = Math.hypot(event.clientX - done.start[0], event.clientY - done.start[1]) < CLICK;
    if (done.example >= 0 && isClick && !done.isEmpty) choose({ example: done.example });
    else if (done.example >= 0 && !done.isEmpty && isEdited && done.place) move(done.example, done.place);
    else if (done.isEmpty && isClick && isEdited && under(event)) ask(rounded(under(event), now().scene));
    redraw();
  });
  figure.addEventListener("pointercancel", () => { held = null; redraw(); });

  function move(example, at) {
    edit(Object.fromEntries(now().scene.columns.map((column, axis) => [`inputs.${example}.${column}`, at[axis]])));
  }

  function ask(at) {
    const index = experiment().situations.length;
    const row = rowAt(now().scene, at);
    edit({ operation: "add-situation", ...Object.fromEntries(row.map((value, column) => [`situations.${index}.${column}`, value])) });
  }

  figure.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (!now() || event.target !== figure || (!arrow && event.key !== "Enter")) return;
    event.preventDefault();
    const { scene } = now();
    const own = scene.columns.map((column) => scene.held[column]);
    const from = arrow && event.shiftKey ? own : place ?? own;
    const to = arrow ? from.map((value, axis) => stepped(value, arrow[axis], scene.ranges[axis])) : from;
    if (event.key === "Enter") { if (isEdited) ask(to); } else if (!event.shiftKey) place = to;
    else if (isEdited && latest()) move(selection.example, to);
    tell(to);
    redraw();
  });
  figure.addEventListener("blur", () => { place = null; redraw(); });
  return { dragged: () => (held?.place && !held.isEmpty && isEdited ? held : null), cursor: () => place };
}

const fineness = ([least, most]) => 10 ** Math.floor(Math.log10((most - least) / 10)) / 2;
const whole = (value) => Number(value.toPrecision(10));

/** The next place of the keys' own raster, within the plane. */
function stepped(value, direction, range) {
  const next = whole(Math.round(value / fineness(range) + direction) * fineness(range));
  return direction && next >= range[0] && next <= range[1] ? next : value;
}

/** As exact as a hand is: to a fifth of the keys' step, and onto whole numbers close by. */
function rounded(place, { ranges }) {
  return place.map((value, axis) => {
    const [least, most] = ranges[axis];
    if (Math.abs(value - Math.round(value)) < NEAR * (most - least) && most - least < 4) return Math.round(value);
    const raster = fineness(ranges[axis]) / 5;
    return whole(Math.round(value / raster) * raster);
  });
}
