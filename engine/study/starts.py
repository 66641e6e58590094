"""Training from many seeds; each start comes out as it does alone, to the last bit."""

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array, Weights
from engine.network.definition import starting_weights
from engine.network.experiment import Experiment
from engine.network.together import SIDES, STARTS
from engine.network.training import trace, train
from engine.network.training_state import TrainingState
from engine.study.outcome import Outcome, is_right, outcome_of


def outcomes(experiment: Experiment, seeds: Sequence[int], iterations: int) -> tuple[Outcome, ...]:
    """How the experiment ends from each of these seeds after so many iterations."""
    if not experiment.is_as_printed:
        return tuple(_alone(experiment.replace(seed=seed), iterations) for seed in seeds)
    starts = [starting_weights(experiment.shape, seed) for seed in seeds]
    ends, right_at = _train(experiment, starts, iterations)
    return tuple(
        _outcome(experiment, seed, start, end, float(first), iterations)
        for seed, start, end, first in zip(seeds, starts, ends, right_at, strict=True)
    )


def _alone(experiment: Experiment, iterations: int) -> Outcome:
    """One start by itself: step by step until it is right, and then as far as it goes."""
    state, done, is_over = TrainingState.first(experiment), 0, False
    while not is_over and done < iterations and not is_right(trace(state, experiment).errors):
        step = train(state, experiment, 1)
        state, done, is_over = step.state, done + step.iterations, step.diverged
    first = done if is_right(trace(state, experiment).errors) else None
    if not is_over:
        rest = train(state, experiment, iterations - done)
        state, is_over = rest.state, rest.diverged
    return outcome_of(experiment, experiment.seed, trace(state, experiment), first, is_over)


def _outcome(
    experiment: Experiment, seed: int, start: Weights, end: Array, first: float, iterations: int
) -> Outcome:
    done, diverged = iterations, not np.isfinite(end).all()
    weights = _cut(end, experiment.shape)
    if diverged:
        alone = train(start, experiment, iterations)
        weights, done = alone.weights, alone.iterations
    first_right = int(first) if first <= done else None
    return outcome_of(experiment, seed, trace(weights, experiment), first_right, diverged)


def _train(
    experiment: Experiment, starts: Sequence[Weights], iterations: int
) -> tuple[Array, Array]:
    """The weights each start ends with, a row each, and the first iteration that was right.

    The last start fills up the vectors; what becomes of the copies is nobody's concern.
    """
    from engine.network.compiled.starts import train_starts

    rows = [np.concatenate(weights, axis=None) for weights in starts]
    sides = min(SIDES, -(-len(rows) // STARTS))
    rows += [rows[-1]] * (-len(rows) % (sides * STARTS))
    side_by_side = np.reshape(rows, (-1, sides, STARTS, rows[0].size)).transpose(0, 1, 3, 2)
    weights, shape = side_by_side.copy(), np.array(experiment.shape, np.int64)
    table = experiment.inputs, experiment.targets
    first = train_starts(weights, *table, shape, experiment.learning_rate, iterations)
    ends = weights.transpose(0, 1, 3, 2).reshape(len(rows), -1)
    return ends[: len(starts)], first[: len(starts)]


def _cut(numbers: Array, shape: Sequence[int]) -> Weights:
    pairs = list(zip(shape, shape[1:], strict=False))
    parts = np.split(numbers, np.cumsum([a * b for a, b in pairs])[:-1])
    return tuple(part.reshape(pair) for part, pair in zip(parts, pairs, strict=True))


def warm_up() -> None:
    """Load what studies need, or compile it the first time, so that no study waits for it."""
    outcomes(Experiment(np.zeros((1, 1)), np.zeros((1, 1))), [0], 1)
