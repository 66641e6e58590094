"""Everything there is to see at one iteration."""

from dataclasses import dataclass

import numpy as np

from engine import network
from engine.arrays import Array, Layers, Weights, frozen
from engine.experiment import Experiment


@dataclass(frozen=True, eq=False)
class State:
    """A run at `iteration`, its weights updated so many times; all arrays are read-only.

    `layers` is what the weights make of the inputs, `errors` the targets minus the last layer,
    `deltas[k]` belongs to `layers[k + 1]`, `error` is the mean |error|, `answers` (situations,
    targets). `diverged_at` is the next iteration when that one cannot be computed, else None.
    """

    experiment: Experiment
    iteration: int
    weights: Weights
    layers: Layers
    errors: Array
    deltas: tuple[Array, ...]
    error: float
    answers: Array
    diverged_at: int | None = None


def examine(
    experiment: Experiment, iteration: int, weights: Weights, diverged_at: int | None = None
) -> State:
    """Compute what these weights make of the experiment; nothing is changed by it."""
    layers = network.forward(weights, experiment.inputs)
    errors = frozen(experiment.targets - layers[-1])
    deltas = network.deltas(weights, layers, errors)
    return State(
        experiment=experiment,
        iteration=iteration,
        weights=weights,
        layers=tuple(frozen(layer) for layer in layers),
        errors=errors,
        deltas=tuple(frozen(delta) for delta in deltas),
        error=float(np.abs(errors).mean()),
        answers=frozen(network.forward(weights, experiment.situations)[-1]),
        diverged_at=diverged_at,
    )
