// "Try other starts": a study of this run below the pictures, and of what varies in it.
import { experiment } from "../state/experiment.js";
import { followStudy } from "../studies/view.js";

export function mountOtherStarts() {
  const section = document.getElementById("starts");
  const form = document.getElementById("starts-form");
  if (!section) return;
  const place = section.querySelector("[data-study-place]");
  const problem = section.querySelector("[data-study-problem]");
  let leave = () => {};

  async function begin(sent) {
    const response = await fetch(sent.action, { method: "POST", headers: { "HX-Request": "true", Accept: "text/html" }, body: new URLSearchParams(/** @type {any} */ (new FormData(sent))) });
    const text = await response.text();
    const shown = new DOMParser().parseFromString(text, "text/html");
    section.hidden = false;
    if (!document.activeElement?.closest("#walk")) section.querySelector("h2").focus(); // a walk is read on
    problem.textContent = response.ok ? "" : shown.body.textContent.trim();
    if (!response.ok) return;
    leave();
    place.replaceChildren(...shown.body.children);
    leave = followStudy(place.firstElementChild, experiment().seed);
  }

  for (const element of [form, section]) {
    element.addEventListener("submit", (event) => {
      if (event.target.matches("[data-study-stop]")) return;
      event.preventDefault();
      begin(event.target);
    });
  }
  section.addEventListener("change", ({ target }) => {
    if (target.dataset.sweep) section.querySelector(`[name="${target.dataset.sweep}"]`).value = target.selectedOptions[0].dataset.values ?? "";
  });
  section.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-study-close]")) return;
    leave();
    section.hidden = true;
    form.querySelector("button").focus();
  });
}
