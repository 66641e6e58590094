// Hidden layers, learning rate and seed: sent when they are left, refused values marked where they stand.
import { edit } from "../state/commands.js";
import { experiment, onExperiment } from "../state/experiment.js";
import { submit } from "./fields.js";

const MOST_NEURONS = 64;
const DIGITS = 2; // of a learning rate that a slider gives
const field = () => document.getElementById("learning_rate");

export function mountSettings() {
  document.addEventListener("change", (event) => { if (event.target.matches?.("#settings input[name]")) submit(event.target); });
  document.addEventListener("input", ({ target }) => { if (target.matches?.("#rate-slider")) follow(target); });
  document.addEventListener("change", ({ target }) => { if (target.matches?.("#rate-slider")) submit(follow(target)); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("#settings input")) event.target.blur();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-hidden]");
    if (button) edit({ hidden: changed(button.dataset.hidden).join(", ") });
  });
  onExperiment(({ hidden, learning_rate: rate }) => {
    document.querySelector('[data-hidden="fewer"]').disabled = !hidden.length;
    const slider = document.getElementById("rate-slider");
    if (slider) slider.value = Math.log10(rate);
    slider?.setAttribute("aria-valuetext", String(rate));
  });
}

/** The field shows where the slider stands; it is sent when the slider is let go. */
function follow(slider) {
  field().value = Number((10 ** slider.value).toPrecision(DIGITS));
  slider.setAttribute("aria-valuetext", field().value);
  return field();
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
