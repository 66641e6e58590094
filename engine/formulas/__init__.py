"""The mathematics, written once: numbers, formulas, code and words side by side, a file each.

The compiled loops take a choice as its place in these tables.
"""

from collections.abc import Mapping

from engine.formulas.activation import FARTHEST, Activation
from engine.formulas.activations.linear import LINEAR
from engine.formulas.activations.relu import RELU
from engine.formulas.activations.sigmoid import SIGMOID
from engine.formulas.activations.tanh import TANH
from engine.formulas.loss import Loss
from engine.formulas.losses.cross_entropy import CROSS_ENTROPY
from engine.formulas.losses.squared import SQUARED
from engine.formulas.optimizer import Optimizer, OptimizerLine
from engine.formulas.optimizers.adam import ADAM
from engine.formulas.optimizers.descent import DESCENT
from engine.formulas.optimizers.momentum import MOMENTUM
from engine.formulas.optimizers.rmsprop import RMSPROP
from engine.formulas.trees import Tree

ACTIVATIONS: Mapping[str, Activation] = {each.name: each for each in (SIGMOID, TANH, RELU, LINEAR)}
LOSSES: Mapping[str, Loss] = {each.name: each for each in (SQUARED, CROSS_ENTROPY)}
OPTIMIZERS: Mapping[str, Optimizer] = {
    each.name: each for each in (DESCENT, MOMENTUM, RMSPROP, ADAM)
}

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "FARTHEST",
    "LOSSES",
    "OPTIMIZERS",
    "OptimizerLine",
    "SIGMOID",
    "Tree",
]
