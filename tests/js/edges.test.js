import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond } from "../../static/js/views/edges.js";

test("there is more beyond an edge as far as the box can be scrolled there", () => {
  const at = (scrollLeft) => beyond({ scrollLeft, scrollWidth: 500, clientWidth: 300 });
  assert.deepEqual([0, 1, 100, 199, 200].map((left) => at(left).more), ["right", "right", "left right", "left", "left"]);
  assert.deepEqual([0, 100, 200].map((left) => at(left).rest), [200, 100, 0]);
  assert.equal(beyond({ scrollLeft: 0, scrollWidth: 301, clientWidth: 300 }).more, "", "a part of a pixel is nothing");
});
