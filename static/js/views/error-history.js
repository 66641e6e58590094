// What became of the error of every example: all of them small beside each other on one scale, the chosen one large.
import { plain, sign } from "../maths/format.js";
import { AGAIN, button, LARGE, plot, SMALL } from "./history-plot.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { onFrame } from "../state/scheduler.js";
import { choose, neuronName, onSelection, trainedRow } from "../state/selection.js";
import { lastLayer } from "../state/variables.js";

export function mount(section) {
  const small = document.getElementById("small-errors");
  let target = 0;
  let history = null;
  let timer = 0;

  async function look() {
    timer = 0;
    if (!section.open) return;
    const response = await fetch(`${document.body.dataset.run}/errors`, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    history = await response.json();
    draw();
  }

  function draw() {
    if (!history || !section.open) return;
    const all = history.errors[0].flatMap((row, example) => row.map((_, column) => ({ example, target: column })));
    const scale = rangeOf(history.errors);
    if (small.children.length !== all.length) small.replaceChildren(...all.map(button));
    all.forEach((each, index) => {
      const isChosen = each.example === trainedRow() && each.target === target;
      drawSmall(small.children[index], each, history, scale, isChosen);
      if (isChosen) drawLarge(each, history, scale);
    });
  }

  small.addEventListener("click", (event) => {
    const place = event.target.closest("button")?.dataset.place;
    if (!place) return;
    const [example, column] = place.split(" ").map(Number);
    target = column;
    choose({ example });
  });
  section.addEventListener("toggle", look);
  onSelection(draw);
  onExperiment(({ targets }) => { target = Math.min(target, targets[0].length - 1); small.replaceChildren(); history = null; look(); });
  onFrame(() => { if (section.open) timer ||= setTimeout(look, AGAIN); });
}

/** The points of one curve, [place, error]; a row that came later begins later. */
const seriesOf = ({ errors }, { example, target }) => errors.map((rows, index) => [index, rows[example][target]]).filter(([, error]) => error !== null);

/** One scale for all, so that they can be compared. */
function rangeOf(errors) {
  const all = errors.flat(2).filter((error) => error !== null);
  return all.reduce(({ least, most }, error) => ({ least: Math.min(least, error), most: Math.max(most, error) }), { least: 0, most: 0 });
}

const nameOf = ({ example, target }) => experiment().targets[0].length > 1 ? `example ${example + 1}, ${neuronName(lastLayer(), target)}` : `example ${example + 1}`;

function drawSmall(element, place, history, scale, isChosen) {
  const points = seriesOf(history, place);
  const [, now] = points.at(-1);
  element.dataset.place = `${place.example} ${place.target}`;
  element.setAttribute("aria-pressed", String(isChosen));
  element.firstChild.textContent = `${nameOf(place)}: ${plain(now)}`;
  plot(element.lastChild, points, { ...SMALL, ...scale }, sign(now));
}

function drawLarge(place, history, scale) {
  const points = seriesOf(history, place);
  const [first, last] = [points[0], points.at(-1)];
  const when = (index) => Math.log1p(history.iteration[index]);
  document.getElementById("chosen-error").hidden = false;
  plot(document.getElementById("chosen-error-value"), points.map(([index, error]) => [when(index), error]), { ...LARGE, ...scale }, sign(last[1]), `l${lastLayer()}_error, ${nameOf(place)}`);
  document.getElementById("chosen-error-words").textContent = `The error of ${nameOf(place)} began at ${plain(first[1])} and is ${plain(last[1])} at iteration ${history.iteration[last[0]]}. Above the line in the middle the answer has to rise, below it to fall. Time runs to the right, the early iterations given more of the way.`;
}
