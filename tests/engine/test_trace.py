"""Looking at a network: the readable definition's numbers, and to the last bit training's own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Experiment, Weights, train
from engine.network.definition import deltas, forward, starting_weights, updated
from engine.network.training import trace
from tests.engine.examples import experiments, same_bytes


def weights_of(experiment: Experiment) -> Weights:
    return starting_weights(experiment.shape, experiment.seed)


@given(experiments(most=20))
def test_agrees_with_the_readable_definition(experiment: Experiment) -> None:
    weights = weights_of(experiment)
    seen = trace(weights, experiment)
    layers = forward(weights, experiment.inputs)
    errors = experiment.targets - layers[-1]
    pairs = [
        *zip(seen.layers, layers, strict=True),
        *zip(seen.deltas, deltas(weights, layers, errors), strict=True),
        (seen.errors, errors),
        *zip(seen.asked, forward(weights, experiment.situations)[1:], strict=True),
        (np.array(seen.error), np.abs(errors).mean()),
    ]
    for own, plain in pairs:
        assert own.shape == plain.shape
        np.testing.assert_allclose(own, plain, rtol=1e-13, atol=1e-14)


@given(experiments(), st.integers(0, 30))
def test_is_what_training_works_with(experiment: Experiment, iterations: int) -> None:
    weights = train(weights_of(experiment), experiment, iterations).weights
    seen = trace(weights, experiment)
    step = train(weights, experiment, 1, iterations, [iterations])
    assert step.errors.tolist() == [seen.error]
    by_hand = updated(weights, seen.layers, seen.deltas, experiment.learning_rate)
    for own, plain in zip(step.weights, by_hand, strict=True):
        np.testing.assert_allclose(own, plain, rtol=1e-14, atol=1e-14)


@given(experiments())
def test_an_example_is_answered_alike_as_a_situation(experiment: Experiment) -> None:
    asked = experiment.replace(situations=experiment.inputs)
    seen = trace(weights_of(asked), asked)
    assert same_bytes(seen.asked, seen.layers[1:])


def test_what_is_seen_stays() -> None:
    experiment = Experiment(np.eye(3), np.ones((3, 2)), (4,), situations=np.ones((1, 3)))
    weights = weights_of(experiment)
    seen = trace(weights, experiment)
    before = [layer.copy() for layer in seen.layers]
    trace(train(weights, experiment, 10).weights, experiment)
    assert same_bytes(seen.layers, before)
    for shown in (*seen.layers, *seen.deltas, seen.errors, *seen.asked):
        assert not shown.flags.writeable


@pytest.mark.parametrize("look", [trace, lambda *given: train(*given, 1)])
def test_refuses_the_weights_of_another_network(look: object) -> None:
    experiment = Experiment(np.eye(3), np.ones((3, 1)), (4,))
    with pytest.raises(ValueError, match="weights of the shapes .* for a network of"):
        look((np.ones((3, 3)), np.ones((4, 1))), experiment)  # type: ignore[operator]
