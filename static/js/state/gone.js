// The run of this page is not on the server any more: why, and one press by which the work goes on.
import { at } from "./addresses.js";
import { experiment } from "./experiment.js";
import { latest } from "./scheduler.js";

const JSON_ONLY = { Accept: "application/json" };
const FAILED = "The server could not do that just now. Try again in a moment.";

/** Says in this element what has become of the run, and offers the way on. */
export async function tellGone(alert) {
  const run = document.body.dataset.run;
  const answer = await fetch(run, { headers: JSON_ONLY, cache: "no-store" });
  if (answer.ok) return location.reload();
  alert.textContent = `${(await answer.json()).detail} `;
  if ("watched" in document.body.dataset) return;
  alert.append(press("Go on in a new run", goOn));
  if (answer.headers.get("X-Taken-Away")) alert.append(" ", press("Take it back", restore));

  function press(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", async () => { if (!await act()) alert.textContent = FAILED; });
    return button;
  }
}

/** A new run of what the page holds: table, edits and iteration. */
async function goOn() {
  const body = { ...experiment().saved, iteration: latest()?.iteration ?? 0 };
  const headers = { ...JSON_ONLY, "Content-Type": "application/json" };
  const answer = await fetch(at("/runs"), { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.ok) location.assign(answer.headers.get("Location"));
  return answer.ok;
}

async function restore() {
  const answer = await fetch(`${document.body.dataset.run}/restore`, { method: "POST", headers: JSON_ONLY });
  if (answer.ok) location.reload();
  return answer.ok;
}
