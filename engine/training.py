"""The one door to training: so many iterations, and the error at those one wants to know.

Behind it the compiled loops of engine/compiled do what engine/network.py defines.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import prod
from types import ModuleType
from typing import NamedTuple

import numpy as np

from engine.arrays import Array, Iterations, Layers, Weights, frozen
from engine.experiment import Experiment
from engine.network import starting_weights

_FEW = 4
"""Up to so many examples vectors of four numbers are faster, above it those of eight; what comes
out is the same. Measured in docs/performance.md."""


@dataclass(frozen=True)
class Training:
    """What came of training: `errors` is the mean |error| at each sampled iteration that was done.

    When `diverged`, `weights` are the last finite ones and `iterations` says how many were done.
    """

    weights: Weights
    errors: Array
    iterations: int
    diverged: bool


class Trace(NamedTuple):
    """What weights make of an experiment, in the very numbers training works with; read-only.

    `layers[0]` is the inputs, `deltas[k]` belongs to `layers[k + 1]`, `errors` is targets minus the
    last layer, `error` its mean absolute value, `answers` (situations, targets).
    """

    layers: Layers
    errors: Array
    deltas: tuple[Array, ...]
    error: float
    answers: Array


def warm_up() -> None:
    """Load what training needs, or compile it the first time, so that no call waits for it."""
    for examples in (_FEW, _FEW + 1):
        experiment = Experiment(np.zeros((examples, 1)), np.zeros((examples, 1)))
        weights = starting_weights(experiment.shape, experiment.seed)
        train(weights, experiment, 1)
        trace(weights, experiment)


def train(
    weights: Weights,
    experiment: Experiment,
    iterations: int,
    start: int = 0,
    sample: Sequence[int] | Array | Iterations = (),
) -> Training:
    """Train for so many iterations from iteration `start` on.

    `sample`: increasing iterations in start … start + iterations - 1 whose error is noted.
    What comes out does not depend on how the iterations are divided into calls.
    Raises ValueError when the weights are of another network.
    """
    network, sample = _network(experiment.shape), np.asarray(sample, np.int64)
    trained = network.joined(weights)
    finite, errors = _kernel(len(experiment.inputs))(
        trained,
        experiment.inputs,
        experiment.targets,
        network.shape,
        experiment.learning_rate,
        start,
        iterations,
        sample,
    )
    if not finite:
        return _train_while_finite(weights, experiment, iterations, start, sample)
    return Training(tuple(_tables(trained, network.pairs)), errors, iterations, False)


def trace(weights: Weights, experiment: Experiment) -> Trace:
    """Look at what these weights make of the experiment; nothing is changed by it.

    Raises ValueError, as `train` does, when the weights are of another network.
    """
    network, inputs, situations = (
        _network(experiment.shape),
        experiment.inputs,
        experiment.situations,
    )
    error, seen = _kernels().look(
        network.joined(weights), inputs, experiment.targets, situations, network.shape
    )
    layers = [(len(inputs), neurons) for _, neurons in network.pairs]
    shapes = [*layers, *layers, layers[-1], (len(situations), layers[-1][1])]
    *seen_tables, errors, answers = _tables(frozen(seen), shapes)
    behind, deltas = seen_tables[: len(layers)], seen_tables[len(layers) :]
    return Trace((inputs, *behind), errors, tuple(deltas), error, answers)


def _train_while_finite(
    weights: Weights, experiment: Experiment, iterations: int, start: int, sample: Iterations
) -> Training:
    """When the numbers do not last: train the first half, and if that goes well the second."""
    if iterations <= 1:
        return Training(weights, np.empty(0), 0, True)
    half = iterations // 2
    split = int(np.searchsorted(sample, start + half))
    first = train(weights, experiment, half, start, sample[:split])
    if first.diverged:
        return first
    rest = train(first.weights, experiment, iterations - half, start + half, sample[split:])
    errors = np.concatenate([first.errors, rest.errors])
    return Training(rest.weights, errors, half + rest.iterations, True)


@cache
def _kernels() -> ModuleType:
    """The compiled loops, imported when they are first needed: they bring Numba with them."""
    from engine.compiled import kernels

    return kernels


def _kernel(examples: int) -> Callable[..., tuple[bool, Array]]:
    kernels = _kernels()
    kernel: Callable[..., tuple[bool, Array]] = (
        kernels.train_4 if examples <= _FEW else kernels.train_8
    )
    return kernel


class _Network(NamedTuple):
    """A shape as the compiled loops need it; `pairs` are the shapes of its weights."""

    shape: Iterations
    pairs: tuple[tuple[int, int], ...]
    synapses: int

    def joined(self, weights: Weights) -> Array:
        """A copy of all weights, one behind the other. Raises ValueError if they do not fit."""
        numbers = np.concatenate([synapses.ravel() for synapses in weights])
        if numbers.size != self.synapses:
            raise ValueError(f"{numbers.size} weights for a network of {self.synapses}")
        return numbers


@cache
def _network(shape: tuple[int, ...]) -> _Network:
    pairs = tuple(pairwise(shape))
    return _Network(np.array(shape, dtype=np.int64), pairs, sum(map(prod, pairs)))


def _tables(numbers: Array, shapes: Iterable[tuple[int, int]]) -> Iterator[Array]:
    """The numbers of one array as tables, one behind the other."""
    place = 0
    for rows, columns in shapes:
        yield numbers[place : place + rows * columns].reshape(rows, columns)
        place += rows * columns
