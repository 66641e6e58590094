// The training cycle as a small picture: forward, error, back, update, and which of them is at work. The page wears the act
// of the story that is being told: what was made before it is pale, the code's lines of this act are lit.
import { steppedLine } from "../state/lines.js";
import { stationOf, stationOfLine } from "../maths/story.js";
import { onFrame, onPicture } from "../state/scheduler.js";

export function mountCycle(element) {
  let shown = "";

  function show(station) {
    if (station === shown) return;
    shown = station;
    for (const each of element.querySelectorAll("[data-station]")) each.toggleAttribute("data-now", each.dataset.station === station);
    element.setAttribute("aria-label", `Training cycle: forward, error, back, update, and again.${station ? ` Now: ${station}.` : ""}`);
  }

  onFrame((frame) => show(stationOfLine(steppedLine(frame)?.kind) ?? ""));
  onPicture(({ frame, moment }) => {
    if (moment) document.body.dataset.act = moment.act;
    else delete document.body.dataset.act;
    show(moment ? stationOf(moment.act) : stationOfLine(steppedLine(frame)?.kind) ?? "");
  });
}
