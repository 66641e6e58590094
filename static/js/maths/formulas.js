// Formulas as the engine writes them down, trees of lists: what they come to, and how they are written.
// A leaf is a variable by its name, or a number; a branch is a list, the operator first.
const OPERATORS = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  neg: (a) => -a,
  exp: Math.exp,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
  max: Math.max,
  ">": (a, b) => Number(a > b),
};

/** @type {(tree: any) => any} */
const none = () => undefined;

/** What a formula comes to; `leaf(name)` is the value of a variable, `branch(tree)` of what is no arithmetic, if anything. */
export function evaluate(tree, leaf, branch = none) {
  if (typeof tree === "number") return tree;
  if (typeof tree === "string") return leaf(tree);
  return branch(tree) ?? OPERATORS[tree[0]](...tree.slice(1).map((part) => evaluate(part, leaf, branch)));
}

/** A formula of one variable, whatever it is called, as a function. */
export function compiled(tree) {
  if (typeof tree === "number") return () => tree;
  if (typeof tree === "string") return (x) => x;
  const operate = OPERATORS[tree[0]];
  const [first, second] = tree.slice(1).map(compiled);
  return second ? (x) => operate(first(x), second(x)) : (x) => operate(first(x));
}

const TIGHTNESS = { ">": 0, "+": 1, "-": 1, neg: 2, "*": 3, "/": 3 };
const SIGNS = { "+": " + ", "-": " − ", "*": " · ", "/": " / ", ">": " > " };
const CLOSED = 4;

/** A formula with numbers in it: texts, and what `leaf(name)` and `branch(tree)` give for the rest; a power is { power }. */
export function piecesOf(tree, leaf, branch = none) {
  if (typeof tree === "number") return [String(tree)];
  if (typeof tree === "string") return leaf(tree);
  const special = branch(tree);
  if (special) return special;
  const [operator, ...parts] = tree;
  const inner = (part, need) => bracketed(piecesOf(part, leaf, branch), tightness(part, branch) < need);
  if (operator === "exp") return ["e", { power: piecesOf(parts[0], leaf, branch) }];
  if (operator === "^") return [...inner(parts[0], CLOSED), { power: piecesOf(parts[1], leaf, branch) }];
  if (operator === "neg") return ["−", ...inner(parts[0], CLOSED)];
  if (operator in SIGNS) {
    const need = TIGHTNESS[operator];
    const stricter = operator === "-" || operator === "/" ? need + 1 : need;
    return [...inner(parts[0], need), SIGNS[operator], ...inner(parts[1], stricter)];
  }
  const name = operator === "sqrt" ? "√" : operator;
  return [`${name}(`, ...parts.flatMap((part, index) => [index ? ", " : "", ...piecesOf(part, leaf, branch)]), ")"];
}

function tightness(tree, branch) {
  if (!Array.isArray(tree)) return CLOSED;
  return branch(tree) ? 1 : TIGHTNESS[tree[0]] ?? CLOSED;
}

const bracketed = (pieces, needed) => needed ? ["(", ...pieces, ")"] : pieces;
