"""The ways of other starts, told in one's own order of neurons."""

from typing import NamedTuple

import numpy as np

from engine.arrays import Array, Weights
from engine.network.experiment import Experiment
from engine.network.state import State
from engine.network.training import trace, train
from engine.network.training_state import TrainingState
from engine.study.matching import orders, reordered
from engine.study.plan import cost

MARKS = 100
WORK = 2**26
"""Multiplications for all of them: a tenth of a second."""


class Trail(NamedTuple):
    """Of a start: its seed, its weights at some marks (marks, numbers), the mean |error| in the
    end."""

    seed: int
    places: Array
    error: float


def trails(own: State, most: int) -> list[Trail]:
    """Those of the first other seeds, as far as one's own; fewer where that would take long."""
    experiment, end = own.experiment, own.iteration
    affordable = WORK // max(1, end * cost(experiment))
    seeds = [seed for seed in range(most + 1) if seed != experiment.seed]
    return [_trail(experiment, own, seed) for seed in seeds[: min(most, affordable)]]


def joined(weights: Weights, biases: Weights) -> Array:
    """All numbers of a network in one row."""
    return np.concatenate([table.ravel() for table in (*weights, *biases)])


def spaced(iteration: int, many: int) -> list[int]:
    """So many marks from 0 on, the closer together the earlier; fewer where they coincide."""
    marks = np.expm1(np.linspace(0, np.log1p(iteration), many))
    found: list[int] = np.unique(np.rint(marks).astype(np.int64)).tolist()
    return found


def _trail(experiment: Experiment, own: State, seed: int) -> Trail:
    states = _states(experiment.replace(seed=seed), spaced(own.iteration, MARKS))
    seen = trace(states[-1], experiment)
    order = orders(own.layers, seen.layers)
    places = [joined(*reordered(state.weights, state.biases, order)) for state in states]
    return Trail(seed, np.array(places), seen.error)


def _states(experiment: Experiment, marks: list[int]) -> list[TrainingState]:
    """Those at the marks, as far as the numbers stay finite."""
    states = [TrainingState.first(experiment)]
    for begin, end in zip(marks, marks[1:], strict=False):
        trained = train(states[-1], experiment, end - begin, begin)
        if trained.diverged:
            break
        states.append(trained.state)
    return states
