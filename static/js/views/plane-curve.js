// One input: no plane but a curve, the value over that input. An example stands at its answer; a thin line leads to its target.
import { along, valueAt } from "../maths/plane.js";
import { neuronName } from "../state/selection.js";
import { axesOf, drawAxes } from "./plane-axes.js";
import { makeMarks, placeMarks } from "./plane-marks.js";
import { clear } from "./plane-map.js";
import { countsOf } from "./plane-scene.js";
import { make, set } from "./svg.js";

const POINTS = 120;

export function makeCurve({ svg, layer }) {
  const group = (name) => make("g", { class: name }, svg);
  const parts = { axes: group("axes"), middle: make("line", { class: "hull" }, svg), curve: make("path", { class: "half" }, svg) };
  parts.marks = makeMarks(group("marks"), { ...countsOf(layer), corners: 0 });
  return parts;
}

export function drawCurve({ canvas, size, parts }, scene) {
  const { columns: [column], ranges: [xs], least, most, middle } = scene;
  const margin = (most - least) * 0.1;
  /** @type {[any, any]} */
  const ranges = [xs, [least - margin, most + margin]];
  const axes = axesOf(size, ranges);
  clear(canvas);
  drawAxes(parts.axes, axes, ranges, [neuronName(scene.layer, column), scene.name]);
  const points = Array.from({ length: POINTS }, (_, k) => along(xs, k / (POINTS - 1))).map((x) => `${axes.x(x).toFixed(1)} ${axes.y(valueAt(scene, [x])).toFixed(1)}`);
  parts.curve.setAttribute("d", `M${points.join("L")}`);
  set(parts.middle, { x1: axes.box.left, x2: axes.box.left + axes.box.width, y1: axes.y(middle), y2: axes.y(middle) });
  placeMarks(parts.marks, scene, (row) => [axes.x(row[column]), axes.y(valueAt(scene, [row[column]]))]);
}
