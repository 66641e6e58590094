"""The one door to training: so many iterations, and the error at those one wants to know.

Behind it the compiled loops of compiled/ do what definition.py defines.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from types import ModuleType
from typing import NamedTuple

import numpy as np

from engine.arrays import Array, Iterations, Layers, Weights, frozen
from engine.network.experiment import Experiment
from engine.network.layout import Place, Tables, cut, tables
from engine.network.training_state import TrainingState

NO_TURNS = np.empty((2, 0))
FEW = 4
"""Up to so many examples vectors of four numbers are faster, above it those of eight; what comes
out is the same. Measured in docs/performance.md."""


class Training(NamedTuple):
    """What came of training: `errors` is the mean |error| at each sampled iteration that was done.

    `state` is read-only. When `diverged`, it is the last finite one and `iterations` says how many
    were done.
    """

    state: TrainingState
    errors: Array
    iterations: int
    diverged: bool

    @property
    def weights(self) -> Weights:
        return self.state.weights


class Trace(NamedTuple):
    """What weights make of an experiment, in the very numbers training works with; read-only.

    All of them lie in `seen`, and a table is cut out when it is asked for. `error` is the mean
    |error|; `is_finite` says whether all deltas are finite numbers.
    """

    inputs: Array
    seen: Array
    places: tuple[Place, ...]
    error: float
    is_finite: bool

    @property
    def layers(self) -> Layers:
        """The inputs, and what each layer makes of them."""
        return (self.inputs, *cut(self.seen, self.places[: self._behind]))

    @property
    def deltas(self) -> tuple[Array, ...]:
        """`deltas[k]` belongs to `layers[k + 1]`."""
        return cut(self.seen, self.places[self._behind : 2 * self._behind])

    @property
    def errors(self) -> Array:
        """Targets minus the last layer."""
        return cut(self.seen, self.places[2 * self._behind : 2 * self._behind + 1])[0]

    @property
    def asked(self) -> Layers:
        """The layers behind the inputs for the situations."""
        return cut(self.seen, self.places[2 * self._behind + 1 :])

    @property
    def _behind(self) -> int:
        """How many layers there are behind the inputs."""
        return len(self.places) // 3


NO_TRACE = Trace(np.empty((0, 0)), np.empty(0), (), 0.0, True)
"""Of no network: it takes no memory."""


def train(
    state: TrainingState | Weights,
    experiment: Experiment,
    iterations: int,
    start: int = 0,
    sample: Sequence[int] | Array | Iterations = (),
    turning: Array = NO_TURNS,
) -> Training:
    """Train for so many iterations from iteration `start` on; weights alone begin with no memory.

    `sample`: increasing iterations in start … start + iterations - 1 whose error is noted.
    `turning` (2, numbers) counts in its last row how often the pushes on the first numbers of the
    state changed direction; the first row has the directions so far.
    What comes out does not depend on how the iterations are divided into calls.
    Raises ValueError when the weights are of another network.
    """
    begun, sample = _state(state, experiment), np.asarray(sample, np.int64)
    numbers, turned = begun.numbers.copy(), turning.copy() if turning.size else turning
    finite, errors = _kernel(len(experiment.inputs))(
        numbers,
        experiment.inputs,
        experiment.targets,
        *experiment.integers,
        experiment.settings,
        start,
        iterations,
        sample,
        turned,
    )
    if not finite:
        return _train_while_finite(begun, experiment, iterations, start, sample)
    if turning.size:
        turning[:] = turned
    return Training(begun.with_numbers(numbers), errors, iterations, False)


def trace(state: TrainingState | Weights, experiment: Experiment) -> Trace:
    """Look at what these weights make of the experiment; nothing is changed by it.

    Raises ValueError, as `train` does, when the weights are of another network.
    """
    shape, inputs, situations = experiment.shape, experiment.inputs, experiment.situations
    numbers = _state(state, experiment).numbers
    error, is_finite, seen = _kernels().look(
        numbers, inputs, experiment.targets, situations, *experiment.integers
    )
    places = sights(shape, len(inputs), len(situations)).places
    return Trace(inputs, frozen(seen), places, error, is_finite)


def _train_while_finite(
    state: TrainingState, experiment: Experiment, iterations: int, start: int, sample: Iterations
) -> Training:
    """When the numbers do not last: train the first half, and if that goes well the second."""
    if iterations <= 1:
        return Training(state, np.empty(0), 0, True)
    half = iterations // 2
    split = int(np.searchsorted(sample, start + half))
    first = train(state, experiment, half, start, sample[:split])
    if first.diverged:
        return first
    rest = train(first.state, experiment, iterations - half, start + half, sample[split:])
    errors = np.concatenate([first.errors, rest.errors])
    return Training(rest.state, errors, half + rest.iterations, True)


@cache
def _kernels() -> ModuleType:
    """The compiled loops, imported when they are first needed: they bring Numba with them."""
    from engine.network.compiled import kernels

    return kernels


def _kernel(examples: int) -> Callable[..., tuple[bool, Array]]:
    kernels = _kernels()
    kernel: Callable[..., tuple[bool, Array]] = (
        kernels.train_4 if examples <= FEW else kernels.train_8
    )
    return kernel


def _state(state: TrainingState | Weights, experiment: Experiment) -> TrainingState:
    """The state as that of the experiment. Raises ValueError if it is of another network."""
    if not isinstance(state, TrainingState):
        return TrainingState.of(state, experiment)
    if not state.goes_with(experiment):
        raise ValueError("a training state of another network or another optimizer")
    return state


@lru_cache(1024)
def sights(shape: tuple[int, ...], examples: int, situations: int) -> Tables:
    """What `look` shows: layers behind the inputs, their deltas, errors, layers of situations."""
    layers = [(examples, neurons) for neurons in shape[1:]]
    asked = [(situations, neurons) for neurons in shape[1:]]
    return tables([*layers, *layers, layers[-1], *asked])
