// The picture of the answer: a plane of two columns, coloured by what the network makes of every place in it.
// The same picture twice: of the inputs, and of what two hidden neurons make of them.
import { mountPlaneEditor } from "../editors/plane-editor.js";
import { rowAt } from "../maths/plane.js";
import { refreshMarks } from "../state/attention.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { onPicture, redraw } from "../state/scheduler.js";
import { isAsked } from "../state/selection.js";
import { showSlice } from "../state/slice.js";
import { makeDrawing } from "./plane-drawing.js";
import { mountPickers } from "./plane-pickers.js";
import { sceneOf } from "./plane-scene.js";
import { nameColours, tell } from "./plane-words.js";

const QUIET = 150; // milliseconds without a new picture after which the finer one is drawn

/** The figure of the inputs or, with `isHidden`, of a hidden layer. */
export function mountPlane(figure, isHidden = false) {
  const [canvas, svg, panel] = [figure.querySelector("canvas"), figure.querySelector("svg"), figure.closest("section")];
  const pickers = mountPickers(panel, isHidden, build);
  let drawing = null;
  let size = { width: 0, height: 0 }; // as last observed: to ask amid other changes lays out the whole page
  let timer = 0;
  let isInSight = true; // beside what is in sight it is drawn when the run rests, for files and paper
  const hands = mountPlaneEditor(figure, panel.querySelector(".readout"), () => (drawing?.axes ? drawing : null), !isHidden);

  function build() {
    const choice = pickers.chosen();
    clearTimeout(timer); // the picture that waits there may be of another table
    drawing = null;
    if (!isHidden) showSlice(choice.columns);
    if (!choice.columns.length || !size.width) return;
    nameColours(panel, choice.isStrongest);
    drawing = makeDrawing({ canvas, svg, size }, choice);
    refreshMarks();
    redraw();
  }

  function show(picture, isFine) {
    if (!drawing || picture.layers.length !== experiment().shape.length) return;
    const scene = sceneOf(picture, drawing);
    const dragged = hands.dragged();
    if (dragged) place(scene, dragged);
    Object.assign(drawing, { scene, axes: drawing.draw({ ...scene, cursor: hands.cursor() }, isFine) });
    tell(panel, scene, isFine);
    hands.tellAgain(isFine);
  }

  onExperiment(build);
  onPicture((picture) => {
    clearTimeout(timer);
    if (isInSight) show(picture, false);
    timer = setTimeout(show, QUIET, picture, true);
  });
  new ResizeObserver(([{ contentRect }]) => { size = contentRect; build(); }).observe(figure);
  new IntersectionObserver(([{ isIntersecting }]) => { isInSight = isIntersecting; redraw(); }).observe(figure);
  document.addEventListener("theme", build);
}

/** The row that is dragged stands where the hand is. */
function place(scene, dragged) {
  const [kind, index] = isAsked(dragged.example) ? ["asked", dragged.example - scene.rows.length] : ["rows", dragged.example];
  scene[kind] = scene[kind].with(index, rowAt({ held: scene[kind][index], columns: scene.columns }, dragged.place));
}
