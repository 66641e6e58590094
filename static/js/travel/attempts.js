// Earlier attempts of this run: their error curves, kept in this browser, and what they did differently, in words.
// An attempt is told by what it began with (settings) and by the edits made on its way (changes).
import { storedValue, storeValue } from "../state/storage.js";

const MOST = 5;
const LEAST_POINTS = 10; // a shorter curve has nothing to compare
const MOST_CELLS = 2; // so many changed cells are named, more are counted

const key = (what) => `${what} ${document.body.dataset.run}`;

export const loadAttempts = () => storedValue(key("attempts"), []).filter((attempt) => attempt.changes);

/** The newest few, each of them once; they are kept. */
export function saveAttempts(attempts) {
  const newest = new Map(attempts.map((attempt) => [sameAs(attempt), attempt]));
  const kept = [...newest.values()].slice(-MOST);
  storeValue(key("attempts"), kept);
  return kept;
}

/** How the run that is shown began, and its edits since. */
export function wayOf(experiment) {
  const { lesson, seed, learning_rate, hidden, inputs, targets, edits = [] } = experiment;
  const changes = edits.filter(({ at }) => at > 0);
  const now = { lesson, seed, learning_rate, hidden, inputs, targets };
  const settings = changes.length ? storedValue(key("beginning"), now) : now;
  storeValue(key("beginning"), settings);
  return { settings, changes };
}

/** One text for everything that makes a curve. */
export const sameAs = ({ settings, changes }) => JSON.stringify([settings, changes]);

export const beganAlike = (one, other) => JSON.stringify(one.settings) === JSON.stringify(other.settings);

export const isWorthKeeping = (curve) => curve.iteration.length >= LEAST_POINTS;

/** What each attempt did differently from now; no two read alike. */
export function differences(attempts, now) {
  const seen = new Map();
  return attempts.map((attempt) => {
    const text = difference(attempt, now);
    seen.set(text, (seen.get(text) ?? 0) + 1);
    return seen.get(text) > 1 ? `${text} (${seen.get(text)})` : text;
  });
}

/** "seed 1, not 2; learning rate 10, not 1": what one did differently from now. */
export function difference({ settings: then, changes: made }, { settings: now, changes }) {
  const told = [];
  if (then.seed !== now.seed) told.push(`seed ${then.seed}, not ${now.seed}`);
  if (then.learning_rate !== now.learning_rate) told.push(`learning rate ${then.learning_rate}, not ${now.learning_rate}`);
  if (String(then.hidden) !== String(now.hidden)) told.push(`hidden layers ${layersOf(then.hidden)}, not ${layersOf(now.hidden)}`);
  told.push(...tableDifference(then, now));
  told.push(...missing(made, changes).map((change) => `with ${change}`), ...missing(changes, made).map((change) => `without ${change}`));
  return told.join("; ") || "the same experiment";
}

const layersOf = (hidden) => hidden.join("-") || "none";

function missing(these, those) {
  const inWords = ({ at, label }) => `“${label}” at iteration ${at}`;
  const there = new Set(those.map(inWords));
  return these.map(inWords).filter((change) => !there.has(change));
}

function tableDifference(then, now) {
  if (then.inputs.length !== now.inputs.length) return [`${then.inputs.length} examples, not ${now.inputs.length}`];
  if (then.inputs[0].length !== now.inputs[0].length) return [`${then.inputs[0].length} inputs, not ${now.inputs[0].length}`];
  if (then.targets[0].length !== now.targets[0].length) return [`${then.targets[0].length} targets, not ${now.targets[0].length}`];
  const changed = [...cellDifferences("input", then.inputs, now.inputs), ...cellDifferences("target", then.targets, now.targets)];
  return changed.length > MOST_CELLS ? [`${changed.length} cells of the table differ`] : changed;
}

function cellDifferences(name, then, now) {
  return then.flatMap((row, i) => row.flatMap((value, j) => (value === now[i][j] ? [] : [`${name} ${j + 1} of example ${i + 1} ${value}, not ${now[i][j]}`])));
}
