"""The network's formulas, against the articles' figures and against differences."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from engine import LESSONS, Experiment, Run, Weights
from engine.formulas import SIGMOID
from engine.network.definition import deltas, forward, starting_weights, updated
from tests.engine.examples import experiments, same_bytes
from tests.golden import GOLDEN, STATES, TOLERANCE


@pytest.mark.parametrize(("lesson", "state"), STATES)
def test_golden_states(lesson: str, state: dict[str, Any]) -> None:
    run = Run(LESSONS[lesson].experiment)
    run.seek(state["iteration"])
    now = run.state()
    for kind in ("weights", "layers"):
        for own, golden in zip(getattr(now, kind), state[kind], strict=True):
            np.testing.assert_allclose(own, golden, rtol=0, atol=TOLERANCE)
    assert now.error == pytest.approx(state["error"], abs=TOLERANCE)


def test_golden_new_situation() -> None:
    golden = GOLDEN[0]["new_situation"]
    run = Run(LESSONS["nine-lines"].experiment)
    run.seek(golden["iteration"])
    answer = run.think([golden["inputs"]])[-1]
    np.testing.assert_allclose(answer, [golden["output"]], rtol=0, atol=TOLERANCE)


def test_starting_weights_come_layer_by_layer_from_one_generator() -> None:
    random = np.random.RandomState(7)
    expected = [2 * random.random_sample(pair) - 1 for pair in ((3, 4), (4, 2))]
    assert same_bytes(starting_weights((3, 4, 2), 7), expected)


@given(hnp.arrays(np.float64, 20, elements=st.floats(-700, 700)))
def test_sigmoid_is_the_articles(sums: np.ndarray) -> None:
    np.testing.assert_allclose(SIGMOID.value(sums), 1 / (1 + np.exp(-sums)), rtol=1e-15)


@given(hnp.arrays(np.float64, 20, elements=st.floats(allow_nan=False)))
def test_sigmoid_of_any_sum_is_a_probability(sums: np.ndarray) -> None:
    output = SIGMOID.value(sums)
    assert ((output >= 0) & (output <= 1)).all()
    assert (SIGMOID.value(np.sort(sums)) == np.sort(output)).all()


def test_sums_beyond_float64_saturate_without_a_warning() -> None:
    weights = (np.array([[1e308, -1e308, 1e300]]), np.full((3, 1), 1e308))
    layers = forward(weights, np.array([[1e6], [-1e6]]))
    assert layers[1].tolist() == [[1, 0, 1], [0, 1, 0]]
    assert layers[2].tolist() == [[1], [1]]


@given(hnp.arrays(np.float64, 20, elements=st.floats(-20, 20)))
def test_slope_is_the_derivative_at_the_output(sums: np.ndarray) -> None:
    width = 1e-5
    difference = (SIGMOID.value(sums + width) - SIGMOID.value(sums - width)) / (2 * width)
    np.testing.assert_allclose(SIGMOID.slope(SIGMOID.value(sums)), difference, atol=1e-9)


def test_one_iteration_worked_out_by_hand() -> None:
    """One neuron at weight 0, input 2, target 1: answer 1/2, delta 1/2 * 1/4, weight 2/8."""
    inputs, targets, weights = np.array([[2.0]]), np.array([[1.0]]), (np.array([[0.0]]),)
    layers = forward(weights, inputs)
    slopes = deltas(weights, layers, targets - layers[-1])
    assert (layers[1].item(), slopes[0].item()) == (0.5, 0.125)
    assert updated(weights, layers, slopes, 1.0)[0].item() == 0.25
    assert updated(weights, layers, slopes, 0.5)[0].item() == 0.125


@given(experiments())
def test_gradient_against_central_differences(experiment: Experiment) -> None:
    """An update follows the descent of half the sum of squared errors."""
    weights = starting_weights(experiment.shape, experiment.seed)
    layers = forward(weights, experiment.inputs)
    slopes = deltas(weights, layers, experiment.targets - layers[-1])
    changes = updated(weights, layers, slopes, 1.0)
    for place, synapses in enumerate(weights):
        for index in np.ndindex(synapses.shape):
            descent = -_difference(experiment, weights, place, index)
            change = changes[place][index] - synapses[index]
            assert change == pytest.approx(descent, rel=1e-6, abs=1e-8)


def _difference(
    experiment: Experiment, weights: Weights, place: int, index: tuple[int, ...]
) -> float:
    width, losses = 1e-5, []
    for nudge in (width, -width):
        nudged = [synapses.copy() for synapses in weights]
        nudged[place][index] += nudge
        errors = experiment.targets - forward(tuple(nudged), experiment.inputs)[-1]
        losses.append((errors**2).sum() / 2)
    return float(losses[0] - losses[1]) / (2 * width)


@given(experiments())
def test_looking_stores_and_changes_nothing(experiment: Experiment) -> None:
    weights = starting_weights(experiment.shape, experiment.seed)
    before = [synapses.copy() for synapses in weights]
    first = forward(weights, experiment.inputs)
    forward(weights, np.full((3, experiment.shape[0]), 1e6))
    deltas(weights, first, experiment.targets - first[-1])
    assert same_bytes(weights, before)
    assert same_bytes(forward(weights, experiment.inputs), first)
