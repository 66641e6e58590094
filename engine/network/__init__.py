"""The network and its training: the experiment, the definition in NumPy, the compiled loops."""

from engine.network.definition import forward, starting_weights
from engine.network.experiment import Experiment
from engine.network.gradient_check import NOISE, Checked, GradientCheck, check_gradient
from engine.network.state import State, examine
from engine.network.training import Trace, Training, trace, train, warm_up
from engine.network.training_state import TrainingState

__all__ = [
    "Checked",
    "Experiment",
    "GradientCheck",
    "NOISE",
    "State",
    "Trace",
    "Training",
    "TrainingState",
    "check_gradient",
    "examine",
    "forward",
    "starting_weights",
    "trace",
    "train",
    "warm_up",
]
