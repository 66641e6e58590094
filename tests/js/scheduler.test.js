import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { display, open } from "./page.js";
import { latest, onFrame, receive } from "../../static/js/state/scheduler.js";

let now = 1000;
performance.now = () => now;
const written = [];
onFrame(({ iteration }) => written.push(iteration));

const running = (frames) => frames.map((frame) => ({ ...frame, status: "running" }));

/** Shows so much later what the display was asked for until nothing moves. */
function settle() {
  now += 1000;
  for (let drawn = 0; drawn < 3; drawn += 1) display(now);
  written.length = 0;
}

beforeEach(settle);

test("a frame is written when it comes", () => {
  const { frames } = open("eleven");
  receive(running(frames)[1]);
  assert.deepEqual(written, [1]);
});

test("frames that crowd wait for the display, which is shown the newest of them", () => {
  const { frames } = open("deep");
  const [, first, second, third] = running(frames);
  receive(first);
  for (const next of [second, third]) {
    now += 7;
    receive(next);
  }
  assert.deepEqual([written, latest()], [[1], third]);
  display(now);
  assert.deepEqual(written, [1, 3]);
});

test("one that comes a while after the last is written at once, whatever the display does", () => {
  const [, first, second] = running(open("deep").frames);
  receive(first);
  now += 16;
  receive(second);
  assert.deepEqual(written, [1, 2]);
});
