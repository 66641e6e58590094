import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf, depthOf, hasLearned, isBefore, LENGTH, lineAt, momentOf, shareOf, storyOf, writtenIn } from "../../static/js/maths/story.js";

const [previous, next] = [{ layers: [[[1]], [[0.2]], [[0.5]]] }, { layers: [[[1]], [[0.3]], [[0.6]]] }];
const told = (options) => storyOf(previous, next, { begun: 100, length: LENGTH, goesOn: false, inSteps: false, ...options });
const moments = (story, every = 5) => Array.from({ length: Math.ceil(story.length / every) }, (_, place) => momentOf(story, story.begun + place * every));
const acts = (story) => moments(story).map(({ act }) => act).filter((act, place, all) => act !== all[place - 1]);

test("from rest a story begins with the pass forward; on the way that has just been seen", () => {
  assert.deepEqual(acts(told()), ["forward", "error", "back", "update", "answer"]);
  assert.deepEqual(acts(told({ goesOn: true, length: 400 })), ["error", "back", "update", "answer"]);
});

test("it takes as long as it is given, and not much more than a second", () => {
  assert.ok(LENGTH <= 1200);
  for (const length of [216, LENGTH]) {
    const story = told({ length });
    assert.notEqual(momentOf(story, 100 + length - 1), null);
    assert.equal(momentOf(story, 100 + length), null);
  }
});

test("nothing is new before its cause: first the weights, then layer by layer as the signals come", () => {
  for (const inSteps of [false, true]) {
    const seen = moments(told({ inSteps })).map((moment) => [changeOf(moment), shareOf(moment, 1), shareOf(moment, 2)]);
    for (const [weights, hidden, output] of seen) {
      if (hidden > 0) assert.equal(weights, 1);
      if (output > 0) assert.ok(hidden > output || hidden === 1);
    }
    seen.slice(1).forEach((now, place) => now.forEach((share, part) => assert.ok(share >= seen[place][part])));
  }
});

test("the weights change during the update and at no other time", () => {
  const changes = (act) => moments(told(), 1).filter((moment) => moment.act === act).map(changeOf);
  for (const act of ["forward", "error", "back"]) assert.ok(changes(act).every((change) => change === 0));
  assert.ok(changes("answer").every((change) => change === 1));
  const [first, last] = [changes("update")[0], changes("update").at(-1)];
  assert.ok(first < 0.1 && last > 0.9 && last < 1);
});

test("a layer fills once the signals have gone so far", () => {
  const filling = moments(told(), 1).filter((moment) => shareOf(moment, 2) > 0);
  assert.ok(filling.length > 50 && filling.every((moment) => depthOf(moment) === 2));
  assert.ok(moments(told(), 1).filter((moment) => shareOf(moment, 1) > 0).every((moment) => depthOf(moment) > 1 - 1e-9));
});

test("what was made before is told as such until the signals come, and again once the weights are others", () => {
  const marked = moments(told()).map((moment) => ({ ...moment, output: isBefore(moment, 2) }));
  assert.equal(marked[0].output, true);
  assert.ok(marked.filter(({ act }) => act === "error" || act === "back").every(({ output }) => !output));
  assert.ok(marked.filter((moment) => hasLearned(moment)).every((moment) => moment.output !== shareOf(moment, 2) > 0));
  assert.ok(marked.every((moment) => !isBefore(moment, 0)));
  assert.equal(isBefore(null, 2), false);
});

test("in steps a picture stands until it has to be another, and that is seldom", () => {
  const story = told({ inSteps: true });
  const look = ({ act, done } = {}) => [act, done];
  let [now, pictures] = [story.begun, 0];
  for (let moment; (moment = momentOf(story, now)); now += moment.stands, pictures += 1) {
    assert.deepEqual(look(momentOf(story, now + moment.stands - 0.01)), look(moment));
    assert.notDeepEqual(look(momentOf(story, now + moment.stands + 0.01) ?? {}), look(moment));
  }
  assert.equal(pictures, 10);
  assert.ok(moments(told()).every(({ stands }) => stands === 0));
});

test("in steps nothing is ever on its way", () => {
  for (const moment of moments(told({ inSteps: true }))) for (const share of [changeOf(moment), shareOf(moment, 1), shareOf(moment, 2)]) assert.ok(share === 0 || share === 1);
});

test("lines act one after the other, on a pass with the signals", () => {
  const lines = (act, count) => moments(told(), 1).filter((moment) => moment.act === act).map((moment) => lineAt(moment, count));
  for (const act of ["forward", "error", "back", "update", "answer"]) assert.deepEqual([...new Set(lines(act, 3))], [0, 1, 2]);
  const second = moments(told(), 1).filter((moment) => moment.act === "forward" && lineAt(moment, 2) === 1);
  assert.ok(second.every((moment) => depthOf(moment) >= 1));
});

test("what is written of a layer is of one frame or the other, never of what moves between them", () => {
  for (const moment of moments(told())) {
    const picture = { frame: next, moment };
    for (const layer of [1, 2]) assert.equal(writtenIn(picture, layer), shareOf(moment, layer) > 0 ? next : previous);
  }
  assert.equal(writtenIn({ frame: next, moment: null }, 2), next);
});
