// A plane as a coloured ground under its examples, with the line where the value is in the middle.
import { contour, hull } from "../maths/contour.js";
import { ofNeuron, sample, sharpened } from "../maths/plane.js";
import { axesOf, drawAxes } from "./plane-axes.js";
import { makeMarks, placeCorners, placeMarks } from "./plane-marks.js";
import { clear, paint, pixelsOf } from "./plane-map.js";
import { drawRegions, hideRegions, makeRegions } from "./plane-regions.js";
import { countsOf, hasCorners } from "./plane-scene.js";
import { neuronName } from "../state/selection.js";
import { make, set } from "./svg.js";

const BITS = [[0, 0], [1, 0], [1, 1], [0, 1]];
const MOVING = 400_000; // products of one picture that moves
const STILL = 8_000_000; // and of one that stands
const SMALL = 500; // products of one place
const [COARSEST, MOVED, FINEST] = [12, 40, 64]; // places along each axis: at least, of a picture that moves, at most

export function makeGround({ svg, layer, columns }) {
  const group = (name) => make("g", { class: name }, svg);
  const corners = hasCorners(layer, columns) ? BITS : [];
  const parts = { axes: group("axes"), hull: make("path", { class: "hull" }, svg), line: make("path", { class: "half" }, svg), regions: makeRegions(group("regions")), corners };
  parts.marks = makeMarks(group("marks"), { ...countsOf(layer), corners: corners.length });
  parts.cursor = make("circle", { class: "cursor", r: 7, visibility: "hidden" }, svg);
  return parts;
}

export function drawGround({ canvas, size, parts }, scene, isFine) {
  const axes = axesOf(size, scene.ranges);
  fit(parts, axes, scene);
  colour(canvas, parts, axes, scene, isFine);
  const place = (row) => scene.columns.map((column, axis) => [axes.x, axes.y][axis](row[column]));
  placeMarks(parts.marks, scene, place);
  placeCorners(parts.marks, parts.corners.map((bits) => cornerOf(bits, axes)), scene);
  const { cursor } = scene;
  set(parts.cursor, { visibility: cursor ? "visible" : "hidden", ...(cursor ? { cx: axes.x(cursor[0]), cy: axes.y(cursor[1]) } : {}) });
  return axes;
}

/** What the colours are made of: in a story it stays the same for most of the time. */
const madeOf = ({ weights, biases = [], activations, held, ranges, neuron }) => [...weights, ...biases, ...activations, String(held), String(ranges), neuron];

/** Colours the ground, unless it is coloured so already, and as finely. */
function colour(canvas, parts, { box }, scene, isFine) {
  const of = madeOf(scene);
  if ((parts.isFine || !isFine) && of.length === parts.of?.length && of.every((each, place) => each === parts.of[place])) return;
  Object.assign(parts, { of, isFine });
  const grid = sample(scene, finenessOf(scene.weights, ...(isFine ? [STILL, FINEST] : [MOVING, MOVED])));
  clear(canvas);
  const lines = scene.neuron === null ? drawRegions(canvas, parts.regions, grid, scene, box) : drawValues(canvas, parts.regions, grid, scene, box, isFine);
  parts.line.setAttribute("d", pathOf(lines, grid.size, box));
}

/** Paints one neuron's values, and returns the line where they are in the middle. */
function drawValues(canvas, regions, grid, scene, box, isFine) {
  const values = ofNeuron(grid, scene.neuron);
  const pixel = pixelsOf(scene);
  hideRegions(regions);
  paint(canvas, grid.size, (place) => pixel(values[place]), box);
  return contour(values, grid.size, scene.middle, isFine && isSmall(scene) ? sharpened(scene, grid.size, scene.middle) : null);
}

const productsOf = (weights) => weights.reduce((sum, matrix) => sum + matrix.length * matrix[0].length, 0);

/** Whether the line can be found exactly, once the picture stands: by some thousand looks. */
const isSmall = ({ weights }) => productsOf(weights) <= SMALL;

/** As many places along each axis as so many products allow. */
function finenessOf(weights, products, most) {
  const each = productsOf(weights);
  return Math.max(COARSEST, Math.min(most, Math.floor(Math.sqrt(products / each))));
}

/** Axes and hull change with the table, and where a neuron's values know no bounds with the training. */
function fit(parts, axes, { ranges, rows, columns, layer }) {
  const key = String(ranges);
  if (parts.fitted === key) return;
  parts.fitted = key;
  drawAxes(parts.axes, axes, ranges, columns.map((column) => neuronName(layer, column)), parts.corners.length ? [0, 1] : undefined);
  const points = rows.map((row) => columns.map((column) => row[column]));
  parts.hull.setAttribute("d", layer ? "" : outline(hull(points), axes));
}

const outline = (points, { x, y }) => points.length > 2 ? `M${points.map(([a, b]) => `${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join("L")}Z` : "";

function pathOf(segments, size, { left, top, width, height }) {
  const x = (step) => (left + (width * step) / (size - 1)).toFixed(1);
  const y = (step) => (top + height * (1 - step / (size - 1))).toFixed(1);
  return segments.map(([a, b, c, d]) => `M${x(a)} ${y(b)}L${x(c)} ${y(d)}`).join("");
}

const cornerOf = (place, { x, y }) => ({ place, at: [x(place[0]), y(place[1])], toward: [0, place[1] ? 27 : -27] });
