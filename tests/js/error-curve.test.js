import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "./page.js";
import { mountErrorCurve } from "../../static/js/views/error-curve.js";

let asked = [];
let answer = null;
globalThis.fetch = async (address) => {
  asked.push(address);
  return { ok: true, json: async () => answer };
};

const frameAt = (iteration, status = "running") => ({ iteration, error: 1 / (1 + iteration), status });
let newest = null;

/** A curve that has followed a run through these iterations. */
function followed(...iterations) {
  const heldOut = { curve: { iteration: [], error: [] }, take() {}, note() {} };
  const drawn = mountErrorCurve(heldOut, () => {}, () => "/runs/a", () => newest);
  const follow = (frame) => { newest = frame; return drawn.note(frame); };
  iterations.forEach((iteration) => follow(frameAt(iteration)));
  return { ...drawn, follow };
}

beforeEach(() => { asked = []; });

test("a curve grows with the frames", () => {
  const { curve, follow } = followed(0, 1, 2);
  assert.equal(follow(frameAt(4)), true);
  assert.deepEqual(curve, { iteration: [0, 1, 2, 4], error: [1, 1 / 2, 1 / 3, 1 / 5] });
  assert.equal(follow(frameAt(4)), false);
  assert.deepEqual(asked, []);
});

test("what lies between frames far apart is asked for, and the answer takes its place", async () => {
  const { curve, follow } = followed(0, 10, 22);
  asked = [];
  follow(frameAt(46)); // twice as far, and two: still a curve
  assert.deepEqual(asked, []);
  follow(frameAt(95));
  assert.deepEqual(asked, ["/runs/a/history"]);
  answer = { iteration: [0, 50, 95], error: [1, 0.02, 0.01] };
  await new Promise(setImmediate);
  assert.deepEqual(curve, { iteration: [0, 50, 95], error: [1, 0.02, 0.01] });
});

test("what came while the answer was on its way stays", async () => {
  const { curve, follow } = followed(0, 50);
  answer = { iteration: [0, 20, 50], error: [1, 0.5, 0.2] };
  follow(frameAt(60));
  await new Promise(setImmediate);
  assert.deepEqual(curve.iteration, [0, 20, 50, 60]);
});

test("at the end, and after a step back, the whole is asked for", () => {
  const { follow } = followed(0, 1, 2, 3);
  follow(frameAt(3, "paused"));
  assert.equal(asked.length, 1);
  assert.equal(follow(frameAt(1, "paused")), false);
  assert.equal(asked.length, 2);
});
