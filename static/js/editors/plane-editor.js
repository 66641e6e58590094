// Hands on a plane: what is under the pointer is told, an empty place becomes a new situation, an example or a situation is dragged.
// By keys: arrows go through the plane, Enter makes a situation of the place, Shift with an arrow moves the chosen example.
import { edit } from "../state/commands.js";
import { experiment } from "../state/experiment.js";
import { plain, short } from "../maths/format.js";
import { rowAt } from "../maths/plane.js";
import { latest, redraw } from "../state/scheduler.js";
import { choose, isAsked, neuronName, selection } from "../state/selection.js";
import { toldAt } from "../views/plane-scene.js";
import { put } from "../views/writing.js";

const CLICK = 4; // pixels that a finger may move and still have tapped
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const NEAR = 0.06; // a whole number so close is what is meant, as a share of a range

/** `now()` is { scene, axes } while a plane is drawn, else null; only the inputs can be edited. */
export function mountPlaneEditor(figure, readout, now, isEdited) {
  const hands = new Hands(figure, readout, now, isEdited);
  for (const name of ["pointermove", "pointerleave", "pointerdown", "pointerup", "pointercancel", "keydown", "blur"]) {
    figure.addEventListener(name, (event) => hands[name](event));
  }
  return { dragged: () => hands.dragged, cursor: () => hands.place, tellAgain: (isAtRest) => hands.tellAgain(isAtRest) };
}

class Hands {
  place = null; // where the keys are
  held = null; // { example, start, place } while an example is dragged
  told = null; // { at, axes }: which place was told, and of which columns

  constructor(figure, readout, now, isEdited) {
    this.figure = figure;
    this.readout = readout;
    this.now = now;
    this.isEdited = isEdited;
  }

  get dragged() {
    return this.held?.place && !this.held.isEmpty && this.isEdited ? this.held : null;
  }

  pointermove(event) {
    const at = this.now() && this.under(event);
    if (this.held && at) { this.held.place = rounded(at, this.now().scene); redraw(); }
    if (at) this.tell(this.held?.place ?? at);
  }

  pointerleave() {
    this.told = null;
    this.readout.textContent = "";
  }

  pointerdown(event) {
    const mark = event.target.closest(".mark");
    const { example: own, situation } = mark?.dataset ?? {};
    const example = Number(own ?? experiment().inputs.length + Number(situation ?? NaN));
    if (event.button) return;
    if (!this.now()) { if (mark) choose({ example }); return; }
    this.held = { example: mark ? example : null, isEmpty: !mark, start: [event.clientX, event.clientY], place: null };
    if (example >= 0) this.figure.setPointerCapture(event.pointerId);
  }

  pointerup(event) {
    const done = this.held;
    this.held = null;
    if (!done || !this.now()) return;
    const isClick = Math.hypot(event.clientX - done.start[0], event.clientY - done.start[1]) < CLICK;
    if (done.example >= 0 && isClick && !done.isEmpty) choose({ example: done.example });
    else if (done.example >= 0 && !done.isEmpty && this.isEdited && done.place) this.move(done.example, done.place);
    else if (done.isEmpty && isClick && this.isEdited && this.under(event)) this.ask(rounded(this.under(event), this.now().scene));
    redraw();
  }

  pointercancel() {
    this.held = null;
    redraw();
  }

  keydown(event) {
    const arrow = ARROWS[event.key];
    if (!this.now() || event.target !== this.figure || (!arrow && event.key !== "Enter")) return;
    event.preventDefault();
    this.readout.setAttribute("aria-live", "polite"); // spoken to the keys, not to a pointer that passes
    const { scene } = this.now();
    const own = scene.columns.map((column) => scene.held[column]);
    const from = arrow && event.shiftKey ? own : this.place ?? own;
    const to = arrow ? from.map((value, axis) => stepped(value, arrow[axis], scene.ranges[axis])) : from;
    if (event.key === "Enter") { if (this.isEdited) this.ask(to); } else if (!event.shiftKey) this.place = to;
    else if (this.isEdited && latest()) this.move(selection.example, to);
    this.tell(to);
    redraw();
  }

  blur() {
    this.place = null;
    this.readout.setAttribute("aria-live", "off");
    redraw();
  }

  /** The place under the pointer; null outside of the plane. */
  under({ clientX, clientY }) {
    const { left, top, width } = this.figure.getBoundingClientRect();
    const { axes, scene } = this.now();
    const magnified = width / this.figure.clientWidth;
    const inside = axes.back((clientX - left) / magnified, (clientY - top) / magnified);
    return inside.every((value, axis) => value >= scene.ranges[axis][0] && value <= scene.ranges[axis][1]) ? inside : null;
  }

  tell(at) {
    const { scene } = this.now();
    const where = scene.columns.map((column, axis) => `${neuronName(scene.layer, column)} ${short(at[axis])}`).join(", ");
    const { value, neuron } = toldAt(scene, at);
    const whose = scene.neuron === null ? `${neuronName(scene.shown, neuron)} ` : "";
    put(this.readout, `${where}: ${whose}${plain(value)}`);
    this.readout.dataset.value = value;
    this.told = { at, axes: String(scene.columns) };
  }

  /** What was told, once more: the network has learned since. Who hears it is told when it rests. */
  tellAgain(isAtRest) {
    const { scene } = this.now() ?? {};
    if (scene && this.told?.axes === String(scene.columns) && (isAtRest || !this.place)) this.tell(this.told.at);
  }

  move(row, at) {
    const name = isAsked(row) ? `situations.${row - experiment().inputs.length}` : `inputs.${row}`;
    edit(Object.fromEntries(this.now().scene.columns.map((column, axis) => [`${name}.${column}`, at[axis]])));
  }

  ask(at) {
    const index = experiment().situations.length;
    const row = rowAt(this.now().scene, at);
    edit({ operation: "add-situation", ...Object.fromEntries(row.map((value, column) => [`situations.${index}.${column}`, value])) });
  }
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
