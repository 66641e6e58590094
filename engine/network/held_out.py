"""Examples held out from training: how far off the answers for them are."""

import numpy as np

from engine.arrays import Weights
from engine.network import definition
from engine.network.experiment import Experiment


def held_out_error(experiment: Experiment, weights: Weights) -> float | None:
    """The mean |error| of the examples held out; None when there are none."""
    if not len(experiment.test_inputs):
        return None
    answers = definition.forward(weights, experiment.test_inputs)[-1]
    return float(np.abs(experiment.test_targets - answers).mean())
