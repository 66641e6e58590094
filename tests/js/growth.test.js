import assert from "node:assert/strict";
import { test } from "node:test";
import { growth } from "../../static/js/editors/growth.js";

const tables = (examples, situations) => ({ inputs: Array(examples).fill([0]), situations: Array(situations).fill([0]) });

test("what a paste has added is said, and that the rest of it is 0", () => {
  assert.equal(growth(tables(4, 1), tables(5, 1)), "1 example was added, with 0 wherever nothing was pasted.");
  assert.equal(growth(tables(4, 1), tables(9, 1)), "5 examples were added, with 0 wherever nothing was pasted.");
  assert.equal(growth(tables(4, 1), tables(4, 2)), "1 new situation was added, with 0 wherever nothing was pasted.");
  assert.equal(growth(tables(4, 1), tables(4, 3)), "2 new situations were added, with 0 wherever nothing was pasted.");
});

test("where nothing was added nothing is said", () => {
  assert.equal(growth(tables(4, 1), tables(4, 1)), "");
  assert.equal(growth(tables(4, 1), tables(3, 0)), "");
});
