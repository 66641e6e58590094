"""The sigmoid, the articles' S-curve. Compiled: engine/network/compiled/activations.py."""

import numpy as np

from engine.arrays import Array
from engine.formulas.activation import Activation, ActivationWords
from engine.formulas.trees import Tree


def value(sums: Array) -> Array:
    """1 / (1 + e^-z), written so that e is never raised to a positive power and cannot overflow.

    For z < 0 the fraction is extended by e^z. Source: the second article, line 07.
    """
    power = np.exp(-np.abs(sums))
    result: Array = np.where(sums >= 0, 1.0, power) / (1.0 + power)
    return result


def slope(output: Array) -> Array:
    """The sigmoid's derivative, from its output, not its input: s'(z) = s(z) * (1 - s(z))."""
    return output * (1.0 - output)


def formula(total: Tree) -> Tree:
    return ["/", 1, ["+", 1, ["exp", ["neg", total]]]]


def slope_formula(output: Tree) -> Tree:
    return ["*", output, ["-", 1, output]]


SIGMOID = Activation(
    "sigmoid",
    value,
    slope,
    formula,
    slope_formula,
    code="1 / (1 + np.exp(-{operand}))",
    slope_code="{output} * (1 - {output})",
    torch="torch.sigmoid({sum})",
    least=0.0,
    most=1.0,
    words=ActivationWords(
        reach="between 0 and 1",
        function="The S-curve: it turns any sum into a number between 0 and 1.",
        gradient="The slope of the S-curve, from its output: steepest at 0.5, flat near 0 and 1.",
        think="What a layer makes of its inputs: weighted sums, squeezed by the sigmoid.",
        only="Inputs times weights, added up and squeezed to between 0 and 1: that is the answer.",
        last="The same once more gives the answers: weighted sums, squeezed to between 0 and 1.",
        hidden="Each hidden neuron adds up inputs times weights and squeezes the sum to 0 … 1.",
        delta="The error times the slope of the S-curve there: where it is flat the neuron is sure "
        "of itself and hardly moves.",
        curve=r"It squeezes any sum to between 0 and 1: $\frac{1}{1 + e^{-x}}$. Its slope is "
        "steepest in the middle, and flat where the curve is sure of itself.",
        meaning="The error times the slope of the S-curve there: on the flat almost nothing is "
        "left of it.",
        squeezed="squeezed by the sigmoid to between 0 and 1",
        right="right",
        flat="So far out the sigmoid is almost flat, with a slope of {slope:.2g}, so the weights "
        "are hardly told to move.",
    ),
)
