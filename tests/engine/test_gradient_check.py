"""The gradient's own test: that it agrees where the gradient is right, and only there."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import LESSONS, Experiment, Run
from engine.formulas import SIGMOID
from engine.network import definition
from engine.network.gradient_check import Checked, GradientCheck, check_gradient
from tests.engine.examples import experiments


@given(experiments(), st.integers(0, 20))
def test_random_experiments_agree(experiment: Experiment, iteration: int) -> None:
    run = Run(experiment)
    run.seek(iteration)
    check = check_gradient(run.experiment, run.state().weights)
    assert check.agrees
    assert len(check.checked) == check.synapses == sum(m.size for m in run.state().weights)


@pytest.mark.parametrize("lesson", LESSONS)
def test_lessons_agree_to_many_digits(lesson: str) -> None:
    run = Run(LESSONS[lesson].experiment)
    run.seek(100)
    check = check_gradient(run.experiment, run.state().weights)
    assert check.largest_difference < 1e-9
    assert check.relative_difference < 1e-7


def test_the_gradient_is_what_an_update_adds() -> None:
    run = Run(LESSONS["eleven-lines"].experiment)
    before = run.state().weights
    check = check_gradient(run.experiment, before)
    run.step()
    added = [after - old for after, old in zip(run.state().weights, before, strict=True)]
    for each in check.checked:
        expected = added[each.layer][each.source, each.target]
        assert each.analytic == pytest.approx(expected, abs=1e-12)


def test_a_wrong_slope_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers take `x * (1 - x)` for wrong, since x is the output already: the slope by e^-x."""
    of_the_sum = replace(SIGMOID, slope=lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2)
    monkeypatch.setattr(definition, "ACTIVATIONS", {"sigmoid": of_the_sum})
    run = Run(LESSONS["eleven-lines"].experiment)
    assert not check_gradient(run.experiment, run.state().weights).agrees


def test_a_large_network_is_checked_in_part_and_in_every_layer() -> None:
    random = np.random.RandomState(1)
    inputs, targets = random.random_sample((300, 64)), random.random_sample((300, 16))
    run = Run(Experiment(inputs, targets, hidden=(64, 64)))
    check = check_gradient(run.experiment, run.state().weights)
    assert check.agrees
    assert 10 < len(check.checked) < check.synapses == 9_216
    assert {each.layer for each in check.checked} == {0, 1, 2}
    assert len({each.target for each in check.checked if each.layer == 0}) > 3


def test_huge_inputs_and_weights_leave_finite_numbers() -> None:
    inputs = np.array([[1e6, -1e6], [1e6, 1.0], [0.0, 1.0]])
    run = Run(Experiment(inputs, np.array([[1.0], [0.0], [1.0]]), hidden=(3,)))
    run.set_weight(0, 1, 1, 1e9)
    check = check_gradient(run.experiment, run.state().weights)
    assert all(np.isfinite((each.analytic, each.numeric)).all() for each in check.checked)


def test_the_larger_the_inputs_the_smaller_the_nudge() -> None:
    """Or the sums would leave the part of the curve whose slope is compared."""
    inputs = 1e4 * np.array([[1.0, -1.0], [-1.0, 1.0], [0.5, 1.0]])
    experiment = Experiment(inputs, np.array([[1.0], [0.0], [1.0]]))
    check = check_gradient(experiment, [np.array([[1e-4], [2e-4]])])
    assert check.relative_difference < 1e-7


def test_where_all_is_flat_there_is_nothing_to_compare() -> None:
    flat = GradientCheck((Checked(0, 0, 0, 3e-17, -1e-17),), 1)
    assert flat.is_flat and flat.agrees
    wrong = GradientCheck((Checked(0, 0, 0, 1e-3, 1.1e-3),), 1)
    assert not wrong.is_flat and not wrong.agrees
    assert wrong.largest_difference == pytest.approx(1e-4)
