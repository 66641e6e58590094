// Hidden layers, learning rate and seed: sent when they are left, refused values marked where they stand.
import { edit } from "../state/commands.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { submit } from "./fields.js";

const MOST_NEURONS = 64;

export function mountSettings() {
  document.addEventListener("change", (event) => { if (event.target.matches?.("#settings input")) submit(event.target); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("#settings input")) event.target.blur();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-hidden]");
    if (button) edit({ hidden: changed(button.dataset.hidden).join(", ") });
  });
  onExperiment(({ hidden }) => {
    document.querySelector('[data-hidden="fewer"]').disabled = !hidden.length;
  });
}

/** The hidden layers with one neuron more or fewer in the last; an empty layer disappears, the first one appears. */
function changed(which) {
  const hidden = experiment().hidden.slice();
  if (which === "more") {
    if (!hidden.length) return [1];
    hidden.push(Math.min(MOST_NEURONS, hidden.pop() + 1));
  } else if (hidden.length) {
    const fewer = hidden.pop() - 1;
    if (fewer > 0) hidden.push(fewer);
  }
  return hidden;
}
