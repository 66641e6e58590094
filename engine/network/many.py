"""Many trainings of one kind, a few iterations each, in one compiled call."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

import numpy as np

from engine.arrays import Array, Iterations, frozen
from engine.network.experiment import Experiment
from engine.network.state import State, examine
from engine.network.training import FEW, Trace, sights, train
from engine.network.training_state import TrainingState

NEIGHBOURS = 8
"""States of a round that lie in one piece of memory."""


def warm_up() -> None:
    """Load what training needs, or compile it the first time, so that no call waits for it."""
    for examples in (FEW, FEW + 1):
        experiment = Experiment(np.zeros((examples, 1)), np.zeros((examples, 1)))
        state = examine(experiment, 0, TrainingState.first(experiment))
        train(state.training, experiment, 1)
        train_many([state], np.array([1]))


class States(NamedTuple):
    """Trainings of one kind, each at an `iteration` of its own: all arrays, those cut from
    `training` and `trace` as well, have a first axis for the trainings.

    `error` is the mean |error| of each, `told` what it was before each iteration on the way here.
    """

    iteration: Iterations
    training: TrainingState
    trace: Trace
    error: Array
    told: Array
    diverged_at: None = None
    test_error: None = None

    def only(self, places: Sequence[int]) -> Self:
        """Those at these places."""
        seen, training = self.trace, self.training
        return self._replace(
            iteration=self.iteration[places],
            training=training.with_numbers(training.numbers[places]),
            trace=seen._replace(inputs=seen.inputs[places], seen=seen.seen[places]),
            error=self.error[places],
            told=self.told[places],
        )

    def each(self, experiments: Sequence[Experiment]) -> list[State]:
        """Each by itself, as it may stay for long: in memory that it shares with a few others."""
        layout, places = self.training.layout, self.trace.places
        return [
            State(
                experiment,
                iteration,
                TrainingState(numbers, layout),
                Trace(experiment.inputs, seen, places, error, True),
            )
            for experiment, iteration, numbers, seen, error in zip(
                experiments,
                self.iteration.tolist(),
                _rows(self.training.numbers),
                _rows(self.trace.seen),
                self.error.tolist(),
                strict=True,
            )
        ]


def _rows(stack: Array) -> Iterator[Array]:
    """Each row, read-only. A copy for each would take some 2 µs a run; one for all of them would
    stay for as long as any one does."""
    for start in range(0, len(stack), NEIGHBOURS):
        yield from frozen(stack[start : start + NEIGHBOURS].copy())


def train_many(states: Sequence[State], iterations: Iterations) -> States | None:
    """Train each of these, all of one `kind`, for so many iterations, as `train` would, and look.

    None when one of them comes to numbers that are not finite.
    """
    from engine.network.compiled.rounds import Sizes, look_at_all, train_all

    first, many = states[0].experiment, len(states)
    numbers = np.concatenate([state.training.numbers for state in states]).reshape(many, -1)
    tables = np.concatenate([state.experiment.table for state in states]).reshape(many, -1)
    starts, examples = np.array([state.iteration for state in states]), len(first.inputs)
    sizes = Sizes(examples, len(first.situations), first.shape[0], first.shape[-1])
    kind, places = (frozen(tables), sizes, *first.integers), sights(first.shape, *sizes[:2])
    good, told = train_all(numbers, *kind, starts, iterations)
    sound, error, seen = look_at_all(frozen(numbers), *kind, places.size)
    if not (good and sound):
        return None
    settings = len(first.settings)
    inputs = tables[:, settings : settings + first.inputs.size].reshape(many, *first.inputs.shape)
    trace = Trace(inputs, seen, places.places, 0.0, True)
    return States(starts + iterations, TrainingState(numbers, first.layout), trace, error, told)
