"""Descent with momentum. Compiled: engine/network/compiled/optimizers.py."""

from engine.arrays import Array
from engine.formulas.optimizer import Memory, Optimizer, OptimizerLine


def update(gradient: Array, memory: Memory, t: int, momentum: float) -> tuple[Array, Memory]:
    """v = momentum * v + g, and v is the step. Source: Polyak (1964), as PyTorch writes it."""
    velocity = momentum * memory[0] + gradient
    return velocity, (velocity,)


MOMENTUM = Optimizer(
    "momentum",
    "Momentum",
    update,
    (
        OptimizerLine(
            "v",
            "{v} = momentum * {v} + {gradient}",
            ["=", "v", ["+", ["*", "momentum", "v"], "gradient"]],
            "A speed for each weight: part of it stays, this push comes on top. Equal pushes add "
            "up, opposite ones cancel.",
        ),
        OptimizerLine(
            "p",
            "{p} += {rate}{v}",
            ["becomes", "p", ["+", "p", ["*", "rate", "v"]]],
            "Each weight moves by its speed, not by the push alone: like a ball, it rolls on.",
        ),
    ),
    torch="SGD({parameters}, lr={rate}, momentum={momentum})",
    remembers={"v": "the speed: what is kept of all pushes so far"},
    settings=("momentum",),
)
