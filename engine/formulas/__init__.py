"""The mathematics, written once: numbers, formulas, code and words side by side, a file each."""

from engine.formulas.activation import Activation
from engine.formulas.activations.sigmoid import SIGMOID
from engine.formulas.trees import Tree

__all__ = ["Activation", "SIGMOID", "Tree"]
