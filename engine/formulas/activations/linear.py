"""No bend at all. Compiled: engine/network/compiled/activations.py."""

import numpy as np

from engine.arrays import Array
from engine.formulas.activation import FARTHEST, Activation, ActivationWords
from engine.formulas.trees import Tree


def value(sums: Array) -> Array:
    """The sum itself."""
    return sums


def slope(output: Array) -> Array:
    """1 everywhere."""
    return np.ones_like(output)


def formula(total: Tree) -> Tree:
    return total


def slope_formula(output: Tree) -> Tree:
    return 1


LINEAR = Activation(
    "linear",
    value,
    slope,
    formula,
    slope_formula,
    code="{sum}",
    slope_code="1",
    torch="{sum}",
    least=-FARTHEST,
    most=FARTHEST,
    words=ActivationWords(
        reach="any number",
        function="The straight line: the sum stays as it is.",
        gradient="The slope of the straight line: 1 everywhere.",
        think="What a layer makes of its inputs: weighted sums, as they are.",
        only="Inputs times weights, added up: that is the answer, and it may be any number.",
        last="Weighted sums once more give the answers, which may be any numbers.",
        hidden="Each hidden neuron adds up inputs times weights, and leaves the sum as it is.",
        delta="The slope of a straight line is 1: the whole error is left.",
        curve="It leaves the sum as it is. Its slope is 1 everywhere: nothing is ever sure of "
        "itself.",
        meaning="The error itself, since the slope of a straight line is 1.",
        squeezed="left as it is",
    ),
)
