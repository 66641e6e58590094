"""The rectifier. Compiled: engine/network/compiled/activations.py."""

import numpy as np

from engine.arrays import Array
from engine.formulas.activation import FARTHEST, Activation, ActivationWords
from engine.formulas.trees import Tree


def value(sums: Array) -> Array:
    """max(0, z): what is above 0 passes as it is, the rest becomes 0."""
    result: Array = np.maximum(0.0, sums)
    return result


def slope(output: Array) -> Array:
    """1 where something passes, else 0; at 0 itself, where there is no slope, it is taken as 0."""
    return (output > 0).astype(np.float64)


def formula(total: Tree) -> Tree:
    return ["max", 0, total]


def slope_formula(output: Tree) -> Tree:
    return [">", output, 0]


RELU = Activation(
    "relu",
    value,
    slope,
    formula,
    slope_formula,
    code="np.maximum(0, {sum})",
    slope_code="{output} > 0",
    torch="torch.relu({sum})",
    least=-FARTHEST,
    most=FARTHEST,
    words=ActivationWords(
        reach="0 or above",
        function="The ramp: a sum above 0 passes as it is, any other becomes 0.",
        gradient="The slope of the ramp, from its output: 1 where it is above 0, elsewhere 0.",
        think="What a layer makes of its inputs: weighted sums, and 0 for those below 0.",
        only="Inputs times weights, added up; a sum below 0 becomes 0: that is the answer.",
        last="The same once more gives the answers: weighted sums, and 0 for those below 0.",
        hidden="Each hidden neuron adds up inputs times weights; a sum below 0 becomes 0.",
        delta="The error where the neuron answers above 0; where it answers 0 nothing is left of "
        "it, and nothing moves.",
        curve="A sum above 0 passes as it is, any other becomes 0. Its slope is 1 or 0: a neuron "
        "that answers 0 to every example learns nothing more.",
        meaning="The error where the neuron answers above 0, and 0 where it answers 0.",
        squeezed="as it is where it is above 0, and else 0",
        flat="Its weighted sum is not above 0, where relu has the slope 0: nothing of the error "
        "gets through, and the weights are not told to move.",
    ),
)
