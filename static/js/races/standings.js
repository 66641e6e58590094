// Where each way stands: its numbers in the table, and in words when that is worth saying.
import { error } from "../maths/format.js";
import { putNumber } from "../views/writing.js";

/** Returns `write(race)`, for the lanes' newest frames and the one of the whole race. */
export function mountStandings(lanes) {
  const announcer = document.getElementById("announcer");
  let last = null;
  return (race) => {
    for (const lane of lanes) writeRow(lane, race.error);
    const text = last && sentence(last, race, lanes);
    if (text) announcer.textContent = text;
    last = race;
  };
}

function writeRow({ row, frame }, lowest) {
  putNumber(row.querySelector("[data-iteration]"), String(frame.iteration));
  putNumber(row.querySelector("[data-error]"), error(frame.error));
  row.toggleAttribute("data-lowest", frame.error === lowest);
  row.toggleAttribute("data-diverged", frame.status === "diverged");
}

/** What has happened, with the error of every way; nothing while they run. */
function sentence(last, { status, iteration }, lanes) {
  if (status === "running") return status === last.status ? null : "Running.";
  if (status === last.status && iteration === last.iteration) return null;
  const errors = lanes.map(({ name, frame }) => `${name} ${frame.status === "diverged" ? `diverged at iteration ${frame.diverged_at}` : error(frame.error)}`);
  const event = status === last.status ? "At" : { paused: "Paused at", finished: "Finished at", diverged: "All have diverged by" }[status];
  return `${event} iteration ${iteration}. Mean errors: ${errors.join(", ")}.`;
}
