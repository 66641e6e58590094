// The training cycle as a small picture: forward, error, back, update, and which of them is at work. The page wears the act
// of the story that is being told: what was made before it is pale, the code's lines of this act are lit.
import { steppedLine } from "../state/lines.js";
import { onFrame, onPicture } from "../state/scheduler.js";

const OF_ACT = { forward: "forward", error: "error", back: "back", update: "update", answer: "forward" };
const OF_LINE = { forward: "forward", error: "error", back: "back", delta: "back", gradient: "update", memory: "update", update: "update" };

export function mountCycle(element) {
  let shown = "";

  function show(station) {
    if (station === shown) return;
    shown = station;
    for (const each of element.querySelectorAll("[data-station]")) each.toggleAttribute("data-now", each.dataset.station === station);
    element.setAttribute("aria-label", `Training cycle: forward, error, back, update, and again.${station ? ` Now: ${station}.` : ""}`);
  }

  onFrame((frame) => show(OF_LINE[steppedLine(frame)?.kind] ?? ""));
  onPicture(({ frame, moment }) => {
    if (moment) document.body.dataset.act = moment.act;
    else delete document.body.dataset.act;
    show(moment ? OF_ACT[moment.act] : OF_LINE[steppedLine(frame)?.kind] ?? "");
  });
}
