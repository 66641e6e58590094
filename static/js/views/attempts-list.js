// The chips of earlier attempts, and when a curve becomes one: at a new beginning that differs, never by a walk.
import { beganAlike, differences, isWorthKeeping, loadAttempts, sameAs, saveAttempts, wayOf } from "../travel/attempts.js";
import { experiment, onExperiment } from "../state/experiment.js";

/** `changed()` is called whenever other attempts are to be drawn; `shown()` gives those. */
export function mountAttempts(curve, changed) {
  const chips = document.getElementById("attempts");
  let attempts = loadAttempts();
  let way = wayOf(experiment());
  let longest = null; // of the present way: going back must not lose where it had got to

  const shown = () => attempts.filter((attempt) => sameAs(attempt) !== sameAs(way));

  function keep(wanted) {
    attempts = saveAttempts(wanted);
    list();
    changed();
  }

  function list() {
    const told = shown();
    const words = differences(told, way);
    chips.replaceChildren(...told.map((attempt, place) => chip(words[place], attempts.indexOf(attempt))));
  }

  /** The curve is about to be replaced: remembers it while it is the longest of its way. */
  function remember() {
    if ((curve.iteration.at(-1) ?? 0) >= (longest?.iteration.at(-1) ?? 0)) longest = { iteration: curve.iteration.slice(), error: curve.error.slice() };
  }

  function turn(now) {
    const next = wayOf(now);
    if (next.settings.lesson !== way.settings.lesson) attempts = saveAttempts([]);
    else if (isNewBeginning(next, way, longest)) attempts = saveAttempts([...attempts, attemptOf(way, longest)]);
    if (sameAs(next) !== sameAs(way)) longest = null;
    way = next;
    list();
    changed();
  }

  onExperiment((now) => { remember(); turn(now); });
  chips.addEventListener("click", (event) => {
    const place = event.target.closest("button")?.dataset.attempt;
    if (place !== undefined) keep(attempts.filter((_, index) => index !== Number(place)));
  });
  return { shown, remember };
}

/** The longest curve of a way, with the edits that it shows: one at its very end has changed nothing yet. */
function attemptOf(way, longest) {
  return { ...longest, settings: way.settings, changes: way.changes.filter(({ at }) => at < longest.iteration.at(-1)) };
}

function isNewBeginning(next, way, longest) {
  const guided = Boolean(document.getElementById("walk"));
  return !guided && !beganAlike(next, way) && longest !== null && isWorthKeeping(longest);
}

function chip(text, index) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "remove";
  button.dataset.attempt = index;
  button.textContent = "×";
  button.setAttribute("aria-label", `Forget the attempt with ${text}`);
  item.append(`Earlier: ${text}`, button);
  return item;
}
