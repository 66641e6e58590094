"""The one door to training: the same bytes however the iterations are divided."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Experiment, train, warm_up
from engine.arrays import all_finite
from engine.network.definition import starting_weights
from tests.engine.examples import experiments, plainly_trained, same_bytes

SHAPES = [(1, 1), (3, 1), (3, 4, 1), (5, 16, 16, 4), (20, 40, 3), (64, 9, 64, 16)]
EXAMPLES = [1, 3, 4, 5, 8, 16, 17, 128, 129, 300]
"""Less than a vector, exactly one, one more; the same for the blocks worked on at once."""


def experiment_of(shape: tuple[int, ...], examples: int = 6) -> Experiment:
    """Steps are small enough to learn: where they overshoot, training is chaotic, and the last bit
    of a number decides over all of it a few hundred iterations later."""
    random = np.random.default_rng(sum(shape))
    return Experiment(
        inputs=random.uniform(-1, 1, (examples, shape[0])),
        targets=random.uniform(0, 1, (examples, shape[-1])),
        hidden=shape[1:-1],
        learning_rate=1 / examples,
    )


def test_warming_up_twice_is_warming_up() -> None:
    warm_up()
    warm_up()


@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.parametrize("shape", SHAPES)
def test_agrees_with_the_readable_definition(shape: tuple[int, ...], examples: int) -> None:
    experiment = experiment_of(shape, examples)
    weights = starting_weights(shape, 1)
    trained = train(weights, experiment, 1_000).weights
    for own, plain in zip(trained, plainly_trained(weights, experiment, 1_000), strict=True):
        np.testing.assert_allclose(own, plain, rtol=1e-12, atol=1e-12)


@given(experiments(most=20))
def test_agrees_for_any_shape(experiment: Experiment) -> None:
    gentle = experiment.replace(learning_rate=0.02 / len(experiment.inputs))
    weights = starting_weights(gentle.shape, gentle.seed)
    trained = train(weights, gentle, 200).weights
    for own, plain in zip(trained, plainly_trained(weights, gentle, 200), strict=True):
        np.testing.assert_allclose(own, plain, rtol=1e-12, atol=1e-12)


@given(experiments(), st.lists(st.integers(0, 40), max_size=5))
def test_pieces_have_the_bytes_of_the_whole(experiment: Experiment, pieces: list[int]) -> None:
    starting = weights = starting_weights(experiment.shape, experiment.seed)
    for piece in pieces:
        weights = train(weights, experiment, piece).weights
    assert same_bytes(weights, train(starting, experiment, sum(pieces)).weights)


@pytest.mark.parametrize("shape", SHAPES)
def test_ten_at_once_are_ten_single_ones(shape: tuple[int, ...]) -> None:
    experiment = experiment_of(shape)
    weights = starting_weights(shape, 3)
    ten = train(weights, experiment, 10, sample=range(10))
    errors = []
    for iteration in range(10):
        single = train(weights, experiment, 1, iteration, [iteration])
        weights = single.weights
        errors.append(single.errors)
    assert same_bytes(ten.weights, weights)
    assert ten.errors.tobytes() == np.concatenate(errors).tobytes()


@given(experiments(), st.sets(st.integers(50, 89)).map(sorted))
def test_sampling_tells_the_error_and_changes_nothing(
    experiment: Experiment, sample: list[int]
) -> None:
    weights = starting_weights(experiment.shape, experiment.seed)
    sampled = train(weights, experiment, 40, 50, sample)
    assert same_bytes(sampled.weights, train(weights, experiment, 40).weights)
    every = train(weights, experiment, 40, 50, range(50, 90)).errors
    assert sampled.errors.tolist() == [every[iteration - 50] for iteration in sample]


def test_training_leaves_what_it_is_given() -> None:
    experiment = experiment_of((3, 4, 1))
    weights = starting_weights((3, 4, 1), 1)
    before = [synapses.copy() for synapses in weights]
    done = train(weights, experiment, 100)
    assert same_bytes(weights, before)
    assert (done.iterations, done.diverged) == (100, False)
    assert train(weights, experiment, 0).iterations == 0


def test_divergence_keeps_the_last_finite_weights() -> None:
    """Two huge weights that cancel let the answer stay at a half, and the deltas explode."""
    experiment = Experiment(
        inputs=np.array([[1e6]]), targets=np.array([[1.0]]), hidden=(2,), learning_rate=1.0
    )
    weights = (np.zeros((1, 2)), np.array([[1e308], [-1e308]]))
    stopped = train(weights, experiment, 50, sample=range(50))
    assert (stopped.iterations, stopped.diverged) == (0, True)
    assert same_bytes(stopped.weights, weights)


@pytest.mark.parametrize("rate", [0.03, 0.5, 1_000])
def test_divergence_is_found_to_the_iteration(rate: float) -> None:
    """A silent neuron with huge synapses: what is passed back to it, finite at first, grows until
    it is infinite; its slope is 0, and no number is 0 times infinity."""
    experiment = Experiment(
        inputs=np.array([[1.0]]), targets=np.ones((1, 16)), hidden=(2,), learning_rate=rate
    )
    weights = (np.array([[-1e6, 0.0]]), np.repeat([[1.7e308], [-10.0]], 16, axis=1))
    done, changed = 0, plainly_trained(weights, experiment, 1)
    while all_finite(*changed):
        done, changed = done + 1, plainly_trained(changed, experiment, 1)
    assert done > 0
    stopped = train(weights, experiment, 10_000, 7, sample=range(7, 10_007))
    assert (stopped.iterations, stopped.diverged) == (done, True)
    so_far = train(weights, experiment, done, 7, sample=range(7, 7 + done))
    assert not so_far.diverged
    assert same_bytes(stopped.weights, so_far.weights)
    assert stopped.errors.tobytes() == so_far.errors.tobytes()
