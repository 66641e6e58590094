// One iteration between two frames, told in the order of its causes: the weights as they were make answers, these miss the
// targets, the error travels back and changes the weights, and the new weights make new answers.

/** The acts, in milliseconds: from rest, and while a run goes on, where the pass forward has just been seen. */
const FROM_REST = { forward: 240, error: 120, back: 250, update: 220, answer: 370 };
const GOING_ON = { error: 140, back: 290, update: 260, answer: 310 };
const TRAVELLING = ["forward", "back", "answer"];
const TRAVEL = 0.7; // share of a pass in which its signals are on their way; in the rest the last layer fills

export const LENGTH = Object.values(FROM_REST).reduce((sum, part) => sum + part);

/** The story of `previous` becoming `next`, from `begun` on for `length` milliseconds; in steps if nothing is to move. */
export const storyOf = (previous, next, { begun, length, goesOn, inSteps }) =>
  ({ previous, next, begun, length, inSteps, acts: Object.entries(goesOn ? GOING_ON : FROM_REST), last: next.layers.length - 1 });

/** Where a story is: { act, done (share of the act), previous, next, last (layer), inSteps, stands (milliseconds until it looks
 *  another way) }; null once it is over. */
export function momentOf(story, now) {
  const { acts, begun, length, previous, next, last, inSteps } = story;
  const whole = acts.reduce((sum, [, part]) => sum + part, 0);
  let left = Math.max(0, now - begun) / length * whole;
  for (const [act, part] of acts) {
    if (left < part) return { act, ...(inSteps ? stepAt : movingAt)(left / part, part / whole * length), previous, next, last, inSteps };
    left -= part;
  }
  return null;
}

const movingAt = (done) => ({ done, stands: 0 });

/** An act has two steps: its beginning, and from its middle on its end. */
const stepAt = (share, length) => ({ done: Math.round(share), stands: ((share < 0.5 ? 0.5 : 1) - share) * length });

const within = (share) => Math.min(1, Math.max(0, share));

/** How many layers the signals of a pass have gone, 0…last. */
export const depthOf = ({ done, last }) => within(done / TRAVEL) * last;

/** Which of so many lines, one after the other, acts: on a pass they go as far as the signals. */
export const lineAt = (moment, count) =>
  Math.min(count - 1, Math.floor(count * (TRAVELLING.includes(moment.act) ? depthOf(moment) / moment.last : moment.done)));

/** How long ago signals arrived after so many layers, as a share of the time a layer has to fill. */
export const sinceArrival = ({ done, last }, layers) => (done - TRAVEL * layers / last) / (1 - TRAVEL);

/** How far a layer has gone from what it was to what it is: 0 until the new signals arrive, 1 once it has filled. */
export const shareOf = (moment, layer) => moment.act === "answer" ? within(sinceArrival(moment, layer)) : 0;

/** The frame whose numbers stand written of a layer in a picture: new ones once their signals have come. */
export const writtenIn = ({ frame, moment }, layer) => moment && shareOf(moment, layer) === 0 ? moment.previous : frame;

/** How far the weights have gone. */
export const changeOf = ({ act, done }) => act === "answer" ? 1 : act === "update" ? done : 0;

/** Whether the weights are the new ones. */
export const hasLearned = ({ act }) => act === "update" || act === "answer";

/** Whether what a layer shows was made before: no signal of this pass has reached it, or the weights have changed since. */
export function isBefore(moment, layer) {
  if (!moment || layer === 0) return false;
  if (moment.act === "update") return true;
  return ["forward", "answer"].includes(moment.act) && sinceArrival(moment, layer) < 0;
}

const STATIONS = { forward: "forward", error: "error", back: "back", update: "update", answer: "forward" };
const KINDS = { forward: "forward", error: "error", back: "back", delta: "back", gradient: "update", memory: "update", update: "update" };

/** Where in the training cycle an act is, or a line of the code of some kind. */
export const stationOf = (act) => STATIONS[act];
export const stationOfLine = (kind) => KINDS[kind];
