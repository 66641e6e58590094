"""The one door to training: so many iterations, and the error at those one wants to know.

Behind it the compiled loops of compiled/ do what definition.py defines.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import prod
from types import ModuleType
from typing import NamedTuple

import numpy as np

from engine.arrays import Array, Iterations, Layers, Weights, frozen
from engine.network.definition import starting_weights
from engine.network.experiment import Experiment

_FEW = 4
"""Up to so many examples vectors of four numbers are faster, above it those of eight; what comes
out is the same. Measured in docs/performance.md."""


class Training(NamedTuple):
    """What came of training: `errors` is the mean |error| at each sampled iteration that was done.

    `weights` are read-only. When `diverged`, they are the last finite ones and `iterations` says
    how many were done.
    """

    weights: Weights
    errors: Array
    iterations: int
    diverged: bool


class Trace(NamedTuple):
    """What weights make of an experiment, in the very numbers training works with; read-only.

    `layers[0]` is the inputs, `deltas[k]` belongs to `layers[k + 1]`, `errors` is targets minus the
    last layer, `error` its mean absolute value, `answers` (situations, targets). `is_finite` says
    whether all deltas are finite numbers.
    """

    layers: Layers
    errors: Array
    deltas: tuple[Array, ...]
    error: float
    answers: Array
    is_finite: bool


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
    return Training(network.weights.cut(frozen(trained)), errors, iterations, False)


def trace(weights: Weights, experiment: Experiment) -> Trace:
    """Look at what these weights make of the experiment; nothing is changed by it.

    Raises ValueError, as `train` does, when the weights are of another network.
    """
    shape, inputs, situations = experiment.shape, experiment.inputs, experiment.situations
    network = _network(shape)
    error, is_finite, seen = _kernels().look(
        network.joined(weights), inputs, experiment.targets, situations, network.shape
    )
    tables = _seen(shape, len(inputs), len(situations)).cut(frozen(seen))
    behind = len(weights)
    layers, deltas, (errors, answers) = tables[:behind], tables[behind:-2], tables[-2:]
    return Trace((inputs, *layers), errors, deltas, error, answers, is_finite)


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
    from engine.network.compiled import kernels

    return kernels


def _kernel(examples: int) -> Callable[..., tuple[bool, Array]]:
    kernels = _kernels()
    kernel: Callable[..., tuple[bool, Array]] = (
        kernels.train_4 if examples <= _FEW else kernels.train_8
    )
    return kernel


class _Tables(NamedTuple):
    """Tables that lie one behind the other in one array."""

    places: tuple[tuple[slice, tuple[int, int]], ...]
    size: int

    def cut(self, numbers: Array) -> tuple[Array, ...]:
        return tuple([numbers[place].reshape(shape) for place, shape in self.places])


def _tables(shapes: Iterable[tuple[int, int]]) -> _Tables:
    shapes = tuple(shapes)
    ends = tuple(accumulate(map(prod, shapes), initial=0))
    places = (slice(*place) for place in pairwise(ends))
    return _Tables(tuple(zip(places, shapes, strict=True)), ends[-1])


class _Network(NamedTuple):
    """A shape as the compiled loops need it, and where its weights lie."""

    shape: Iterations
    weights: _Tables

    def joined(self, weights: Weights) -> Array:
        """A copy of all weights, one behind the other. Raises ValueError if they do not fit."""
        numbers: Array = np.concatenate(weights, axis=None)
        if numbers.size != self.weights.size:
            raise ValueError(f"{numbers.size} weights for a network of {self.weights.size}")
        return numbers


@lru_cache(1024)
def _network(shape: tuple[int, ...]) -> _Network:
    return _Network(np.array(shape, dtype=np.int64), _tables(pairwise(shape)))


@lru_cache(1024)
def _seen(shape: tuple[int, ...], examples: int, situations: int) -> _Tables:
    """What `look` shows: layers behind the inputs, their deltas, errors, answers."""
    layers = [(examples, neurons) for neurons in shape[1:]]
    return _tables([*layers, *layers, layers[-1], (situations, shape[-1])])
