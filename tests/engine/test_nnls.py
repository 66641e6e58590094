"""Non-negative least squares against its own conditions, and the certificates made of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from engine import LESSONS
from engine.arrays import Array
from engine.diagnosis.kinds.not_separable import certificate
from engine.diagnosis.nnls import nnls

SMALL = st.integers(-4, 4).map(float)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Array, Array]:
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 8))
    matrix = draw(hnp.arrays(np.float64, (rows, columns), elements=SMALL))
    return matrix, draw(hnp.arrays(np.float64, rows, elements=SMALL))


@given(problems())
def test_the_conditions_of_the_least_hold(problem: tuple[Array, Array]) -> None:
    """Kuhn and Tucker's: they hold at the least squares and nowhere else."""
    matrix, goal = problem
    solution = nnls(matrix, goal)
    gradient = matrix.T @ (goal - matrix @ solution)
    assert (solution >= 0).all()
    assert gradient.max() <= 1e-8
    assert np.abs(gradient[solution > 0]).max(initial=0) <= 1e-8


def test_a_value_by_hand() -> None:
    """Least squares alone would give (1.5, -0.5)."""
    matrix, goal = np.array([[1.0, 1.0], [1.0, -1.0]]), np.array([1.0, 2.0])
    assert nnls(matrix, goal) == pytest.approx([1.5, 0.0])


@given(hnp.arrays(np.float64, (5, 3), elements=SMALL), hnp.arrays(np.bool_, 5))
def test_a_balance_cancels_and_without_one_a_line_parts(inputs: Array, above: Array) -> None:
    targets = above.astype(np.float64)
    found = certificate(inputs, targets)
    signed = inputs * np.where(above, 1.0, -1.0)[:, None]
    if found is not None:
        assert found.sum() == pytest.approx(1) and (found >= 0).all()
        assert np.abs(found @ signed).max() <= 1e-7
    else:
        assert (signed @ _parting(signed) > 0).all()


def _parting(rows: Array) -> Array:
    """A line with every row on its positive side, by Rosenblatt's rule; it ends if there is one."""
    line = np.zeros(rows.shape[1])
    while (wrong := rows[rows @ line <= 0]).size:
        line = line + wrong[0]
    return line


def test_the_articles_tables() -> None:
    xor, others = LESSONS["xor-one-neuron"].experiment, LESSONS["and"].experiment
    assert certificate(xor.inputs, xor.targets[:, 0]) == pytest.approx([0.25] * 4)
    assert certificate(others.inputs, others.targets[:, 0]) is None
    zero_row = certificate(others.inputs[:, :2], others.targets[:, 0])
    assert zero_row == pytest.approx([1, 0, 0, 0])
