"""Cross-entropy: how surprising the targets are to somebody who believes the answers."""

import numpy as np

from engine.arrays import Array
from engine.formulas.loss import Loss


def fall(targets: Array, first: Array, second: Array) -> float:
    """The sum of t log(b / a) + (1 - t) log((1 - b) / (1 - a)), by log1p of the small change.

    The loss itself is -(t log a + (1 - t) log(1 - a)). Source: Bishop, Pattern Recognition and
    Machine Learning, 4.3.2.
    """
    change = second - first
    with np.errstate(divide="ignore", invalid="ignore"):
        risen, fallen = np.log1p(change / first), np.log1p(-change / (1.0 - first))
    moved = change != 0
    above = np.where(moved & (targets > 0), targets * risen, 0.0)
    below = np.where(moved & (targets < 1), (1.0 - targets) * fallen, 0.0)
    return float((above + below).sum())


CROSS_ENTROPY = Loss(
    "cross-entropy",
    "Cross-entropy",
    "the cross-entropy of targets and answers",
    fall,
    torch='functional.binary_cross_entropy_with_logits({sums}, y, reduction="sum")',
    keeps_slope=False,
    needs="sigmoid",
    why="With cross-entropy the slope cancels: the delta is the whole error, and an answer that is "
    "sure and wrong moves the most.",
    meaning="The error itself: with cross-entropy the slope cancels, so that being sure of a wrong "
    "answer is no shelter.",
    refusal="cross-entropy compares answers between 0 and 1 as probabilities: it goes with sigmoid "
    "in the last layer",
)
