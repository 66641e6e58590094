// Why a run learns or not: asked for by a button, or told unasked once a run has ended or hardly moves.
// What the first finding speaks of is marked wherever it is shown.
import { onExperiment } from "../state/experiment.js";
import { mark } from "../state/attention.js";
import { latest, onFrame } from "../state/scheduler.js";

const KIND = "found";
const EARLY = 500; // iterations before which a standstill is none
const STILL = 0.001; // a fall by less than this part of the error, over half the way
const ENDS = ["finished", "diverged"];

export function mountWhy() {
  const panel = document.getElementById("why");
  const button = document.getElementById("why-button");
  let told = null; // the iteration it was told for
  let asked = 0;
  let status = "";
  const standstill = new Standstill();

  async function ask(unasked) {
    const ticket = ++asked;
    const at = latest()?.iteration ?? 0;
    const text = await answer(unasked);
    if (ticket !== asked || text === null || (unasked && !text)) return;
    panel.innerHTML = text;
    show(true);
    told = at;
  }

  function show(open) {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    mark(KIND, open ? placesOf(panel) : []);
    if (!open) told = null;
  }

  const close = () => { asked += 1; show(false); };

  button.addEventListener("click", () => { if (panel.hidden) ask(false); else close(); });
  panel.addEventListener("click", ({ target }) => {
    const chosen = target.closest("button");
    if (chosen?.dataset.why === "close") { close(); button.focus(); }
    if (chosen?.dataset.why === "more") more(panel, chosen);
    if (chosen?.dataset.edit) attempt(chosen);
  });

  onFrame((frame) => {
    const ended = status === "running" && ENDS.includes(frame.status);
    status = frame.status;
    if (told !== null && frame.iteration < told) close();
    if (ended || (standstill.has(frame) && status === "running" && told === null)) ask(true);
  });
  onExperiment(() => { standstill.begin(); close(); });
}

/** The findings as HTML; nothing to say is an empty text, no answer null. */
async function answer(unasked) {
  const address = `${document.body.dataset.run}/why${unasked ? "?unasked" : ""}`;
  const response = await fetch(address, { headers: { "HX-Request": "true", Accept: "text/html" } });
  return response.ok ? (await response.text()).trim() : null;
}

/** Over the second half of the way the error has fallen by next to nothing. */
class Standstill {
  iteration = 0;
  error = Infinity;

  begin() {
    this.iteration = 0;
    this.error = Infinity;
  }

  has({ iteration, error }) {
    if (iteration < this.iteration) this.begin();
    if (iteration < Math.max(EARLY, 2 * this.iteration)) return false;
    const still = this.iteration > 0 && Math.abs(this.error - error) < STILL * error;
    this.iteration = iteration;
    this.error = error;
    return still;
  }
}

/** What the first finding speaks of. */
const placesOf = (panel) => panel.querySelector(".finding")?.dataset.where?.split(";").filter(Boolean) ?? [];

function more(panel, button) {
  const hidden = [...panel.querySelectorAll(".finding[hidden]")];
  for (const finding of hidden) finding.hidden = false;
  button.remove();
  hidden[0]?.querySelector("button")?.focus();
}

/** One edit, which undo takes back. */
async function attempt(button) {
  button.disabled = true;
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const response = await fetch(`${document.body.dataset.run}/experiment`, { method: "PATCH", headers, body: button.dataset.edit });
  if (!response.ok) button.disabled = false;
}
