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

test("numbers on synapses have a place of their own, or are left out together", () => {
  let shown = 0;
  for (const { shape, width, height, bare } of places) {
    const { columns, labels, gap, radius } = layOut(shape, width, height, bare);
    assert.equal(labels.length, shape.length - 1);
    labels.forEach((shares, k) => {
      if (!shares) return;
      shown++;
      assert.equal(shares.length, shape[k]);
      const boxes = shares.flatMap((share, from) => columns[k + 1].map((target) => ({
        x: columns[k][from].x + share * gap, y: columns[k][from].y + share * (target.y - columns[k][from].y), from,
      })));
      for (const box of boxes) {
        const half = shape[k + 1] > 1 ? 21 : 0;
        assert.ok(box.x - half >= columns[k][0].x + radius && box.x + half <= columns[k + 1][0].x - radius, "clear of the neurons");
        for (const other of boxes) if (box !== other) assert.ok(Math.abs(box.x - other.x) >= 42 - 1e-9 || Math.abs(box.y - other.y) >= 9, `${shape} in ${width} × ${height}`);
      }
    });
  }
  assert.ok(shown > 8);
  assert.deepEqual(layOut([64, 64, 1], 700, 420).labels, [null, null]);
});

test("numbers are spread from where the fan of lines is open enough to right before the neurons it reaches", () => {
  const room = (shape, width, height, layer = 0) => {
    const { labels, gap, radius, columns } = layOut(shape, width, height);
    const apart = columns[layer + 1][1].y - columns[layer + 1][0].y;
    return labels[layer] && labels[layer].map((share) => ({ before: share * gap - 21 - radius - 4, open: share * apart - 15, behind: (1 - share) * gap - 21 - radius - 4 }));
  };
  const is = (value, expected) => assert.ok(Math.abs(value - expected) < 1e-9, `${value}, not ${expected}`);
  for (const [shape, width, height] of [[[3, 4, 1], 700, 420], [[2, 2], 700, 420], [[2, 4, 1], 1200, 300], [[3, 2], 500, 600]]) {
    const places = room(shape, width, height);
    is(Math.min(places[0].before, places[0].open), 0);
    is(places.at(-1).behind, 0);
    places.slice(2).forEach((place, k) => is(2 * places[k + 1].before, places[k].before + place.before));
  }
  const [alone] = room([1, 4, 1], 700, 420);
  is(Math.min(alone.before, alone.open), 0);
  assert.equal(room([9, 4], 500, 420), null, "nine numbers have no room side by side");
  assert.deepEqual(layOut([2, 30], 300, 420).labels, [null], "lines that lie too close for their numbers");
});

test("names beside the ends take what room they need, and none in a bare picture", () => {
  assert.equal(layOut([3, 1], 700, 420).side, 52);
  assert.equal(layOut([9, 1], 700, 420).side, 135);
  assert.equal(layOut([9, 1], 400, 420).side, 96);
  assert.equal(layOut([9, 1], 400, 420, true).side, 28);
  assert.deepEqual([layOut([3, 1], 700, 420).stacked, layOut([9, 1], 700, 420).stacked], [true, false]);
});
