// The network's own arithmetic, for pictures between two frames. Written numbers never come from here.
export const sigmoid = (sum) => 1 / (1 + Math.exp(-sum));

/** The slope of the sigmoid, from its output. */
export const slope = (output) => output * (1 - output);

/** The weighted sum of one neuron for one example: row of the layer before (values), weights (from, to). */
export function weightedSum(row, weights, to) {
  let sum = 0;
  for (let from = 0; from < row.length; from++) sum += row[from] * weights[from][to];
  return sum;
}

/** Layers (examples, neurons), the inputs first. */
export function forward(weights, inputs) {
  const layers = [inputs];
  for (const matrix of weights) {
    const width = matrix[0].length;
    layers.push(layers.at(-1).map((row) => Array.from({ length: width }, (_, to) => sigmoid(weightedSum(row, matrix, to)))));
  }
  return layers;
}

export const copyWeights = (weights) => weights.map((matrix) => matrix.map((row) => row.slice()));

export function easeWeights(from, to, share) {
  const smooth = share * share * (3 - 2 * share);
  return to.map((matrix, k) => matrix.map((row, i) => row.map((value, j) => from[k][i][j] + (value - from[k][i][j]) * smooth)));
}

export const strongest = (weights) => weights.reduce((most, matrix) => matrix.reduce((best, row) => row.reduce((top, value) => Math.max(top, Math.abs(value)), best), most), 0);
