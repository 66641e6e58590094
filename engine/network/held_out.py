"""Examples held out from training: how far off the answers for them are."""

import numpy as np

from engine.network import definition
from engine.network.experiment import Experiment
from engine.network.training_state import TrainingState


def held_out_error(experiment: Experiment, state: TrainingState) -> float | None:
    """The mean |error| of the examples held out; None when there are none."""
    if not len(experiment.test_inputs):
        return None
    layers = definition.forward(
        state.weights, experiment.test_inputs, experiment.activations, state.biases
    )
    answers = layers[-1]
    return float(np.abs(experiment.test_targets - answers).mean())
