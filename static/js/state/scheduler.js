// A frame changes every written number at once; pictures ease towards it, once per animation frame.
import { experiment, fits, onExperiment } from "./experiment.js";
import { copyWeights, easeWeights, forward } from "../maths/arithmetic.js";

const EASED_SYNAPSES = 3000;
const EASED_SUMS = 200_000;
const CROWDED = 15; // milliseconds: frames that come as close as this wait for the display
const HOLD = 60; // milliseconds that pictures wait for the answer of a command
const SLOW = 240; // milliseconds between frames from which the signals are shown travelling
const UNKNOWN = 750; // milliseconds that the first iteration of a run is given: how soon the next comes is not known yet
const still = matchMedia("(prefers-reduced-motion: reduce)");
const numbers = new Set();
const pictures = new Set();

let frame = null;
let motion = null;
let requested = 0;
let wrote = 0;
let rested = null; // the iteration where the run last stood still
let isAhead = false; // the pictures are drawn already that the display shows next
let tried = null; // a synapse that a hand holds: { layer, from, to, value }

/** `draw(frame)` is called once for every frame that is shown: for what is written. */
export const onFrame = (draw) => { numbers.add(draw); if (frame) draw(frame); };

/** `draw(picture)` is called on every animation frame while something moves. */
export const onPicture = (draw) => { pictures.add(draw); redraw(); };

export const latest = () => frame;

export function receive(next) {
  const now = performance.now();
  motion = plan(frame, next, now);
  frame = next;
  if (frame.status !== "running") rested = frame.iteration;
  if (document.hidden || now - wrote <= CROWDED) redraw();
  else answer(now);
}

/** Writes at once; and while nothing moves draws at once, in the time until the display is ready. */
function answer(now) {
  const isAtRest = !requested;
  write(now);
  if (!isAtRest) return;
  isAhead = draw(now);
  if (isAhead) redraw();
}

/** A command is on its way: what moves stands still for a moment, or the display would be busy when the answer comes. */
export function awaitAnswer() {
  if (!requested || frame?.status === "running") return;
  cancelAnimationFrame(requested);
  requested = 0;
  setTimeout(redraw, HOLD);
}

/** The weights as the code holds them: within an iteration the lines gone through have changed some. */
export const heldWeights = ({ weights, scope }) => scope ? weights.map((matrix, k) => scope[`syn${k}`] ?? matrix) : weights;

/** Pictures show this synapse, { layer, from, to, value }, with this weight, until it is given back with null. */
export function tryOut(synapse) {
  tried = synapse;
  redraw();
}

/** Draws once more, after a choice, a resize or a change of theme. */
export function redraw() {
  if (frame && !requested) requested = requestAnimationFrame(flush);
}

onExperiment(() => {
  motion = null;
  if (frame && !fits(frame)) frame = null;
});

function plan(previous, next, now) {
  const moves = previous && !still.matches && experiment().synapses <= EASED_SYNAPSES
    && previous.weights.length === next.weights.length
    && previous.weights.every((matrix, k) => matrix.length === next.weights[k].length && matrix[0].length === next.weights[k][0].length);
  const base = { written: false, next, start: now, previous: null, travel: 0, wait: 0, ease: 0 };
  if (!moves) return base;
  const gap = previous.iteration === rested ? UNKNOWN : Math.min(now - (motion?.start ?? 0), 1000);
  const single = next.iteration === previous.iteration + 1 && !next.scope;
  const from = shownWeights(now) ?? copyWeights(heldWeights(previous));
  if (single && next.status === "running" && gap >= SLOW) {
    return { ...base, previous, from, travel: gap * 0.75, wait: gap * 0.7, ease: gap * 0.2 };
  }
  if (single && next.status !== "running") return { ...base, previous, from, travel: 800, ease: 90 };
  return { ...base, from, ease: Math.min(Math.max(gap, 30), 90) };
}

function shownWeights(now) {
  if (!motion?.from) return null;
  return easeWeights(motion.from, heldWeights(motion.next), share(now));
}

function share(now) {
  const elapsed = now - motion.start - motion.wait;
  if (!motion.ease || elapsed >= motion.ease) return 1;
  return Math.max(0, elapsed / motion.ease);
}

function flush(now) {
  requested = 0;
  if (!frame) return;
  const isDrawn = isAhead;
  isAhead = false;
  if (isDrawn || draw(now)) requested = requestAnimationFrame(flush);
}

/** Draws the pictures of this moment; whether they move on. */
function draw(now) {
  motion ??= plan(null, frame, now);
  const picture = compose(now);
  if (!motion.written) write(now);
  tell(pictures, picture);
  return picture.moving;
}

/** One view that fails is one view standing still. */
function tell(draws, shown) {
  for (const draw of draws) {
    try { draw(shown); } catch (error) { reportError(error); }
  }
}

function write(now) {
  motion.written = true;
  wrote = now;
  tell(numbers, frame);
}

/** What is on screen at this moment: weights and layers (eased where that is cheap), and the signals on their way. */
function compose(now) {
  const done = share(now);
  const travelled = motion.travel ? Math.min(1, (now - motion.start) / motion.travel) : 1;
  const easing = done < 1;
  const held = heldWeights(frame);
  const weights = withTried(easing ? easeWeights(motion.from, held, done) : held);
  return {
    frame, weights, ...(easing || tried ? outputsOf(weights) : outputsNow()),
    signals: travelled < 1 ? { travelled, layers: motion.previous.layers, deltas: motion.previous.deltas, weights: motion.previous.weights } : null,
    moving: easing || travelled < 1,
  };
}

const outputsNow = () => ({ layers: frame.layers, asked: frame.asked });

/** The layers for the examples, and those behind the inputs for the situations; of a large network as they were. */
function outputsOf(weights) {
  const { inputs, situations, synapses, values } = experiment();
  if (frame.scope || inputs.length * synapses > EASED_SUMS) return outputsNow();
  const asked = situations.length ? forward(weights, situations, values, frame.biases).slice(1) : frame.asked;
  return { layers: forward(weights, inputs, values, frame.biases), asked };
}

function withTried(weights) {
  const { layer, from, to, value } = tried ?? {};
  if (weights[layer]?.[from]?.[to] === undefined) return weights;
  return weights.with(layer, weights[layer].with(from, weights[layer][from].with(to, value)));
}
