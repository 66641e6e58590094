"""What only the compiled loops can get wrong: their own sigmoid, vectors, blocks and threads."""

import math
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from threading import Event, Thread

import numpy as np
import pytest

from engine import LESSONS, Experiment, TrainingState, train
from engine.arrays import Array
from engine.network.compiled import kernels
from engine.network.definition import starting_weights
from engine.network.training import NO_TURNS, trace
from tests.engine.examples import same_bytes

ONE = (np.ones((1, 1)),)
"""The weight of a network that answers the sigmoid of its input."""


def sigmoid(values: Array) -> Array:
    """The compiled sigmoid, through the door."""
    table = values.reshape(-1, 1)
    return trace(ONE, Experiment(table, np.zeros_like(table))).layers[-1].ravel()


def exactly(z: float) -> Decimal:
    return 1 / (1 + (-Decimal(z)).exp())


@pytest.mark.parametrize("most", [1, 40, 708])
def test_the_sigmoid_is_right_to_two_or_three_units_in_the_last_place(most: float) -> None:
    values = np.random.default_rng(1).uniform(-most, most, 1_000)
    for z, answer in zip(values, sigmoid(values), strict=True):
        exact = exactly(z)
        assert abs(Decimal(answer) - exact) < Decimal(2.5) * Decimal(math.ulp(float(exact)))


def test_the_sigmoid_of_any_number_is_a_number() -> None:
    values = np.array([0.0, -0.0, 5e-324, 709.5, 1e6, 1e300, 1.7e308, -709.5, -1e6, -1e300])
    expected = [0.5, 0.5, 0.5, 1, 1, 1, 1, 0, 0, 0]
    assert sigmoid(values).tolist() == expected


def test_the_sigmoid_rises() -> None:
    values = np.sort(np.random.default_rng(2).uniform(-800, 800, 2_000))
    assert np.all(np.diff(sigmoid(values)) >= 0)
    np.testing.assert_allclose(sigmoid(values) + sigmoid(-values), 1, rtol=0, atol=3e-16)


@pytest.mark.parametrize("examples", [1, 3, 4, 5, 40, 130])
@pytest.mark.parametrize("shape", [(1, 1), (3, 4, 1), (7, 9, 8, 3)])
def test_the_width_of_a_vector_makes_no_difference_for_few_examples(
    shape: tuple[int, ...], examples: int
) -> None:
    """For more, sums over examples are added up in another order; looking knows no such sum."""
    random = np.random.default_rng(3)
    table = random.uniform(-1, 1, (examples, shape[0])), random.uniform(0, 1, (examples, shape[-1]))
    trained = []
    for kernel in (kernels.train_4, kernels.train_8):
        fixed = Experiment(*table, hidden=shape[1:-1])
        numbers = TrainingState.first(fixed).numbers.copy()
        choices, settings = np.array([0, 0, 0, 0, 0, 0]), (0.1, 0.9, 0.0)
        given = (fixed.inputs, fixed.targets, np.array(shape), choices, settings)
        kernel(numbers, *given, 0, 500, np.arange(0), NO_TURNS)
        trained.append(numbers)
    if examples <= 4:
        assert same_bytes(trained[:1], trained[1:])
    np.testing.assert_allclose(*trained, rtol=1e-12, atol=1e-12)


def test_every_machine_computes_the_same_bits() -> None:
    """All sums are added in an order of our own, and each rounds as IEEE 754 says."""
    experiment = LESSONS["eleven-lines"].experiment
    weights = train(starting_weights(experiment.shape, 1), experiment, 1_000).weights
    assert [number.hex() for number in weights[1].ravel()] == [
        "-0x1.181c311f36fc9p+2",
        "0x1.47e17235ec8fcp+2",
        "-0x1.0911c2843be30p+3",
        "0x1.55b4296a8096bp+2",
    ]


class Others:
    """A thread that wants to run Python all the time, and lets go of it at each turn."""

    def __init__(self) -> None:
        self.turns, self._ended = 0, Event()
        self._thread = Thread(target=self._run)

    def __enter__(self) -> "Others":
        self._thread.start()
        while not self.turns:
            time.sleep(0.001)
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(0.0001):
            self.turns += 1


@pytest.fixture
def nobody_is_interrupted() -> Iterator[None]:
    """Python's lock goes to others only when it is given up, and the loops are loaded."""
    train(ONE, Experiment(np.ones((1, 1)), np.ones((1, 1))), 1)
    before = sys.getswitchinterval()
    sys.setswitchinterval(60)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("nobody_is_interrupted")
def test_others_run_while_training_takes_long() -> None:
    experiment = LESSONS["eleven-lines"].experiment
    weights, deadline = starting_weights(experiment.shape, 1), time.monotonic() + 10
    with Others() as others:
        before = others.turns
        while others.turns == before and time.monotonic() < deadline:
            train(weights, experiment, 100_000)
        assert others.turns > before


@pytest.mark.usefixtures("nobody_is_interrupted")
def test_nobody_runs_in_between_while_training_takes_a_moment() -> None:
    """Hundreds of runs that are trained a little would wait for each other at every call."""
    experiment = LESSONS["eleven-lines"].experiment
    weights = starting_weights(experiment.shape, 1)
    with Others() as others:
        before = others.turns
        for _ in range(200):
            train(weights, experiment, 10)
        assert others.turns == before
