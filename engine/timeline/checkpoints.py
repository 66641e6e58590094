"""Training states kept at regular iterations, so that any iteration is near one that is known."""

from copy import copy
from typing import Self

from engine.network.training_state import TrainingState

WORK = 2**16
"""Multiplications (weights x examples) between two checkpoints: the way back stays this short."""
LEAST = 8
"""Iterations between two, even of a large network: a call for fewer is not worth its while."""
MOST_BYTES = 32 * 2**20
MOST_POINTS = 1024


class Checkpoints:
    """The state at every multiple of `spacing`, from 0 on without a gap, within a budget.

    When the budget is used up every other one goes and the spacing doubles.
    """

    __slots__ = ("spacing", "_kept", "_bytes_each", "_most")

    def __init__(self, starting: TrainingState, examples: int) -> None:
        synapses = sum(layer.size for layer in starting.weights)
        self.spacing = max(LEAST, 1 << max(0, (WORK // (synapses * examples)).bit_length() - 1))
        self._kept = [starting]
        self._make_room(starting.nbytes)

    @property
    def nbytes(self) -> int:
        return self._bytes_each * len(self._kept)

    def nearest(self, iteration: int) -> tuple[int, TrainingState]:
        """The last kept iteration up to this one, and the state there."""
        place = min(iteration // self.spacing, len(self._kept) - 1)
        return place * self.spacing, self._kept[place]

    def next_after(self, iteration: int) -> int:
        """The next iteration after this one that may be kept."""
        return (iteration // self.spacing + 1) * self.spacing

    def note(self, iteration: int, state: TrainingState) -> None:
        """Keep this state if it is its turn; called with all that are passed on the way."""
        if iteration == len(self._kept) * self.spacing:
            if state.nbytes > self._bytes_each:  # another optimizer remembers more
                self._make_room(state.nbytes)
            while len(self._kept) >= self._most:
                self._kept = self._kept[::2]
                self.spacing *= 2
            if iteration == len(self._kept) * self.spacing:
                self._kept.append(state)

    def _make_room(self, bytes_each: int) -> None:
        self._bytes_each = bytes_each
        self._most = max(2, min(MOST_POINTS, MOST_BYTES // bytes_each))

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
