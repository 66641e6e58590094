// NumPy's functions at work: the power of e behind the S-curve, a table made of rows, and numbers by chance.
import { plain } from "../maths/format.js";
import { experiment } from "../state/experiment.js";
import { selection, trainedRow } from "../state/selection.js";
import { rowsOf } from "../state/variables.js";

/** What `exp`, `array` and `random` are shown on; `sums` is the table of weighted sums into the chosen layer. */
export const functionDemos = (frame, sums) => [powersOf(sums), tableOf(frame), drawsOf()];

function powersOf(sums) {
  const { layer, neuron } = selection;
  const rows = sums.rows.map((row) => row.map((sum) => Math.exp(-sum)));
  const [sum, power] = [sums.rows[trainedRow()][neuron], rows[trainedRow()][neuron]];
  const isSigmoid = experiment().activations[layer - 1] === "sigmoid";
  const end = isSigmoid ? `, and 1 / (1 + ${plain(power)}) = ${plain(experiment().values[layer - 1](sum))}` : "";
  const powers = { ...sums, caption: `np.exp(-sums)`, form: "", rows };
  return { id: "op-exp", tables: [sums, powers], signs: ["→"], text: `e to the power of ${plain(-sum)} = ${plain(power)}${end}` };
}

function tableOf(frame) {
  const rows = rowsOf("l0", frame);
  return { id: "op-array", tables: [{ name: "X", rows, row: trainedRow() }], signs: [], text: `X is ${rows.length} × ${rows[0].length}: ${rows.length} examples, ${rows[0].length} inputs` };
}

/** The chance numbers of which the first weights were made; they stand in `syn0` until it is trained. */
function drawsOf() {
  const { seed, starting } = experiment();
  const [weights, neuron] = [starting, selection.layer === 1 ? Math.min(selection.neuron, starting[0].length - 1) : 0];
  const drawn = weights.map((row) => row.map((weight) => (weight + 1) / 2));
  const [by, made] = [drawn[0][neuron], weights[0][neuron]];
  return {
    id: "op-random", signs: ["→"], text: `After seed(${seed}): 2 · ${plain(by)} − 1 = ${plain(made)}`,
    tables: [{ name: "syn0", caption: "random", rows: drawn, row: 0, column: neuron }, { name: "syn0", caption: "2 * random - 1", rows: weights, row: 0, column: neuron }],
  };
}
