// A study as it fills: pictures, table and words follow the stream until it has ended.
import { drawShares, drawSoon } from "./curves.js";
import { drawDots, MOST, topOf } from "./dots.js";
import { ENDINGS, endingMark } from "./endings.js";
import { onSeen } from "../state/seen.js";
import { make } from "../views/svg.js";

const part = (root, name) => root.querySelector(`[data-study-${name}]`);
const percent = (share) => `${(100 * share).toFixed(1)} %`;
const count = (number) => number < 1e4 ? String(number) : number.toLocaleString("en").replaceAll(",", "\u202f");

/** Follows the study in this section; `own` is the seed of the run it belongs to. Returns how to leave it. */
export function followStudy(section, own = null) {
  let study = null;
  let due = 0;
  const draw = () => { due = 0; show(section, study, own); };
  const leave = listen(section, (told) => {
    study = told;
    due ||= requestAnimationFrame(draw);
  });
  section.addEventListener("click", ({ target }) => {
    const chosen = target.closest("[data-seed]");
    const group = chosen?.closest("[data-group]")?.dataset.group;
    if (chosen && study) openStart(section.dataset.runs, study, Number(group), Number(chosen.dataset.seed));
  });
  stopHere(part(section, "stop"));
  return () => { leave(); cancelAnimationFrame(due); };
}

/** Calls back with all of the study until it has ended. A browser has few connections to a server: one is
 * held only while there is somebody to see it. Returns how to leave. */
function listen(section, tell) {
  let source = null;
  let isOver = false;
  const close = () => { source?.close(); source = null; };
  const end = () => { isOver = true; close(); };
  const open = () => {
    source = new EventSource(`${section.dataset.study}/stream`);
    source.addEventListener("nn:study", ({ data }) => tell(JSON.parse(data)));
    source.addEventListener("nn:end", end);
  };
  onSeen((seen) => {
    if (!seen || isOver) close();
    else if (!source) open();
  });
  return end;
}

/** Stopping needs no new page: the stream tells what came of it. */
function stopHere(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fetch(form.action, { method: "POST", headers: { Accept: "application/json" } });
  });
}

function show(section, study, own) {
  part(section, "done").textContent = count(study.done);
  part(section, "status").textContent = study.status;
  part(section, "stop").hidden = study.status !== "running";
  const names = study.groups.map(({ vary }) => Object.values(vary).map(listed).join(", "));
  part(section, "summary").textContent = inWords(study, names);
  const look = { own, near: section.dataset.near, top: topOf(study.groups), isSmall: study.groups.length > 1 };
  study.groups.forEach((group, place) => showGroup(section, group, place, look));
  const soon = part(section, "soon");
  if (soon) drawSoon(soon, study.groups, names, study.iterations);
  const shares = part(section, "shares");
  if (shares) drawShares(shares, study.groups, study.vary, listed);
  showEndings(part(section, "endings"), study, section.dataset.near);
}

function showGroup(section, group, place, look) {
  const panel = section.querySelector(`figure [data-group="${place}"]`);
  drawDots(panel.querySelector(".pile"), group, look);
  const cells = section.querySelectorAll("[data-study-groups] tr")[place].querySelectorAll("td");
  const told = [count(group.done), count(group.right), group.done ? percent(group.right / group.done) : "–", `${(100 * group.share[0]).toFixed(1)} to ${percent(group.share[1])}`];
  told.forEach((text, column) => { cells[column].textContent = text; });
}

/** How many ended in each way, with some of each to open. */
function showEndings(list, study, near) {
  const all = study.groups.flatMap((group, place) => group.outcomes.map((outcome) => ({ ...outcome, place })));
  const items = Object.keys(ENDINGS).map((ending) => {
    const such = all.filter((outcome) => outcome.ending === ending);
    return such.length ? endingItem(ending, such, near) : "";
  });
  list.replaceChildren(...items.filter(Boolean));
}

function endingItem(ending, such, near) {
  const item = document.createElement("li");
  const mark = make("svg", { class: "mark", viewBox: "-6 -6 12 12", "aria-hidden": "true" }, item);
  endingMark(ending, 4.5, mark);
  item.append(`${count(such.length)} ${ENDINGS[ending].replace("right", near)}. Open `);
  such.slice(0, 3).forEach(({ seed, place }) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "quiet", textContent: `seed ${seed}` });
    button.dataset.seed = seed;
    const holder = document.createElement("span");
    holder.dataset.group = place;
    holder.append(button);
    item.append(holder);
  });
  return item;
}

/** A start becomes a run of one's own, at the iteration at which the study left it. */
async function openStart(runs, study, place, seed) {
  const experiment = { ...study.experiment, ...study.groups[place].vary, seed, iterations: study.iterations };
  const body = JSON.stringify({ experiment, iteration: study.iterations });
  const response = await fetch(runs, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body });
  if (response.ok) window.location.assign(response.headers.get("Location"));
}

export const listed = (value) => Array.isArray(value) ? value.join(", ") || "none" : String(value);

function inWords({ groups, done, of }, names) {
  const sentences = groups.map(({ done: known, right, share }, place) => {
    const whose = names[place] ? `With ${names[place]}: ` : "";
    return `${whose}${count(right)} of ${count(known)} starts learned, which stands for ${(100 * share[0]).toFixed(1)} to ${percent(share[1])} of all.`;
  });
  const shown = groups.some((group) => group.done > MOST) ? ` The picture shows the first ${count(MOST)} of each.` : "";
  return done < of && !done ? "No start is known yet." : sentences.join(" ") + shown;
}
