"""Half the sum of squared errors, which the articles make small."""

from engine.arrays import Array
from engine.formulas.loss import Loss


def fall(targets: Array, first: Array, second: Array) -> float:
    """The sum of ((t - a)^2 - (t - b)^2) / 2, as a product: no large squares cancel."""
    missed = (targets - first) + (targets - second)
    return float((missed * (second - first)).sum() / 2)


SQUARED = Loss(
    "squared",
    "Squared error",
    "half the sum of squared errors",
    fall,
    torch="((y - {answers}) ** 2).sum() / 2",
    keeps_slope=True,
)
