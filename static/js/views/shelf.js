// Several panels in one place, side by side: a button brings its panel into sight, and what is asked for brings
// itself. Whoever reads the page by names or by ear has all of them.
import { onAsked } from "./explain.js";
import { isStill } from "../state/motion.js";

export function mountShelf(strip) {
  const buttons = [...document.querySelectorAll("[data-brings]")];
  const panel = (button) => document.getElementById(button.dataset.brings);

  function bring(shown) {
    strip.scrollTo({ left: shown.offsetLeft, behavior: isStill() ? "instant" : "smooth" });
  }
  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      buttons.find((button) => panel(button) === target).setAttribute("aria-pressed", String(isIntersecting));
    }
  }, { root: strip, threshold: 0.6 });
  for (const button of buttons) {
    sight.observe(panel(button));
    button.addEventListener("click", () => bring(panel(button)));
  }
  onAsked(() => bring(document.getElementById("explanation")));
}
