// Three inputs that know only 0 and 1: the eight corners of a cube, each in the colour of its answer. Along an edge
// the answer changes; where it passes the middle, the edge is ticked.
import { crossings, varying } from "../maths/plane.js";
import { experiment } from "../state/experiment.js";
import { neuronName } from "../state/selection.js";
import { makeMarks, placeCorners, placeMarks } from "./plane-marks.js";
import { clear } from "./plane-map.js";
import { countsOf } from "./plane-scene.js";
import { make, set } from "./svg.js";

const CORNERS = Array.from({ length: 8 }, (_, corner) => [corner & 1, (corner >> 1) & 1, corner >> 2]);
const EDGES = CORNERS.flatMap((corner) => [0, 1, 2].filter((axis) => !corner[axis]).map((axis) => [corner, corner.with(axis, 1)]));
const AWAY = 0.34; // how far the third direction leads to the right and up, as a share of the cube's own width
const [LEFT, RIGHT, TOP, BOTTOM] = [38, 22, 36, 50]; // room for what is written around the cube, pixels
const BESIDE = 27; // from a corner to its number: below one in front, above one behind, so that neither hides the other's
const ROOMY = 75; // pixels along an edge from which there is room for the numbers; all of them stand in the table, too
const PIECES = 8; // of an edge, searched for one crossing each

export function makeCube({ svg, size }) {
  const group = (name) => make("g", { class: name }, svg);
  const own = varying(experiment().inputs);
  const side = Math.min(size.width - LEFT - RIGHT, size.height - TOP - BOTTOM) / (1 + AWAY);
  const left = LEFT + (size.width - LEFT - RIGHT - side * (1 + AWAY)) / 2;
  const top = TOP + (size.height - TOP - BOTTOM - side * (1 + AWAY)) / 2;
  const at = (/** @type {number[]} */ [a, b, c]) => [left + side * (a + AWAY * c), top + side * (1 + AWAY - b - AWAY * c)];
  const edges = group("edges");
  const parts = { own, at, isWritten: side >= ROOMY, edges: EDGES.map((ends) => ({ ends, line: makeEdge(edges, at(ends[0]), at(ends[1])) })), ticks: make("path", { class: "half" }, svg) };
  parts.marks = makeMarks(group("marks"), { ...countsOf(0), corners: CORNERS.length });
  nameAxes(group("axes"), own, at);
  return parts;
}

const makeEdge = (parent, from, to) => make("line", { class: "cube-edge", x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, parent);

/** The name of each input beside an edge in its direction; the third, for whose edges names are too long, with an arrow. */
function nameAxes(parent, own, at) {
  const [[across, below], [beside, up], [right]] = [at([0.5, 0, 0]), at([0, 0.5, 0]), at([1, 0, 1])];
  const places = [{ x: across, y: below + 26 }, { x: beside - 28, y: up, transform: `rotate(-90 ${beside - 28} ${up})` }, { x: right + RIGHT - 4, y: below + 44, "text-anchor": "end" }];
  own.forEach((column, axis) => { make("text", { class: "axis-name", ...places[axis] }, parent).textContent = `${axis === 2 ? "↗ " : ""}${neuronName(0, column)}`; });
}

export function drawCube({ canvas, parts }, scene, isFine) {
  const view = { ...scene, columns: parts.own };
  clear(canvas);
  if (isFine) set(parts.ticks, { d: parts.edges.flatMap(({ ends }) => crossings(view, ...ends, scene.middle, PIECES).map((place) => tick(place, ends, parts.at))).join("") });
  parts.ticks.setAttribute("visibility", isFine ? "visible" : "hidden");
  placeCorners(parts.marks, CORNERS.map((place) => ({ place, at: parts.at(place), toward: parts.isWritten ? [0, place[2] ? -BESIDE : BESIDE] : null })), view);
  placeMarks(parts.marks, scene, (row) => parts.at(parts.own.map((column) => row[column])));
}

/** A short stroke across an edge of the cube. */
function tick(place, ends, at) {
  const [x, y] = at(place);
  const [[x1, y1], [x2, y2]] = ends.map(at);
  const length = Math.hypot(x2 - x1, y2 - y1) / 8;
  const [dx, dy] = [(y1 - y2) / length, (x2 - x1) / length];
  return `M${x - dx} ${y - dy}L${x + dx} ${y + dy}`;
}
