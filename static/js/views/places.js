// Where on the page the things are that a walk points at, by the words of webapp/walks/subjects.py.

/** Panels and controls. */
export const PARTS = {
  "training set": "#training",
  "new situations": "#situations",
  "network": "#network",
  "sigmoid curve": "#sigmoid",
  "error descent": "#descent",
  "code": "#code",
  "explanation": "#explanation",
  "operators": "#operators",
  "mean error": "#mean-error",
  "iteration": "#iteration-slider",
  "learning rate": "#learning_rate",
  "hidden layers": "#hidden",
  "seed": "#seed",
  "step": "#step-button",
  "back": "#back-button",
  "run": "#run-button",
  "try other starts": "#try-starts",
  "other starts": "#starts",
};

/** What there are many of: a variable's name, its layer, and row and column from 0. */
export const KINDS = {
  example: ({ row }) => `#example-${row}`,
  input: ({ row, column }) => `#inputs-${row}-${column}`,
  target: ({ row, column }) => `#targets-${row}-${column}`,
  answer: ({ row, column }) => `#answer-${row}-${column}`,
  error: ({ row, column }) => `#error-${row}-${column}`,
  dot: ({ row }) => `#sigmoid .dot[data-example="${row}"]`,
  situation: ({ row }) => `#situations tbody tr:nth-child(${row + 1})`,
  neuron: ({ layer, row }) => `#network .neuron[data-layer="${layer}"][data-neuron="${row}"]`,
  synapse: ({ layer, row, column }) => `#network line.synapse[data-layer="${layer}"][data-from="${row}"][data-to="${column}"]`,
  number: ({ name, row, column }) => `#matrix-${name} td[data-subject="${name} ${row} ${column}"]`,
  matrix: ({ name }) => `#numbers .matrix[data-subject="${name}"]`,
  line: ({ variable }) => `#code .listing:not([hidden]) .loop .line[data-makes~="${variable}"]`,
};

/** Where within them their numbers stand, if not everywhere. */
const NUMBERS = {
  explanation: " #formula",
  matrix: " .grid",
  neuron: " :is(text, .fill)",
  operators: " .matrices",
  situation: " output",
};

/** The selector of what these words mean: "example 3", "neuron l1 2", "training set". */
export function placeOf(words) {
  if (words in PARTS) return PARTS[words];
  const [, kind, variable = "", row = "1", column = "1"] = words.match(/^(\w+)(?: ([A-Za-z]\w*))?(?: (\d+))?(?: (\d+))?$/);
  const name = variable === "X" ? "l0" : variable;
  return KINDS[kind]({ variable, name, layer: variable.replace(/\D/g, ""), row: row - 1, column: column - 1 });
}

/** The selector of the numbers in there. */
export const numbersOf = (words) => placeOf(words) + (NUMBERS[words.split(" ")[0]] ?? "");
