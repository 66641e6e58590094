import assert from "node:assert/strict";
import { test } from "node:test";
import { layOut } from "../../static/js/maths/network-layout.js";

const SHAPES = [[3, 1], [3, 4, 1], [2, 3, 2, 2], [8, 16, 4], [64, 64, 64, 1], [1, 64, 1], [1, 1]];
const BOXES = [[700, 420], [360, 300], [1200, 800], [300, 160]];
const places = SHAPES.flatMap((shape) => BOXES.flatMap(([width, height]) => [false, true].map((bare) => ({ shape, width, height, bare }))));

test("every neuron stands within the box, none on another, and the layers from left to right", () => {
  for (const { shape, width, height, bare } of places) {
    const { columns, radius, side, gap } = layOut(shape, width, height, bare);
    const called = `${shape} in ${width} × ${height}${bare ? ", bare" : ""}`;
    assert.deepEqual(columns.map((column) => column.length), shape, called);
    assert.ok(radius >= 2 && radius <= 22 && radius <= Math.max(2, gap * 0.2), called);
    columns.forEach((column, layer) => column.forEach(({ x, y }, neuron) => {
      assert.ok(Math.abs(x - (side + layer * gap)) < 1e-9, called);
      if (radius > 2) assert.ok(y - radius >= 0 && y + radius <= height, `${called}: ${y} of radius ${radius}`);
      if (neuron && radius > 2) assert.ok(y - column[neuron - 1].y > 2 * radius, called);
    }));
    assert.ok(Math.abs(columns.at(-1)[0].x - (width - side)) < 1e-9, called);
    assert.ok(Math.abs(columns[0][0].y - (height + (bare ? 0 : 16)) / 2 + (columns[0].at(-1).y - columns[0][0].y) / 2) < 1e-9, `${called}: in the middle`);
  }
});

test("a number stands below a neuron only where there is room for it", () => {
  for (const { shape, width, height, bare } of places) {
    const { columns, radius, captions } = layOut(shape, width, height, bare);
    columns.forEach((column, layer) => {
      if (captions[layer] && column.length > 1) assert.ok(column[1].y - column[0].y >= 2 * radius + 17);
    });
  }
  assert.deepEqual(layOut([3, 4, 1], 700, 420).captions, [true, true, true]);
  assert.deepEqual(layOut([64, 64, 1], 700, 420).captions, [false, false, true]);
});

test("names beside the ends take what room they need, and none in a bare picture", () => {
  assert.equal(layOut([3, 1], 700, 420).side, 52);
  assert.equal(layOut([9, 1], 700, 420).side, 135);
  assert.equal(layOut([9, 1], 400, 420).side, 96);
  assert.equal(layOut([9, 1], 400, 420, true).side, 28);
  assert.deepEqual([layOut([3, 1], 700, 420).stacked, layOut([9, 1], 700, 420).stacked], [true, false]);
});
