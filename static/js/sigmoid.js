// The S-curve: one dot per example at (weighted sum, output), its tangent, and how far it is from the target.
import { sigmoid, weightedSum } from "./arithmetic.js";
import { experiment, onExperiment } from "./experiment.js";
import { answer, short, sign } from "./format.js";
import { mountPlot } from "./plot.js";
import { onFrame, onPicture, redraw } from "./scheduler.js";
import { choose, neuronName, onSelection, selection } from "./selection.js";
import { make, set } from "./svg.js";

const EDGE = 10; // the axis ends here; a dot further out stays at the edge
const TANGENT = 1.6; // half the tangent's length along the axis
const MOST_DOTS = 400;
const clamp = (sum) => Math.min(EDGE, Math.max(-EDGE, sum));

export async function mountSigmoid(element) {
  let plot = null;
  let dots = [];
  const caption = document.getElementById("chosen-neuron");
  const summary = make("desc");

  const drawn = (fresh) => { plot = fresh; build(); redraw(); };
  await mountPlot(element, drawn);

  function build() {
    if (!plot) return;
    plot.overlay.replaceChildren(summary);
    const count = Math.min(experiment().inputs.length, MOST_DOTS);
    const goals = make("g", {}, plot.overlay);
    const lines = make("g", {}, plot.overlay);
    const points = make("g", {}, plot.overlay);
    dots = Array.from({ length: count }, (_, example) => ({
      example,
      goal: make("rect", { class: "goal", width: 9, height: 9 }, goals),
      miss: make("line", { class: "miss" }, lines),
      tangent: make("line", { class: "tangent" }, lines),
      dot: make("circle", { class: "dot", r: 6, "data-example": example }, points),
      text: count <= 8 ? make("text", {}, points) : null,
    }));
  }

  onExperiment(build);
  onSelection(({ layer, neuron }) => {
    caption.replaceChildren(...named(neuronName(layer, neuron)));
  });
  element.addEventListener("click", (event) => {
    const example = event.target.closest?.(".dot")?.dataset.example;
    if (example !== undefined) choose({ example: Number(example) });
  });
  onPicture(({ layers, weights }) => {
    if (!plot || layers[0].length < dots.length) return;
    for (const entry of dots) place(plot, entry, layers, weights[selection.layer - 1]);
  });
  onFrame((frame) => describe(frame, summary));
}

function named(name) {
  const strong = document.createElement("span");
  strong.className = "chosen-word";
  strong.textContent = name;
  return ["of ", strong];
}

function place(plot, { example, goal, miss, tangent, dot, text }, layers, weights) {
  const { layer, neuron } = selection;
  const { targets, shape } = experiment();
  const sum = weightedSum(layers[layer - 1][example], weights, neuron);
  const output = sigmoid(sum);
  const at = clamp(sum);
  const chosen = example === selection.example ? " chosen" : "";
  const [x, y] = [plot.x(at), plot.y(output)];
  set(dot, { cx: x.toFixed(1), cy: y.toFixed(1), r: chosen ? 8 : 6, class: `dot${chosen}` });

  const slope = output * (1 - output);
  const [left, right] = [at - TANGENT, at + TANGENT];
  set(tangent, { class: `tangent${chosen}`, x1: plot.x(left).toFixed(1), x2: plot.x(right).toFixed(1), y1: plot.y(output - slope * TANGENT).toFixed(1), y2: plot.y(output + slope * TANGENT).toFixed(1) });
  if (text) {
    text.textContent = example + 1;
    set(text, { x: (x - 16).toFixed(1), y: (y - 10).toFixed(1) });
  }

  const isOutput = layer === shape.length - 1;
  goal.setAttribute("visibility", isOutput && chosen ? "visible" : "hidden");
  miss.setAttribute("visibility", isOutput && chosen ? "visible" : "hidden");
  if (!isOutput || !chosen) return;
  const target = targets[example][neuron];
  const goalY = plot.y(target);
  set(goal, { x: (x - 4.5).toFixed(1), y: (goalY - 4.5).toFixed(1) });
  set(miss, { class: `miss ${sign(target - output)}`, x1: x.toFixed(1), x2: x.toFixed(1), y1: y.toFixed(1), y2: goalY.toFixed(1) });
}

/** The same in words, for a screen reader: the chosen example on the chosen neuron's curve. */
function describe(frame, summary) {
  const { layer, neuron, example } = selection;
  const row = frame.layers[layer - 1][example];
  if (!row) return;
  const sum = weightedSum(row, frame.weights[layer - 1], neuron);
  const output = frame.layers[layer][example][neuron];
  summary.textContent = `${neuronName(layer, neuron)}, example ${example + 1}: weighted sum ${short(sum)}, output ${answer(output)}, slope ${answer(output * (1 - output))}`;
}
