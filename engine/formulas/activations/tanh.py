"""The hyperbolic tangent. Compiled: engine/network/compiled/activations.py."""

import numpy as np

from engine.arrays import Array
from engine.formulas.activation import Activation, ActivationWords
from engine.formulas.trees import Tree


def value(sums: Array) -> Array:
    """tanh z = (e^z - e^-z) / (e^z + e^-z): the S-curve, stretched to between -1 and 1."""
    result: Array = np.tanh(sums)
    return result


def slope(output: Array) -> Array:
    """Its derivative, from its output: tanh'(z) = 1 - tanh(z)^2."""
    return 1.0 - output**2


def formula(total: Tree) -> Tree:
    return ["tanh", total]


def slope_formula(output: Tree) -> Tree:
    return ["-", 1, ["^", output, 2]]


TANH = Activation(
    "tanh",
    value,
    slope,
    formula,
    slope_formula,
    code="np.tanh({sum})",
    slope_code="1 - {output} ** 2",
    torch="torch.tanh({sum})",
    least=-1.0,
    most=1.0,
    words=ActivationWords(
        reach="between −1 and 1",
        function="The S-curve from −1 to 1: a sum of 0 stays 0, and both sides mirror each other.",
        gradient="The slope of tanh, from its output: 1 at an output of 0, flat near −1 and 1.",
        think="What a layer makes of its inputs: weighted sums, squeezed by tanh.",
        only="Inputs times weights, added up and squeezed to between −1 and 1: that is the answer.",
        last="The same once more gives the answers: weighted sums, squeezed to between −1 and 1.",
        hidden="Each hidden neuron adds up inputs times weights and squeezes the sum to −1 … 1.",
        delta="The error times the slope of tanh there: where it is flat the neuron is sure of "
        "itself and hardly moves.",
        curve="It squeezes any sum to between −1 and 1. Its slope is 1 in the middle, four times "
        "that of the sigmoid, and flat at both ends.",
        meaning="The error times the slope of tanh there: on the flat almost nothing is left of "
        "it.",
        squeezed="squeezed by tanh to between −1 and 1",
        flat="So far out tanh is almost flat, with a slope of {slope:.2g}, so the weights are "
        "hardly told to move.",
    ),
)
