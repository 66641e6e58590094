"""The one door to training: so many iterations, and the error at those one wants to know."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine import network
from engine.arrays import Array, Iterations, Weights, all_finite
from engine.experiment import Experiment


@dataclass(frozen=True)
class Training:
    """What came of training: `errors` is the mean |error| at each sampled iteration that was done.

    When `diverged`, `weights` are the last finite ones and `iterations` says how many were done.
    """

    weights: Weights
    errors: Array
    iterations: int
    diverged: bool


def warm_up() -> None:
    """Prepare what `train` needs, so that the first call is as fast as any other."""


def train(
    weights: Weights,
    experiment: Experiment,
    iterations: int,
    start: int = 0,
    sample: Sequence[int] | Iterations = (),
) -> Training:
    """Train for so many iterations from iteration `start` on.

    `sample`: increasing iterations in start … start + iterations - 1 whose error is noted.
    """
    wanted, errors = {int(iteration) for iteration in sample}, []
    for iteration in range(start, start + iterations):
        layers = network.forward(weights, experiment.inputs)
        missed = experiment.targets - layers[-1]
        if iteration in wanted:
            errors.append(np.abs(missed).mean())
        deltas = network.deltas(weights, layers, missed)
        changed = network.updated(weights, layers, deltas, experiment.learning_rate)
        if not all_finite(*changed):
            return Training(weights, np.array(errors), iteration - start, True)
        weights = changed
    return Training(weights, np.array(errors), iterations, False)
