// The network's own arithmetic, for pictures between two frames. Written numbers never come from here.
/** The weighted sum of one neuron for one example: row of the layer before (values), weights (from, to), and its bias. */
export function weightedSum(row, weights, to, bias = 0) {
  let sum = bias;
  for (let from = 0; from < row.length; from++) sum += row[from] * weights[from][to];
  return sum;
}

/** The next layer of a whole block: values (rows × from, flat) through weights (from, to), summed in this order, and through
 *  the activation; `bias` holds a number for each neuron, if there are biases. */
export function nextLayer(values, weights, activation, bias = null) {
  const [from, to] = [weights.length, weights[0].length];
  const outputs = new Float64Array((values.length / from) * to);
  for (let read = 0, row = 0; row < outputs.length; row += to) {
    for (const line of weights) {
      const value = values[read++];
      for (let k = 0; k < to; k++) outputs[row + k] += value * line[k];
    }
    for (let k = 0; k < to; k++) outputs[row + k] = activation(outputs[row + k] + (bias ? bias[k] : 0));
  }
  return outputs;
}

/** Layers (examples, neurons), the inputs first. `activations` has what a layer makes of a sum, `biases` its (1, neurons), if any. */
export function forward(weights, inputs, activations, biases = []) {
  const layers = [inputs];
  let values = flat(inputs);
  weights.forEach((matrix, k) => {
    values = nextLayer(values, matrix, activations[k], biases[k]?.[0]);
    layers.push(rowsOf(values, matrix[0].length));
  });
  return layers;
}

/** Rows one after the other. */
export function flat(rows) {
  const values = new Float64Array(rows.length * rows[0].length);
  rows.forEach((row, index) => values.set(row, index * row.length));
  return values;
}

const rowsOf = (values, width) => Array.from({ length: values.length / width }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)));

export const copyWeights = (weights) => weights.map((matrix) => matrix.map((row) => row.slice()));

/** Matrices on their way from some to others; `share` may differ: a number, or a function of the matrix's place. */
export function easeWeights(from, to, share) {
  return to.map((matrix, k) => {
    const gone = typeof share === "number" ? share : share(k);
    const smooth = gone * gone * (3 - 2 * gone);
    if (smooth === 0) return from[k];
    return matrix.map((row, i) => row.map((value, j) => from[k][i][j] + (value - from[k][i][j]) * smooth));
  });
}

export const strongest = (weights) => weights.reduce((most, matrix) => matrix.reduce((best, row) => row.reduce((top, value) => Math.max(top, Math.abs(value)), best), most), 0);

/** From each iteration that values are known of to the next: how much they change in one. */
export const changesPerIteration = (values, iterations) =>
  values.slice(1).map((value, place) => (value - values[place]) / (iterations[place + 1] - iterations[place]));
