// The S-curve: one dot per example at (weighted sum, output), its tangent, and how far it is from the target.
import { weightedSum } from "../maths/arithmetic.js";
import { activationName, boundsOf, curveOf, edgeFor, isFlat, rangesOf } from "../maths/curve.js";
import { refreshMarks } from "../state/attention.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { answer, short, sign } from "../maths/format.js";
import { steppedLine } from "../state/lines.js";
import { isBefore, shareOf } from "../maths/story.js";
import { glide } from "./glide.js";
import { mountPlot } from "./plot.js";
import { latest, onFrame, onPicture, redraw } from "../state/scheduler.js";
import { choose, neuronName, onSelection, outputs, rowName, selection } from "../state/selection.js";
import { makeEdges, markEdges } from "./sigmoid-edge.js";
import { make, set, token } from "./svg.js";
import { put, putLater } from "./writing.js";

const TANGENT = 0.16; // half the tangent's length, as a share of the axis from the middle to its edge
const STEEPEST = 0.11; // and half its height at most, as a share of the outputs
const MOST_DOTS = 400;

export async function mountSigmoid(element) {
  const curve = new Curve(element);
  curve.withSlope.addEventListener("change", () => curve.reshape());
  curve.plot = await mountPlot(element, () => curve.again());
  if (latest()) curve.edge = curve.goal = edgeFor(latest(), selection, curve.goal, MOST_DOTS);
  onExperiment(() => { curve.build(); curve.reshape(); redraw(); });
  onSelection((chosen) => curve.choose(chosen));
  onPicture((picture) => curve.draw(picture));
  onFrame((frame) => curve.tell(frame));
  element.addEventListener("click", (event) => {
    const example = event.target.closest?.("[data-example]")?.dataset.example;
    if (example !== undefined) choose({ example: Number(example) });
  });
}

/** The curve of the chosen neuron with a dot for each example. */
class Curve {
  plot = null;
  picture = null; // as last drawn
  dots = [];
  edges = null;
  edge = 4; // where the axis ends, for the moment
  goal = 4; // where it is to end
  stop = () => {};
  shape = "";
  withSlope = document.getElementById("with-slope");

  constructor(element) {
    this.summary = document.createElement("p");
    this.summary.className = "unseen";
    element.append(this.summary);
  }

  build() {
    this.picture = null;
    if (!this.plot) return;
    this.dots = makeDots(this.plot.overlay, Math.min(experiment().inputs.length, MOST_DOTS));
    this.edges = makeEdges(this.plot.overlay);
    nameDots(this.dots);
    this.asked = makeAsked(this.plot.overlay);
  }

  /** The same where the axes are now, at once: with the next picture the marks would jump. */
  again() {
    if (this.picture) this.draw(this.picture);
  }

  choose({ layer, neuron, example }) {
    const { dots } = this;
    dots[example]?.dot.parentNode.append(dots[example].dot); // the chosen one lies on top
    document.getElementById("chosen-neuron").replaceChildren(...named(neuronName(layer, neuron)));
    nameDots(dots);
    this.reshape();
    if (latest()) this.tell(latest());
  }

  draw(picture) {
    const { layers, frame, moment } = picture;
    if (!this.plot || layers[0].length < this.dots.length) return;
    this.picture = picture;
    const every = steppedLine(frame)?.kind === "error";
    const look = { edge: this.edge, every, opened: openedIn(moment), before: isBefore(moment, selection.layer) ? " before" : "" };
    const sums = this.dots.map(({ example }) => sumOf(picture, example));
    this.dots.forEach((entry, place) => putDot(this.plot, entry, sums[place], look));
    markEdges(this.edges, this.plot, sums, this.edge, (sum) => this.plot.y(experiment().values[selection.layer - 1](sum)));
    for (const { row, group } of this.asked) placeAsked(this.plot, group, row, sumOf(picture, row), this.edge);
  }

  tell(frame) {
    describe(frame, this.summary);
    document.getElementById("all-flat").hidden = !isFlat(frame, selection);
    this.widen(frame);
  }

  /** The axis grows as soon as a dot needs it, and shrinks only when all of them fit well inside the smaller one. */
  widen(frame) {
    const fitting = edgeFor(frame, selection, this.goal, MOST_DOTS);
    if (fitting === this.goal) return;
    this.goal = fitting;
    this.stop();
    this.stop = glide(this.edge, fitting, (edge) => { this.edge = edge; this.reshape(); });
  }

  /** The curve of the chosen neuron's own layer, and its slope if that is wanted. */
  reshape() {
    const { plot, edge, goal, withSlope } = this;
    const name = activationName(selection.layer);
    document.getElementById("sigmoid-title").textContent = `${name[0].toUpperCase()}${name.slice(1)} curve`;
    const shape = [name, edge, goal, withSlope.checked].join(" ");
    if (!plot || this.shape === shape) return;
    this.shape = shape;
    const { x, y } = rangesOf(selection.layer, edge, withSlope.checked, goal);
    Object.assign(plot.figure.layout.xaxis, x);
    Object.assign(plot.figure.layout.yaxis, y);
    const [curve, slope] = [traceOf(edge, "value", "--ink", 2, "solid"), traceOf(edge, "slope", "--muted", 1, "dot")];
    plot.update(withSlope.checked ? [curve, slope] : [curve]);
  }
}

const traceOf = (edge, kind, colour, width, dash) => ({
  ...curveOf(selection.layer, edge, kind), mode: "lines", line: { width, dash, simplify: false, color: token(colour) }, meta: colour,
});

/** Nothing of them is seen before they are put where they are. */
function makeDots(overlay, count) {
  overlay.replaceChildren();
  const [goals, lines, points] = [make("g", {}, overlay), make("g", {}, overlay), make("g", {}, overlay)];
  return Array.from({ length: count }, (_, example) => ({
    example,
    goal: make("rect", { class: "goal", width: 9, height: 9, visibility: "hidden" }, goals),
    miss: make("line", { class: "miss" }, lines),
    tangent: make("line", { class: "tangent" }, lines),
    dot: make("circle", { class: "dot", "data-example": example }, points),
    text: count <= 8 ? make("text", {}, points) : null,
  }));
}

/** The situations: they have no targets, and so no errors. */
function makeAsked(overlay) {
  const { inputs, situations } = experiment();
  const groups = make("g", {});
  overlay.prepend(groups); // what was trained on lies above
  return situations.map((_, index) => {
    const row = inputs.length + index;
    const group = make("g", { class: "asked", transform: "scale(0)", "data-example": row, "data-subject": `any ${row} any` }, groups);
    make("rect", { x: -8, y: -8, width: 16, height: 16, transform: "rotate(45)" }, group);
    make("text", {}, group).textContent = "?";
    return { row, group };
  });
}

function placeAsked(plot, group, row, sum, edge) {
  const { layer } = selection;
  const at = Math.min(edge, Math.max(-edge, sum));
  const output = experiment().values[layer - 1](boundsOf(layer) ? sum : at);
  const size = row === selection.example ? 1 : 0.75;
  set(group, { class: `asked${row === selection.example ? " chosen" : ""}`, transform: `translate(${plot.x(at).toFixed(1)} ${plot.y(output).toFixed(1)}) scale(${size})` });
}

/** What each mark shows, in the words of the code: the chosen neuron's output, delta, error and target. */
function nameDots(dots) {
  const { layer, neuron } = selection;
  for (const { example, goal, miss, tangent, dot } of dots) {
    const subjects = [[dot, `l${layer}`], [tangent, `l${layer}_delta`], [miss, `l${layer}_error`], [goal, "y"]];
    for (const [mark, variable] of subjects) mark.dataset.subject = `${variable} ${example} ${neuron}`;
  }
  refreshMarks();
}

function named(name) {
  const strong = document.createElement("span");
  strong.className = "chosen-word";
  strong.textContent = name;
  return ["of ", strong];
}

/** The chosen neuron's weighted sum for a row: in a story what it was until the signals arrive, then on its way to what it is. */
function sumOf(picture, row) {
  const { layer, neuron } = selection;
  const { frame, moment } = picture;
  const sum = (shown, weights, biases) => weightedSum(outputs(shown, layer - 1, row), weights[layer - 1], neuron, biases?.[layer - 1][0][neuron]);
  if (!moment) return sum(picture, frame.scope ? frame.weights : picture.weights, frame.biases);
  const [before, after] = [moment.previous, moment.next].map((each) => sum(each, each.weights, each.biases));
  return before + (after - before) * shareOf(moment, layer);
}

/** How far the error has opened, from the answer towards the target. */
const openedIn = (moment) => moment?.act === "forward" ? 0 : moment?.act === "error" ? moment.done : 1;

/** Puts a dot and what belongs to it where it is. */
function putDot(plot, { example, goal, miss, tangent, dot, text }, sum, { edge, every, opened, before }) {
  const { layer, neuron } = selection;
  const { targets, shape, values, slopes } = experiment();
  const at = Math.min(edge, Math.max(-edge, sum));
  const output = boundsOf(layer) ? values[layer - 1](sum) : values[layer - 1](at); // without bounds a dot beyond the edge stays on the curve
  const chosen = example === selection.example ? " chosen" : "";
  const [x, y] = [plot.x(at), plot.y(output)];
  set(dot, { cx: x.toFixed(1), cy: y.toFixed(1), r: chosen ? 8 : 6, class: `dot${chosen}${before}` });

  const steepness = slopes[layer - 1](output);
  const [low, high] = boundsOf(layer) ?? [0, edge];
  const half = Math.min(TANGENT * edge, (STEEPEST * (high - low)) / steepness);
  const [left, right] = [Math.max(-edge, at - half), Math.min(edge, at + half)];
  set(tangent, { class: `tangent${chosen}`, x1: plot.x(left).toFixed(1), x2: plot.x(right).toFixed(1), y1: plot.y(output + steepness * (left - at)).toFixed(1), y2: plot.y(output + steepness * (right - at)).toFixed(1) });
  if (text) {
    put(text, String(example + 1));
    const side = example % 2 ? 1 : -1; // neighbours write on opposite sides
    set(text, { x: (x + side * 14).toFixed(1), y: (y + side * 12).toFixed(1) });
  }

  const missed = layer === shape.length - 1 && (chosen || every);
  goal.setAttribute("visibility", missed ? "visible" : "hidden");
  miss.setAttribute("visibility", missed ? "visible" : "hidden");
  if (!missed) return;
  const target = targets[example][neuron];
  const goalY = plot.y(target);
  set(goal, { x: (x - 4.5).toFixed(1), y: (goalY - 4.5).toFixed(1) });
  set(miss, { class: `miss ${sign(target - output)}`, x1: x.toFixed(1), x2: x.toFixed(1), y1: y.toFixed(1), y2: (y + (goalY - y) * opened).toFixed(1) });
}

/** The same in words, for a screen reader: the chosen example on the chosen neuron's curve. */
function describe(frame, summary) {
  const { layer, neuron, example } = selection;
  const row = outputs(frame, layer - 1, example);
  if (!row) return;
  const sum = weightedSum(row, frame.weights[layer - 1], neuron, frame.biases?.[layer - 1][0][neuron]);
  const output = outputs(frame, layer, example)[neuron];
  putLater(summary, `${neuronName(layer, neuron)}, ${rowName(example)}: weighted sum ${short(sum)}, output ${answer(output)}, slope ${answer(experiment().slopes[layer - 1](output))}`);
}
