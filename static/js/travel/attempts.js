// Earlier attempts of this run: their error curves, kept in this browser, and what they did differently, in words.
import { storedValue, storeValue } from "../state/storage.js";
const MOST = 5;
const LEAST_POINTS = 10; // a shorter curve has nothing to compare

const key = () => `attempts ${document.body.dataset.run}`;

export const loadAttempts = () => storedValue(key(), []);

/** Keeps the newest few. */
export function saveAttempts(attempts) {
  attempts.splice(0, attempts.length - MOST);
  storeValue(key(), attempts);
}

/** What is worth comparing of an experiment. */
export const settingsOf = ({ lesson, seed, learning_rate, hidden, inputs, targets }) => ({ lesson, seed, learning_rate, hidden, inputs, targets });

export const isWorthKeeping = (curve) => curve.iteration.length >= LEAST_POINTS;

/** "seed 1, not 2; rate 10, not 1": what an attempt did differently from now. */
export function difference(then, now) {
  const told = [];
  if (then.seed !== now.seed) told.push(`seed ${then.seed}, not ${now.seed}`);
  if (then.learning_rate !== now.learning_rate) told.push(`learning rate ${then.learning_rate}, not ${now.learning_rate}`);
  if (String(then.hidden) !== String(now.hidden)) told.push(`hidden layers ${layersOf(then.hidden)}, not ${layersOf(now.hidden)}`);
  const table = tableDifference(then, now);
  if (table) told.push(table);
  return told.join("; ") || "the same experiment";
}

function layersOf(hidden) {
  return hidden.join("-") || "none";
}

function tableDifference(then, now) {
  if (then.inputs.length !== now.inputs.length) return `${then.inputs.length} examples, not ${now.inputs.length}`;
  const cells = (table) => [...table.inputs.flat(), ...table.targets.flat()];
  const [before, after] = [cells(then), cells(now)];
  if (before.length !== after.length) return "other columns";
  const changed = before.filter((value, place) => value !== after[place]).length;
  return changed ? `${changed} ${changed === 1 ? "cell" : "cells"} of the table differ${changed === 1 ? "s" : ""}` : "";
}
