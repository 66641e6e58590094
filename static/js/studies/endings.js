// How a start can end: its name in words, and its mark, told apart by shape as well as by colour.
import { make } from "../views/svg.js";

export const ENDINGS = {
  "right": "every answer right",
  "alike": "stuck: two examples look alike to the hidden layer",
  "base-rate": "stuck: every answer is the mean of the targets",
  "wrong": "stuck for another reason, or not there yet",
  "diverged": "the numbers grew beyond measure",
};

const SHAPES = {
  "right": (r) => `M ${-r} 0 a ${r} ${r} 0 1 0 ${2 * r} 0 a ${r} ${r} 0 1 0 ${-2 * r} 0 Z`,
  "alike": (r) => `M 0 ${-r} L ${r} 0 L 0 ${r} L ${-r} 0 Z`,
  "base-rate": (r) => `M ${-r} ${-r} H ${r} V ${r} H ${-r} Z`,
  "wrong": (r) => `M 0 ${-r} L ${r} ${r} H ${-r} Z`,
  "diverged": (r) => `M ${-r} ${-r} L ${r} ${r} M ${-r} ${r} L ${r} ${-r}`,
};

/** The mark of an ending, so many pixels from its middle to its edge. */
export function endingMark(ending, radius, parent) {
  return make("path", { class: "ending", "data-ending": ending, d: SHAPES[ending](radius) }, parent);
}
