// The ground a run walks on: the mean error over a plane through its way, dark where it is small.
// It is fetched anew when the run has gone on; the mark of where it stands follows every frame.
import { experiment, onExperiment } from "../state/experiment.js";
import { latest, onFrame } from "../state/scheduler.js";
import { error as errorText } from "../maths/format.js";
import { drawLandscape, paper, placed, told, whereAt } from "./ground.js";
import { set } from "./svg.js";

const AGAIN = 1000; // milliseconds between two fetches while the run plays
const MOST = 500; // weights to choose from
const MOST_OF_ITS_WAY = "most of its way";

export function mountLandscape() {
  const card = document.getElementById("landscape-card");
  const choices = /** @type {HTMLFormElement} */ (document.getElementById("landscape-choices"));
  const table = document.getElementById("landscape-table");
  const picture = paper(document.getElementById("landscape"));
  let ground = null;
  let due = 0;

  async function fetchGround() {
    clearTimeout(due);
    due = 0;
    const query = new URLSearchParams(/** @type {any} */ (new FormData(choices)));
    const address = `${document.body.dataset.run}/landscape?${query}`;
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (!response.ok || card.hidden) return;
    ground = await response.json();
    table.setAttribute("href", address);
    drawLandscape(picture, ground);
    document.getElementById("landscape-summary").textContent = inWords(ground);
    follow();
  }

  function follow() {
    const frame = latest();
    if (!ground || !frame) return;
    const [x, y] = placed(ground, whereAt(ground, frame.iteration));
    set(picture.now, { cx: x, cy: y });
  }

  const again = () => { due ||= setTimeout(fetchGround, AGAIN); };

  openAndClose(card, fetchGround);
  choices.addEventListener("submit", (event) => event.preventDefault());
  choices.addEventListener("change", ({ target }) => { keepTwo(choices, target); fetchGround(); });
  tellWhatIsThere(picture.svg, () => ground);
  onFrame(({ iteration }) => {
    if (card.hidden) return;
    if (!ground || iteration > ground.iteration.at(-1)) again();
    follow();
  });
  onExperiment(() => { offer(choices); if (!card.hidden) again(); });
}

function openAndClose(card, opened) {
  const button = document.getElementById("landscape-button");
  const show = (open) => {
    card.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) { opened(); document.getElementById("landscape-title").focus(); } else button.focus();
  };
  button.addEventListener("click", () => show(card.hidden));
  document.getElementById("landscape-close").addEventListener("click", () => show(false));
}

/** The weights that can be axes; what was chosen stays, where the network still has it. */
function offer({ elements }) {
  const { shape, synapses } = experiment();
  const weights = synapses > MOST || synapses < 2 ? [] : shape.slice(1).flatMap((targets, k) => Array.from({ length: shape[k] * targets }, (_, n) => [k, Math.floor(n / targets), n % targets]));
  for (const select of [elements.across, elements.up]) {
    const before = select.value;
    select.replaceChildren(new Option(MOST_OF_ITS_WAY, ""), ...weights.map(([k, i, j]) => new Option(`syn${k}[${i}, ${j}]`, `syn${k} ${i} ${j}`)));
    select.value = before;
    if (select.selectedIndex < 0) select.value = "";
    select.closest("label").hidden = weights.length === 0;
  }
  if (!elements.across.value || !elements.up.value) elements.across.value = elements.up.value = "";
}

/** A plane has two axes: who chooses one gets another, who takes one back has none. */
function keepTwo({ elements }, chosen) {
  const pair = [elements.across, elements.up];
  if (!pair.includes(chosen)) return;
  const [other] = pair.filter((select) => select !== chosen);
  if (!chosen.value) other.value = "";
  else if (!other.value || other.value === chosen.value) other.selectedIndex = chosen.selectedIndex === 1 ? 2 : 1;
}

/** Says in words what the pointer is over. */
function tellWhatIsThere(svg, ground) {
  const here = document.getElementById("landscape-here");
  svg.addEventListener("pointermove", ({ clientX, clientY }) => {
    const { left, top, width, height } = svg.getBoundingClientRect();
    if (ground()) here.textContent = told(ground(), (clientX - left) / width, (clientY - top) / height);
  });
  svg.addEventListener("pointerleave", () => { here.textContent = ""; });
}

function inWords({ shares, iteration, error, others }) {
  const [first, second] = shares.map((share) => `${(100 * share).toFixed(1)} %`);
  if (iteration.length < 2) return "The run has not moved yet: run it, and its way appears.";
  const way = `${first} of the way to iteration ${iteration.at(-1)} lies along the picture's width, ${second} along its height. The mean error fell from ${errorText(error[0])} to ${errorText(error.at(-1))}.`;
  return others.length ? `${way} ${endsInWords(others)}` : way;
}

function endsInWords(others) {
  const ends = others.map((other) => other.error).sort((a, b) => a - b);
  return `${others.length} other starts end with mean errors from ${errorText(ends[0])} to ${errorText(ends.at(-1))}.`;
}
