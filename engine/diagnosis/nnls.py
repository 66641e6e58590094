"""Least squares with no negative number in the solution."""

import numpy as np
import numpy.typing as npt

from engine.arrays import Array


def nnls(matrix: Array, goal: Array) -> Array:
    """The x >= 0 for which |matrix @ x - goal| is least, by Lawson and Hanson's active sets.

    Source: C. L. Lawson and R. J. Hanson, Solving Least Squares Problems (1974), chapter 23.
    """
    columns = matrix.shape[1]
    solution, free = np.zeros(columns), np.zeros(columns, dtype=bool)
    tolerance = 10 * np.finfo(float).eps * max(matrix.shape) * max(1.0, float(np.abs(matrix).max()))
    for _ in range(3 * columns):
        gradient = matrix.T @ (goal - matrix @ solution)
        gradient[free] = -np.inf
        if free.all() or gradient.max() <= tolerance:
            break
        free[int(gradient.argmax())] = True
        solution = _settled(matrix, goal, solution, free)
    return solution


def _settled(matrix: Array, goal: Array, solution: Array, free: npt.NDArray[np.bool_]) -> Array:
    """The least squares over the free columns; those that would turn negative stop at 0."""
    while True:
        best = np.zeros_like(solution)
        best[free] = np.linalg.lstsq(matrix[:, free], goal, rcond=None)[0]
        negative = free & (best <= 0)
        if not negative.any():
            return best
        part = np.min(solution[negative] / (solution[negative] - best[negative]))
        solution = solution + part * (best - solution)
        stopped = free & (solution <= 1e-15)
        stopped |= negative & (solution <= solution[negative].min())
        free &= ~stopped
        solution[~free] = 0.0
