"""Adam. Compiled: engine/network/compiled/optimizers.py."""

import numpy as np

from engine.arrays import Array
from engine.formulas.optimizer import Memory, Optimizer, OptimizerLine
from engine.formulas.trees import Tree


def update(gradient: Array, memory: Memory, t: int, momentum: float) -> tuple[Array, Memory]:
    """Means of g and of g^2, both corrected for having begun at 0; t counts from 1.

    Source: Kingma and Ba (2015), algorithm 1.
    """
    m = 0.9 * memory[0] + 0.1 * gradient
    v = 0.999 * memory[1] + 0.001 * gradient**2
    return m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), (m, v)


_M: Tree = ["/", "m", ["-", 1, ["^", 0.9, "t"]]]
_V: Tree = ["/", "v", ["-", 1, ["^", 0.999, "t"]]]

ADAM = Optimizer(
    "adam",
    "Adam",
    update,
    (
        OptimizerLine(
            "g",
            "{g} = {gradient}",
            ["=", "g", "gradient"],
            "Which way each weight is pushed, and how hard.",
        ),
        OptimizerLine(
            "m",
            "{m} = 0.9 * {m} + 0.1 * {g}",
            ["=", "m", ["+", ["*", 0.9, "m"], ["*", 0.1, "g"]]],
            "The mean of the pushes, of late: what they agree on stays, what they do not cancels.",
        ),
        OptimizerLine(
            "v",
            "{v} = 0.999 * {v} + 0.001 * {g} ** 2",
            ["=", "v", ["+", ["*", 0.999, "v"], ["*", 0.001, ["^", "g", 2]]]],
            "How hard each weight is usually pushed: the mean of the squares, of late.",
        ),
        OptimizerLine(
            "p",
            "{p} += {rate}{m} / (1 - 0.9 ** t) / (np.sqrt({v} / (1 - 0.999 ** t)) + 1e-8)",
            [
                "becomes",
                "p",
                ["+", "p", ["*", "rate", ["/", _M, ["+", ["sqrt", _V], 1e-8]]]],
            ],
            "The mean push, measured by the usual one. Both means began at 0, which the two "
            "divisions make up for.",
        ),
    ),
    torch="Adam({parameters}, lr={rate}, betas=(0.9, 0.999), eps=1e-8)",
    remembers={
        "m": "the mean of the pushes, of late",
        "v": "the mean of the squared pushes, of late",
    },
    counts=True,
)
