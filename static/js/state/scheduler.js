// A frame changes every written number at once; pictures ease towards it, once per animation frame. A single iteration is
// told as a story where there is time for it: then the numbers are written when their causes have been seen.
import { experiment, fits, onExperiment } from "./experiment.js";
import { copyWeights, easeWeights, forward } from "../maths/arithmetic.js";
import { isStill } from "./motion.js";
import { changeOf, LENGTH, momentOf, shareOf, storyOf } from "../maths/story.js";

const EASED_SYNAPSES = 3000;
const EASED_SUMS = 200_000;
const CROWDED = 15; // milliseconds: frames that come as close as this wait for the display
const HOLD = 60; // milliseconds that pictures wait for the answer of a command
const SLOW = 240; // milliseconds between frames from which there is time for a story
const FILLED = 0.9; // share of that time which it takes
const QUICK = 700; // milliseconds between two steps: who steps as quickly as this is not told stories
const news = new Set();
const numbers = new Set();
const pictures = new Set();

let frame = null;
let motion = null;
let requested = 0;
let wrote = 0;
let rested = null; // the iteration where the run last stood still
let isAhead = false; // the pictures are drawn already that the display shows next
let tried = null; // a synapse that a hand holds: { layer, from, to, value }
let stage = () => false;
let stepped = -QUICK; // when the last step by hand was shown

/** `draw(frame)` is called as soon as a frame is shown: for where the run is, not for what it has come to. */
export const onNews = (draw) => { news.add(draw); if (frame) draw(frame); };

/** `draw(frame)` is called once for every frame that is shown: for what is written. */
export const onFrame = (draw) => { numbers.add(draw); if (frame) draw(frame); };

/** `draw(picture)` is called on every animation frame while something moves. */
export const onPicture = (draw) => { pictures.add(draw); redraw(); };

/** Stories are told while `canBeSeen()`. */
export const tellOn = (canBeSeen) => { stage = canBeSeen; };

export const latest = () => frame;

export function receive(next) {
  const now = performance.now();
  motion = plan(frame, next, now);
  frame = next;
  if (frame.status !== "running") rested = frame.iteration;
  if (motion.story) tell(news, frame);
  if (document.hidden || now - wrote <= CROWDED) redraw();
  else answer(now);
}

/** Writes at once, unless a story is told; and while nothing moves draws at once, in the time until the display is ready. */
function answer(now) {
  const isAtRest = !requested;
  if (!motion.story) write(now);
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

/** Before anything that is drawn. */
export function mountScheduler() {
  onExperiment(() => {
    motion = null;
    if (frame && !fits(frame)) frame = null;
  });
  for (const press of ["pointerdown", "keydown"]) document.addEventListener(press, complete, { capture: true });
}

/** Who does something has seen enough. */
function complete() {
  if (!motion?.story || !frame) return;
  motion.story = null;
  write(performance.now());
  redraw();
}

function plan(previous, next, now) {
  const base = { isWritten: false, next, start: now, story: null, from: null, ease: 0 };
  const isEased = previous && experiment().synapses <= EASED_SYNAPSES
    && previous.weights.length === next.weights.length
    && previous.weights.every((matrix, k) => matrix.length === next.weights[k].length && matrix[0].length === next.weights[k][0].length);
  if (!isEased) return base;
  const gap = Math.min(now - (motion?.start ?? 0), Math.max(1000, pace()));
  const story = toTell(previous, next, now, gap);
  if (story) return { ...base, story };
  if (isStill()) return base;
  return { ...base, from: shownWeights(now) ?? copyWeights(heldWeights(previous)), ease: Math.min(Math.max(gap, 30), 90) };
}

/** The story of this iteration, if there is one, somebody to see it, and time for it. */
function toTell(previous, next, now, gap) {
  const isSingle = next.iteration === previous.iteration + 1 && !next.scope && !previous.scope;
  if (!isSingle || document.hidden || !stage()) return null;
  const goesOn = next.status === "running" && previous.iteration !== rested;
  const length = next.status !== "running" ? Math.max(LENGTH, FILLED * pace()) : FILLED * (goesOn ? gap : pace());
  const isHurried = next.status === "running" ? length < FILLED * SLOW : now < stepped + QUICK;
  if (next.status !== "running") stepped = now;
  return isHurried ? null : storyOf(previous, next, { begun: now, length, goesOn, inSteps: isStill() });
}

/** Milliseconds from one iteration to the next, as far as the page knows; in slow motion a step takes as long. */
const pace = () => 1000 / (Number(document.getElementById("run-speed")?.value) || 1);

function shownWeights(now) {
  if (!motion?.from) return null;
  return easeWeights(motion.from, heldWeights(motion.next), share(now));
}

const share = (now) => motion.ease ? Math.min(1, Math.max(0, (now - motion.start) / motion.ease)) : 1;

function flush(now) {
  requested = 0;
  if (!frame) return;
  const isDrawn = isAhead;
  isAhead = false;
  if (isDrawn || draw(now)) requested = requestAnimationFrame(flush);
}

/** Draws the pictures of this moment; whether the next animation frame shows others. */
function draw(now) {
  motion ??= plan(null, frame, now);
  const picture = compose(now);
  if (!motion.isWritten && !picture.moment) write(now);
  tell(pictures, picture);
  const stands = picture.moment?.stands;
  if (stands) setTimeout(redraw, stands);
  return picture.moving && !stands;
}

/** One view that fails is one view standing still. */
function tell(draws, shown) {
  for (const draw of draws) {
    try { draw(shown); } catch (error) { reportError(error); }
  }
}

function write(now) {
  motion.isWritten = true;
  wrote = now;
  tell(news, frame);
  tell(numbers, frame);
}

/** What is on screen at this moment: weights and layers (eased where that is cheap), and where the story is if one is told. */
function compose(now) {
  const moment = motion.story && momentOf(motion.story, now);
  if (moment) return told(moment);
  const done = share(now);
  const held = heldWeights(frame);
  const weights = withTried(done < 1 ? easeWeights(motion.from, held, done) : held);
  const outputs = done < 1 || tried ? outputsOf(weights) : outputsNow();
  return { frame, weights, ...outputs, moment: null, moving: done < 1 };
}

function told(moment) {
  const { previous, next } = moment;
  const weights = easeWeights(previous.weights, next.weights, changeOf(moment));
  const layers = easeWeights(previous.layers, next.layers, (layer) => shareOf(moment, layer));
  const asked = easeWeights(previous.asked, next.asked, (place) => shareOf(moment, place + 1));
  return { frame, weights, layers, asked, moment, moving: true };
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
