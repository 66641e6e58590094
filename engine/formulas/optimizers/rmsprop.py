"""RMSProp. Compiled: engine/network/compiled/optimizers.py."""

import numpy as np

from engine.arrays import Array
from engine.formulas.optimizer import Memory, Optimizer, OptimizerLine


def update(gradient: Array, memory: Memory, t: int, momentum: float) -> tuple[Array, Memory]:
    """v = 0.99 v + 0.01 g^2; the step is g / (sqrt v + 1e-8). Source: Tieleman and Hinton (2012),
    the small number outside of the root as in PyTorch."""
    v = 0.99 * memory[0] + 0.01 * gradient**2
    return gradient / (np.sqrt(v) + 1e-8), (v,)


RMSPROP = Optimizer(
    "rmsprop",
    "RMSProp",
    update,
    (
        OptimizerLine(
            "g",
            "{g} = {gradient}",
            ["=", "g", "gradient"],
            "Which way each weight is pushed, and how hard.",
        ),
        OptimizerLine(
            "v",
            "{v} = 0.99 * {v} + 0.01 * {g} ** 2",
            ["=", "v", ["+", ["*", 0.99, "v"], ["*", 0.01, ["^", "g", 2]]]],
            "How hard each weight is usually pushed: the mean of the squares, of late.",
        ),
        OptimizerLine(
            "p",
            "{p} += {rate}{g} / (np.sqrt({v}) + 1e-8)",
            [
                "becomes",
                "p",
                ["+", "p", ["*", "rate", ["/", "g", ["+", ["sqrt", "v"], 1e-8]]]],
            ],
            "Each push is measured by the usual one: a weight that is pushed weakly moves as far "
            "as one that is pushed hard.",
        ),
    ),
    torch="RMSprop({parameters}, lr={rate}, alpha=0.99, eps=1e-8)",
    remembers={"v": "the mean of the squared pushes, of late"},
)
