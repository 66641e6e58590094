"""Training from many seeds; each start comes out as it does alone, to the last bit."""

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array
from engine.network.definition import starting_weights
from engine.network.experiment import Experiment
from engine.network.together import SIDES, STARTS
from engine.network.training import trace, train
from engine.network.training_state import TrainingState
from engine.study.outcome import Outcome, outcome_of

_COUNTED = 3
"""What an optimizer counts, at the end of a state's numbers."""


def outcomes(experiment: Experiment, seeds: Sequence[int], iterations: int) -> tuple[Outcome, ...]:
    """How the experiment ends from each of these seeds after so many iterations."""
    random, shape = np.random.RandomState(), experiment.shape
    starts = [TrainingState.of(starting_weights(shape, seed, random), experiment) for seed in seeds]
    ends, right_at = _train(experiment, starts, iterations)
    return tuple(
        _outcome(experiment, seed, start, end, float(first), iterations)
        for seed, start, end, first in zip(seeds, starts, ends, right_at, strict=True)
    )


def _outcome(
    experiment: Experiment,
    seed: int,
    start: TrainingState,
    end: Array,
    first: float,
    iterations: int,
) -> Outcome:
    done, state = iterations, start.with_numbers(end)
    diverged = not np.isfinite(end).all()
    if diverged:
        alone = train(start, experiment, iterations)
        state, done = alone.state, alone.iterations
    first_right = int(first) if first <= done else None
    return outcome_of(experiment, seed, trace(state, experiment), first_right, diverged)


def _train(
    experiment: Experiment, starts: Sequence[TrainingState], iterations: int
) -> tuple[Array, Array]:
    """The numbers each start ends with, a row each, and the first iteration that was right.

    The last start fills up the vectors; what becomes of the copies is nobody's concern.
    """
    from engine.network.compiled.starts import train_starts

    rows = [state.numbers for state in starts]
    sides = min(SIDES, -(-len(rows) // STARTS))
    rows += [rows[-1]] * (-len(rows) % (sides * STARTS))
    numbers = np.reshape(rows, (-1, sides, STARTS, rows[0].size)).transpose(0, 1, 3, 2).copy()
    segment, counts = starts[0].layout.segment, starts[0].count is not None
    if counts:  # once for all starts of a side, one behind the other
        numbers[:, :, -_COUNTED] = np.resize(rows[0][-_COUNTED:], STARTS)
    first = train_starts(
        numbers,
        experiment.inputs,
        experiment.targets,
        *experiment.integers,
        experiment.settings,
        segment,
        iterations,
    )
    ends = numbers.transpose(0, 1, 3, 2).copy().reshape(len(rows), -1)
    return ends[: len(starts)], first[: len(starts)]


def warm_up() -> None:
    """Load what studies need, or compile it the first time, so that no study waits for it."""
    outcomes(Experiment(np.zeros((1, 1)), np.zeros((1, 1))), [0], 1)
