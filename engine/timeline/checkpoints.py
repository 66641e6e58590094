"""Weights kept at regular iterations, so that any iteration is near one that is known."""

from copy import copy
from typing import Self

from engine.arrays import Weights

WORK = 2**16
"""Multiplications (weights x examples) between two checkpoints: the way back stays this short."""
LEAST = 8
"""Iterations between two, even of a large network: a call for fewer is not worth its while."""
MOST_BYTES = 32 * 2**20
MOST_POINTS = 1024


class Checkpoints:
    """The weights at every multiple of `spacing`, from 0 on without a gap, within a budget.

    When the budget is used up every other one goes and the spacing doubles.
    """

    def __init__(self, starting: Weights, examples: int) -> None:
        synapses = sum(layer.size for layer in starting)
        self.spacing = max(LEAST, 1 << max(0, (WORK // (synapses * examples)).bit_length() - 1))
        self._bytes_each = 8 * synapses
        self._most = max(2, min(MOST_POINTS, MOST_BYTES // self._bytes_each))
        self._kept = [starting]

    @property
    def nbytes(self) -> int:
        return self._bytes_each * len(self._kept)

    def nearest(self, iteration: int) -> tuple[int, Weights]:
        """The last kept iteration up to this one, and its weights."""
        place = min(iteration // self.spacing, len(self._kept) - 1)
        return place * self.spacing, self._kept[place]

    def next_after(self, iteration: int) -> int:
        """The next iteration after this one that may be kept."""
        return (iteration // self.spacing + 1) * self.spacing

    def note(self, iteration: int, weights: Weights) -> None:
        """Keep these weights if it is their turn; called with all that are passed on the way."""
        if iteration == len(self._kept) * self.spacing:
            if len(self._kept) >= self._most:
                self._kept = self._kept[::2]
                self.spacing *= 2
            if iteration == len(self._kept) * self.spacing:
                self._kept.append(weights)

    def thin(self) -> None:
        """Let go of every other one, and keep no more than that from now on."""
        self._most = max(2, len(self._kept) // 2)
        if len(self._kept) > 2:
            self._kept = self._kept[::2]
            self.spacing *= 2

    def before(self, iteration: int) -> Self:
        """A copy that keeps only what lies before an iteration."""
        shorter = copy(self)
        shorter._kept = self._kept[: -(-iteration // self.spacing)]
        return shorter
