import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled, evaluate, piecesOf } from "../../static/js/maths/formulas.js";

const plain = (tree) => text(piecesOf(tree, (name) => [name]));
const text = (pieces) => pieces.map((piece) => piece.power ? `^[${text(piece.power)}]` : piece).join("");
const VARIABLES = { a: 7, b: 2, c: -0.5 };
const TREES = [
  [["+", "a", ["-", "b", "c"]], "a + b − c", 9.5],
  [["-", "a", ["+", "b", "c"]], "a − (b + c)", 5.5],
  [["-", ["-", "a", "b"], "c"], "a − b − c", 5.5],
  [["-", "a", ["-", "b", "c"]], "a − (b − c)", 4.5],
  [["*", ["+", "a", "b"], "c"], "(a + b) · c", -4.5],
  [["*", "a", ["*", "b", "c"]], "a · b · c", -7],
  [["/", "a", ["*", "b", "c"]], "a / (b · c)", -7],
  [["/", ["*", "a", "b"], "c"], "a · b / c", -28],
  [["/", "a", ["/", "b", "c"]], "a / (b / c)", -1.75],
  [["*", "a", ["neg", "b"]], "a · (−b)", -14],
  [["neg", ["+", "a", "b"]], "−(a + b)", -9],
  [["neg", ["*", "a", "b"]], "−(a · b)", -14],
  [["+", ["neg", "a"], "b"], "−a + b", -5],
  [["^", ["+", "a", "b"], ["-", "b", 1]], "(a + b)^[b − 1]", 9],
  [["^", ["neg", "c"], 2], "(−c)^[2]", 0.25],
  [["*", 2, ["^", "a", 2]], "2 · a^[2]", 98],
  [["/", 1, ["+", 1, ["exp", ["neg", "a"]]]], "1 / (1 + e^[−a])", 1 / (1 + Math.exp(-7))],
  [["sqrt", ["+", "a", "b"]], "√(a + b)", 3],
  [["tanh", "c"], "tanh(c)", Math.tanh(-0.5)],
  [["max", 0, "c"], "max(0, c)", 0],
  [["*", ["max", 0, "a"], "b"], "max(0, a) · b", 14],
  [[">", "a", 0], "a > 0", 1],
  [[">", "c", 0], "c > 0", 0],
  [["*", "a", [">", "b", 0]], "a · (b > 0)", 7],
  [["+", [">", "b", 2], "a"], "(b > 2) + a", 7],
  [3, "3", 3],
  ["b", "b", 2],
];

test("a formula is written with the brackets that it needs and no others, and comes to its value", () => {
  for (const [tree, expected, value] of TREES) {
    assert.equal(plain(tree), expected);
    assert.ok(Math.abs(evaluate(tree, (name) => VARIABLES[name]) - value) < 1e-15, expected);
  }
});

test("a formula of one variable as a function", () => {
  for (const [tree, , value] of [[["-", "x", ["^", "x", 2]], 0, -6], [["neg", "x"], 0, -3], [4, 0, 4], ["x", 0, 3], [["max", 0, ["-", 1, "x"]], 0, 0]]) assert.equal(compiled(tree)(3), value);
});

test("a branch that is no arithmetic is the caller's, and stands in brackets like a sum", () => {
  const branch = ([operator]) => operator === "total" ? ["p + q"] : undefined;
  assert.equal(text(piecesOf(["*", "a", ["total"]], (name) => [name], branch)), "a · (p + q)");
  assert.equal(text(piecesOf(["+", "a", ["total"]], (name) => [name], branch)), "a + p + q");
  assert.equal(evaluate(["*", 2, ["total"]], null, ([operator]) => operator === "total" ? 5 : undefined), 10);
  assert.equal(evaluate(["+", 2, ["total"]], null, ([operator]) => operator === "total" ? 0 : undefined), 2);
});
