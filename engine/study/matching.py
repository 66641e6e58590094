"""Which neuron of one network does what a neuron of another one does.

Hidden neurons of a layer may change places without anything else changing, so that two starts that
found the same answer seem far apart until their neurons have been matched.
"""

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array, Iterations, Layers, Weights


def assignment(cost: Array) -> Iterations:
    """For each row of a square table a column of its own, so that the sum of costs is least.

    Source: H. W. Kuhn, The Hungarian method for the assignment problem, Naval Research Logistics
    Quarterly 2 (1955); with potentials, one row after the other.
    """
    size = len(cost)
    of_rows, of_columns = np.zeros(size + 1), np.zeros(size + 1)
    taken_by = np.full(size + 1, -1)  # the last column is where a row waits for its own
    for row in range(size):
        taken_by[size] = row
        _give_a_column(cost, of_rows, of_columns, taken_by)
    return np.argsort(taken_by[:size])


def _give_a_column(cost: Array, of_rows: Array, of_columns: Array, taken_by: Iterations) -> None:
    """The cheapest way to give the waiting row a column, others moving on to their next best."""
    size, column = len(cost), len(cost)
    least, before = np.full(size + 1, np.inf), np.full(size + 1, size)
    seen = np.zeros(size + 1, dtype=bool)
    while taken_by[column] >= 0:
        seen[column] = True
        row = taken_by[column]
        reduced = np.append(cost[row] - of_rows[row] - of_columns[:size], np.inf)
        nearer = ~seen & (reduced < least)
        least[nearer], before[nearer] = reduced[nearer], column
        following = int(np.where(seen, np.inf, least).argmin())
        step = least[following]
        of_rows[taken_by[seen]] += step
        of_columns[seen] -= step
        least[~seen] -= step
        column = following
    while column != size:
        taken_by[column] = taken_by[before[column]]
        column = int(before[column])


def orders(own: Layers, other: Layers) -> list[Iterations]:
    """For each hidden layer which neuron of the other network stands for each of one's own: those
    whose outputs for the examples are closest, all taken together."""
    hidden = zip(own[1:-1], other[1:-1], strict=True)
    return [assignment(_apart(mine, theirs)) for mine, theirs in hidden]


def reordered(
    weights: Weights, biases: Weights, orders: Sequence[Iterations]
) -> tuple[Weights, Weights]:
    """The same network with its hidden neurons in these orders."""
    moved, thresholds = list(weights), list(biases)
    for k, order in enumerate(orders):
        moved[k], moved[k + 1] = moved[k][:, order], moved[k + 1][order]
        if thresholds:
            thresholds[k] = thresholds[k][:, order]
    return tuple(moved), tuple(thresholds)


def _apart(own: Array, other: Array) -> Array:
    """Squared distances between the columns."""
    squares = (own**2).sum(axis=0)[:, None] + (other**2).sum(axis=0)
    apart: Array = squares - 2 * own.T @ other
    return apart
