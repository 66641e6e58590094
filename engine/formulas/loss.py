"""What there is to know of a loss: what training makes small, and the delta it leads to."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.arrays import Array


@dataclass(frozen=True)
class Loss:
    """`fall` is how much lower the loss is for the second answers than for the first, summed up;
    given (targets, first, second).

    `what` it is, in a sentence; `torch` is the same as PyTorch's code, where {answers} stands for
    what the last layer answers and {sums} for its weighted sums. `keeps_slope`: whether the last
    delta is the error times the slope. `needs`: the activation that the last layer must have, None
    for any. `why` says what the last delta is, `meaning` the same for the glossary, `refusal` why
    it goes with no other activation.
    """

    name: str
    title: str
    what: str
    fall: Callable[[Array, Array, Array], float]
    torch: str
    keeps_slope: bool
    needs: str | None = None
    why: str = ""
    meaning: str = ""
    refusal: str = ""
