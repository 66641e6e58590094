import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "./page.js";
import { beganAlike, difference, differences, isWorthKeeping, loadAttempts, sameAs, saveAttempts, wayOf } from "../../static/js/travel/attempts.js";
import { storeValue } from "../../static/js/state/storage.js";

const NOW = { lesson: "and", seed: 1, learning_rate: 1, hidden: [4], inputs: [[0, 1], [1, 1]], targets: [[0], [1]] };
const then = (fields, changes = []) => ({ settings: { ...NOW, ...fields }, changes });
const now = then({});

beforeEach(() => {
  globalThis.document.body.dataset.run = "a";
  storeValue("attempts a", []);
  storeValue("beginning a", null);
});

test("what one did differently from now is told in words", () => {
  const cases = [
    [{}, "the same experiment"],
    [{ seed: 2 }, "seed 2, not 1"],
    [{ learning_rate: 10, seed: 3 }, "seed 3, not 1; learning rate 10, not 1"],
    [{ hidden: [] }, "hidden layers none, not 4"],
    [{ hidden: [4, 2] }, "hidden layers 4-2, not 4"],
    [{ inputs: [[0, 1]], targets: [[0]] }, "1 examples, not 2"],
    [{ inputs: [[0], [1]] }, "1 inputs, not 2"],
    [{ targets: [[0, 1], [1, 1]] }, "2 targets, not 1"],
    [{ inputs: [[0, 1], [0, 1]], targets: [[1], [1]] }, "input 1 of example 2 0, not 1; target 1 of example 1 1, not 0"],
    [{ inputs: [[1, 0], [0, 1]] }, "3 cells of the table differ"],
  ];
  for (const [fields, words] of cases) assert.equal(difference(then(fields), now), words);
  const [here, there] = [{ at: 5, label: "weight" }, { at: 6, label: "weight" }];
  assert.equal(difference(then({}, [here]), then({}, [there])), "with “weight” at iteration 5; without “weight” at iteration 6");
  assert.equal(difference(then({}, [here]), then({}, [here])), "the same experiment");
});

test("no two attempts read alike", () => {
  assert.deepEqual(differences([then({ seed: 2 }), then({ seed: 3 }), then({ seed: 2, lesson: "or" })], now), ["seed 2, not 1", "seed 3, not 1", "seed 2, not 1 (2)"]);
});

test("the newest five are kept for each run, each once and at its newest place", () => {
  const seeds = (attempts) => attempts.map(({ settings }) => settings.seed);
  const made = [1, 2, 3, 4, 5, 6, 7].map((seed) => then({ seed }));
  assert.deepEqual(seeds(saveAttempts(made)), [3, 4, 5, 6, 7]);
  assert.deepEqual(seeds(saveAttempts([...loadAttempts(), { ...then({ seed: 4 }), curve: 1 }])), [3, 4, 5, 6, 7]);
  assert.equal(loadAttempts()[1].curve, 1);
  globalThis.document.body.dataset.run = "b";
  assert.deepEqual(loadAttempts(), []);
});

test("attempts of an earlier version, which told no changes, are left aside", () => {
  storeValue("attempts a", [{ settings: NOW }, now]);
  assert.deepEqual(loadAttempts(), [now]);
});

test("a way begins with the settings before the first edit on it", () => {
  assert.deepEqual(wayOf({ ...NOW, edits: [{ at: 0, label: "seed" }], other: 1 }), now);
  const edit = { at: 7, label: "rate" };
  assert.deepEqual(wayOf({ ...NOW, learning_rate: 5, edits: [edit] }), then({}, [edit]));
  assert.deepEqual(wayOf({ ...NOW, learning_rate: 5 }), then({ learning_rate: 5 }));
});

test("the same way is the same settings and changes; beginnings are compared without the changes", () => {
  const changed = then({}, [{ at: 1, label: "x" }]);
  assert.notEqual(sameAs(now), sameAs(changed));
  assert.equal(beganAlike(now, changed), true);
  assert.equal(beganAlike(now, then({ seed: 2 })), false);
  assert.deepEqual([9, 10].map((points) => isWorthKeeping({ iteration: Array(points) })), [false, true]);
});
