"""How a start ends."""

from typing import NamedTuple

import numpy as np

from engine.arrays import Array
from engine.network.experiment import Experiment
from engine.network.training import Trace

WRONG = 0.5
"""An answer that is off by as much is wrong."""
ALIKE, APART = 0.1, 0.5
"""Outputs of a hidden layer that are closer look alike; targets that are farther apart ask for
different answers."""
NEAR = 0.02
"""An answer as close to the targets' mean says no more than that."""

ENDINGS = ("right", "alike", "base-rate", "wrong", "diverged")
"""Every answer right; two examples that the last hidden layer takes for the same; all answers near
the targets' mean; some answer wrong for another reason; numbers beyond float64."""


class Outcome(NamedTuple):
    """A start after so many iterations: its mean |error|, whether every answer is right, the first
    iteration at which that was so or None, and one of ENDINGS."""

    seed: int
    error: float
    right: bool
    first_right: int | None
    ending: str


def is_right(errors: Array) -> bool:
    """Whether every |error| is below a half."""
    return bool((np.abs(errors) < WRONG).all())


def outcome_of(
    experiment: Experiment, seed: int, seen: Trace, first_right: int | None, diverged: bool
) -> Outcome:
    """What is to be told of a start, from what its last finite weights make of the table."""
    right = not diverged and is_right(seen.errors)
    ending = "diverged" if diverged else "right" if right else _failure(experiment, seen)
    return Outcome(seed, seen.error, right, first_right, ending)


def _failure(experiment: Experiment, seen: Trace) -> str:
    answers, means = seen.layers[-1], experiment.targets.mean(axis=0)
    if (np.abs(answers - means) <= NEAR).all():
        return "base-rate"
    return "alike" if experiment.hidden and _looks_alike(experiment, seen) else "wrong"


def _looks_alike(experiment: Experiment, seen: Trace) -> bool:
    """Whether an example with a wrong answer is close to one that asks for another."""
    hidden, targets = seen.layers[-2], experiment.targets
    for example in np.flatnonzero((np.abs(seen.errors) >= WRONG).any(axis=1)):
        near = np.abs(hidden - hidden[example]).max(axis=1) < ALIKE
        apart = np.abs(targets - targets[example]).max(axis=1) > APART
        if (near & apart).any():
            return True
    return False
