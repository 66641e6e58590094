import assert from "node:assert/strict";
import { test } from "node:test";
import { labelPlaces } from "../../static/js/maths/label-places.js";
import { layOut } from "../../static/js/maths/network-layout.js";

const LESSONS = Object.entries(JSON.parse(process.env.NETWORKS)).map(([id, [inputs, targets, hidden]]) => ({ id, inputs, targets, shape: [inputs.length, ...hidden, targets.length] }));
const BOXES = [[486, 232], [486, 307], [550, 242], [550, 365], [369, 266], [299, 266], [732, 336], [732, 452]]; // as the page gives them
const OTHERS = [[3, 6, 1], [2, 3, 2, 2], [5, 5], [1, 4, 1], [2, 2], [8, 3, 1]];
const [WIDTH, HEIGHT] = [42, 15];
const LETTER = 6.6;

const cases = [...LESSONS, ...OTHERS.map((shape) => ({ id: shape.join("-"), shape, inputs: [], targets: [] }))]
  .flatMap((network) => BOXES.map(([width, height]) => ({ ...network, width, height, layout: layOut(network.shape, width, height) })));

/** { layer, from, to, x, y } of every number that is written. */
function labels({ layout, shape }) {
  return shape.slice(1).flatMap((_, layer) => (labelPlaces(layout, layer) ?? []).flatMap((row, from) => row.map((place, to) => ({ layer, from, to, ...place }))));
}

const lineOf = ({ columns, radius }, layer, from, to) => {
  const [a, b] = [columns[layer][from], columns[layer + 1][to]];
  const slope = (b.y - a.y) / (b.x - a.x - 2 * radius);
  return { away: ({ x, y }) => Math.abs(a.y + slope * (x - a.x - radius) - y) / Math.hypot(1, slope) };
};

test("a number stands on its own line, and every other line of the layer is farther away than half its height", () => {
  for (const { id, layout, shape, width, height } of cases) {
    for (const label of labels({ layout, shape })) {
      for (let from = 0; from < shape[label.layer]; from++) for (let to = 0; to < shape[label.layer + 1]; to++) {
        const away = lineOf(layout, label.layer, from, to).away(label);
        const own = from === label.from && to === label.to;
        assert.ok(own ? away < 1e-9 : away >= HEIGHT / 2, `${id} in ${width} × ${height}: ${JSON.stringify(label)} is ${away} from the line from ${from} to ${to}`);
      }
    }
  }
});

test("no number lies on another, nor on a neuron, its name or its number, nor over the picture's edge; none stands in a stack of three", () => {
  for (const { id, layout, shape, inputs, targets, width, height } of cases) {
    const all = labels({ layout, shape });
    const captions = captionsOf(layout, inputs, targets);
    for (const one of all) {
      const called = `${id} in ${width} × ${height}: ${JSON.stringify(one)}`;
      const others = all.filter((other) => other !== one);
      assert.ok(others.every((other) => Math.abs(one.x - other.x) >= WIDTH || Math.abs(one.y - other.y) >= HEIGHT), called);
      assert.ok(one.y - HEIGHT / 2 >= 18 && one.y + HEIGHT / 2 <= height, called);
      assert.ok(layout.columns.flat().every(({ x }) => Math.abs(one.x - x) >= layout.radius + WIDTH / 2), called);
      for (const { x, y, half } of captions) assert.ok(Math.abs(one.x - x) >= half + 16 || Math.abs(one.y - y) >= 12, `${called} on what stands at ${x}, ${y}`);
      if (shape[one.layer + 1] > 1) assert.ok(others.filter((other) => Math.abs(one.x - other.x) < WIDTH / 2 && Math.abs(one.y - other.y) < 17).length < 2, `${called} stands in a stack`);
    }
  }
});

/** The middle of each name and number at the neurons, and half its width. */
function captionsOf({ columns, radius, stacked, captions }, inputs, targets) {
  const last = columns.length - 1;
  return columns.flatMap((column, layer) => column.flatMap(({ x, y }, neuron) => {
    const below = { x, y: y + radius + 10, half: (layer === last ? 6 : 4) * LETTER / 2 };
    if (layer && layer < last) return captions[layer] ? [below] : [];
    const name = (layer ? targets : inputs)[neuron] ?? "";
    return stacked ? [below, { x, y: y - radius - 9, half: name.length * LETTER / 2 }] : [];
  }));
}

test("the numbers of the lessons before a class are written, except where a line has no place that is its own", () => {
  const shown = (id, width, height) => {
    const { shape } = LESSONS.find((lesson) => lesson.id === id);
    return shape.slice(1).map((_, layer) => Boolean(labelPlaces(layOut(shape, width, height), layer)));
  };
  for (const [width, height] of [[486, 232], [550, 265], [732, 336]]) {
    assert.deepEqual(shown("eleven-lines", width, height), [true, true], `${width} × ${height}`);
    for (const id of ["nine-lines", "correlation", "and", "fruit", "rain"]) assert.deepEqual(shown(id, width, height), [true], `${id} in ${width} × ${height}`);
  }
  assert.deepEqual(shown("seven-segment", 550, 242), [false, false]);
  assert.deepEqual(shown("eleven-lines", 299, 266), [false, true], "no room between the first two layers");
  assert.equal(labelPlaces(layOut([22, 22, 1], 550, 242), 0), null);
});

test("where nothing drives them away numbers stand in one column, where the lines are apart", () => {
  for (const [shape, share] of [[[3, 1], 0.36], [[1, 3], 0.64]]) {
    const layout = layOut(shape, 700, 420);
    for (const { x } of labelPlaces(layout, 0).flat()) assert.ok(Math.abs((x - layout.side) / layout.gap - share) < 0.01);
  }
});
