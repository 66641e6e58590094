// A plane on a canvas and an SVG above it, in the form that suits its table: a ground, a cube's corners or a curve.
import { drawCube, makeCube } from "./plane-cube.js";
import { drawCurve, makeCurve } from "./plane-curve.js";
import { drawGround, makeGround } from "./plane-ground.js";
import { fit } from "./plane-map.js";
import { set } from "./svg.js";

const FORMS = { plane: [makeGround, drawGround], cube: [makeCube, drawCube], curve: [makeCurve, drawCurve] };

/** A new drawing of { layer, columns, form, isStrongest }: that, and `draw(scene, isFine)`, which returns the axes if it has any. */
export function makeDrawing({ canvas, svg, size }, choice) {
  svg.replaceChildren();
  set(svg, { viewBox: `0 0 ${size.width} ${size.height}` });
  fit(canvas, size);
  const [make, draw] = FORMS[choice.form];
  const surface = { canvas, svg, size, ...choice };
  const parts = make(surface);
  return { ...choice, draw: (scene, isFine) => draw({ ...surface, parts }, scene, isFine) };
}
