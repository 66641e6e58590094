"""The network and its training: the experiment, the definition in NumPy, the compiled loops."""

from engine.network.definition import starting_weights
from engine.network.gradient_check import NOISE, Checked, GradientCheck, check_gradient

__all__ = ["Checked", "GradientCheck", "NOISE", "check_gradient", "starting_weights"]
