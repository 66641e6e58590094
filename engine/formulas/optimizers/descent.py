"""Plain descent, as in the articles. Compiled: engine/network/compiled/optimizers.py."""

from engine.arrays import Array
from engine.formulas.optimizer import Memory, Optimizer, OptimizerLine


def update(gradient: Array, memory: Memory, t: int, momentum: float) -> tuple[Array, Memory]:
    """The gradient itself; nothing is remembered."""
    return gradient, ()


DESCENT = Optimizer(
    "descent",
    "Plain descent",
    update,
    (
        OptimizerLine(
            "p",
            "{p} += {rate}{factor}",
            ["becomes", "p", ["+", "p", ["*", "rate", "gradient"]]],
            "Each weight moves by its input times the delta it leads to, over all examples: an "
            "input of 0 leaves it alone.",
        ),
    ),
    torch="SGD({parameters}, lr={rate})",
)
