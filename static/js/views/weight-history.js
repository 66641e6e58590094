// What became of every weight: all of them small beside each other, the chosen one large, with its change.
import { changesPerIteration } from "../maths/arithmetic.js";
import { onExperiment } from "../state/experiment.js";
import { short, sign } from "../maths/format.js";
import { onFrame } from "../state/scheduler.js";
import { AGAIN, button, LARGE, plot, SMALL } from "./history-plot.js";

const MOST_SMALL = 160;

export function mount(section) {
  const small = document.getElementById("small-weights");
  let chosen = { layer: 0, from: 0, to: 0 };
  let history = null;
  let timer = 0;

  async function look() {
    timer = 0;
    if (!section.open) return;
    const response = await fetch(`${document.body.dataset.run}/weights`, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    history = await response.json();
    draw();
  }

  function draw() {
    const all = history.weights.flatMap((points, layer) => points[0].flatMap((row, from) => row.map((_, to) => ({ layer, from, to }))));
    if (!all.some((each) => same(each, chosen))) [chosen] = all;
    const shown = all.slice(0, MOST_SMALL);
    if (small.children.length !== shown.length) small.replaceChildren(...shown.map(button));
    shown.forEach((each, index) => drawSmall(small.children[index], each, seriesOf(history, each), same(each, chosen)));
    drawLarge(chosen, history);
  }

  small.addEventListener("click", (event) => {
    const place = event.target.closest("button")?.dataset.place;
    if (!place) return;
    const [layer, from, to] = place.split(" ").map(Number);
    chosen = { layer, from, to };
    draw();
  });
  section.addEventListener("toggle", look);
  onExperiment(() => { small.replaceChildren(); look(); });
  onFrame(() => { if (section.open) timer ||= setTimeout(look, AGAIN); });
}

const same = (one, other) => one.layer === other.layer && one.from === other.from && one.to === other.to;
const seriesOf = ({ weights }, { layer, from, to }) => weights[layer].map((matrix) => matrix[from][to]);
const nameOf = ({ layer, from, to }) => `syn${layer}[${from}, ${to}]`;

function drawSmall(element, place, series, isChosen) {
  element.dataset.place = `${place.layer} ${place.from} ${place.to}`;
  element.setAttribute("aria-pressed", String(isChosen));
  element.firstChild.textContent = `${nameOf(place)} ${short(series.at(-1))}`;
  plot(element.lastChild, series.map((value, index) => [index, value]), SMALL, sign(series.at(-1)));
}

function drawLarge(place, history) {
  const series = seriesOf(history, place);
  const times = history.iteration;
  const when = (index) => Math.log1p(times[index]);
  const changes = changesPerIteration(series, times);
  document.getElementById("chosen-weight").hidden = false;
  plot(document.getElementById("chosen-weight-value"), series.map((value, index) => [when(index), value]), LARGE, sign(series.at(-1)), `${nameOf(place)}, its value`);
  plot(document.getElementById("chosen-weight-change"), changes.map((value, index) => [when(index + 1), value]), LARGE, sign(changes.at(-1) ?? 0), "its change per iteration");
  const turns = history.turns[place.layer][place.from][place.to];
  document.getElementById("chosen-weight-words").textContent = `${nameOf(place)} began at ${short(series[0])} and is ${short(series.at(-1))} at iteration ${times.at(-1)}. In the first ${history.turns_until} iterations the push on it changed direction ${turns === 1 ? "once" : `${turns} times`}. Time runs to the right, the early iterations given more of the way.`;
}
