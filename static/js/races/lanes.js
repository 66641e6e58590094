// The ways of a race, each a run with a stream of its own. What they show together is told once per animation frame.
import { receive } from "../state/scheduler.js";
import { follow } from "../state/stream.js";

const STATUSES = ["running", "paused", "finished", "diverged"];

/** In the order of the table: what each is called, its row, and the newest frame. */
export function mountLanes() {
  return [...document.querySelectorAll("#standings [data-lane]")].map((row, place) => {
    const { lane: letter, run, name, revision } = row.dataset;
    return { place, letter, run, name, row, revision, frame: null };
  });
}

/** `note(lane, frame)` is called for every frame, `draw(race)` for what all of them come to: one frame for the whole race. */
export function followLanes(lanes, note, draw) {
  let due = 0;

  function show() {
    due = 0;
    const race = together(lanes.map(({ frame }) => frame));
    receive(race);
    draw(race);
  }

  for (const lane of lanes) {
    follow(() => `${lane.run}/stream?revision=${lane.revision}`, {
      frame(json) {
        lane.frame = JSON.parse(json);
        note(lane, lane.frame);
        if (lanes.every(({ frame }) => frame)) due ||= requestAnimationFrame(show);
      },
      html: () => location.reload(), // it was edited elsewhere: its name may be another
    });
  }
}

/** What the controls show: the farthest iteration, the lowest error, and whether any is running. */
function together(frames) {
  const each = frames.map(({ status }) => status);
  return {
    ...frames[0],
    iteration: Math.max(...frames.map(({ iteration }) => iteration)),
    error: Math.min(...frames.map(({ error }) => error)),
    status: STATUSES.find((status) => each.includes(status)),
  };
}
