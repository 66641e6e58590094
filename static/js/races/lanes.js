// The ways of a race, each a run with a stream of its own. What they show together is told once per animation frame.
import { receive } from "../state/scheduler.js";
import { follow } from "../state/stream.js";

const LATE = 200; // milliseconds that a frame waits for those of the others at the same iteration
const STATUSES = ["running", "paused", "finished", "diverged"];

/** In the order of the table: what each is called, its row, the frame that is shown, and the one that came last. */
export function mountLanes() {
  return [...document.querySelectorAll("#standings [data-lane]")].map((row, place) => {
    const { lane: letter, run, name, revision } = row.dataset;
    return { place, letter, run, name, row, revision, frame: null, coming: null };
  });
}

/** `note(lane, frame)` is called for every frame that is shown, `draw(race)` for what all of them come to: one frame for
 * the whole race. */
export function followLanes(lanes, note, draw) {
  let due = 0;
  let late = 0;

  function take() {
    clearTimeout(late);
    late = 0;
    for (const lane of lanes) {
      if (!lane.coming || lane.coming === lane.frame) continue;
      lane.frame = lane.coming;
      note(lane, lane.frame);
    }
    if (lanes.every(({ frame }) => frame)) due ||= requestAnimationFrame(show);
  }

  function show() {
    due = 0;
    const race = together(lanes.map(({ frame }) => frame));
    receive(race);
    draw(race);
  }

  for (const lane of lanes) {
    follow(() => `${lane.run}/stream?revision=${lane.revision}`, {
      frame(json) {
        lane.coming = JSON.parse(json);
        if (agree(lanes)) take();
        else late ||= setTimeout(take, LATE);
      },
      html: () => location.reload(), // it was edited elsewhere: its name may be another
    });
  }
}

/** Whether all have come to one iteration; whose numbers have ended before is not waited for. */
function agree(lanes) {
  if (!lanes.every(({ coming }) => coming)) return false;
  const going = lanes.map(({ coming }) => coming).filter(({ status }) => status !== "diverged");
  return new Set(going.map(({ iteration, status }) => `${iteration} ${status}`)).size < 2;
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
