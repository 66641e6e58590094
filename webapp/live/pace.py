"""How far a run should be by now, and how many iterations fit into a slice of time."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from math import floor
from typing import ClassVar

from engine import Experiment, State, Timeline

SLICE = 0.01
"""Seconds of work after which others get their turn."""
TELLING = 2e-4
"""Seconds that are long enough to be measured."""
SHORT = 2**14
"""Multiplications that take some 20 microseconds: as many as keep Python's lock."""


class Progress(Enum):
    """How playing on went: all that was due is done, somebody else had the turn, more is due."""

    DONE = 0
    TAKEN = 1
    MORE = 2


@dataclass(frozen=True, slots=True)
class Steady:
    """So many iterations a second since `began` (seconds), when the run was at `iteration`;
    without a rate as many as can be done."""

    rate: float | None
    began: float
    iteration: int
    pieces: ClassVar = 1

    def due(self, now: float, end: int) -> int:
        """The iteration that the run should have reached by now, on its way to an end; the first
        one is due at once."""
        if self.rate is None:
            return end
        return min(end, self.iteration + 1 + floor(max(0.0, now - self.began) * self.rate))

    def has_seen_enough(self, before: State, after: State) -> bool:
        """Whether to stop before what is due."""
        return False


class Effort:
    """What an iteration of one network costs here: guessed from its size, then measured."""

    __slots__ = ("_size", "_work", "_seconds")

    def __init__(self, experiment: Experiment) -> None:
        shape, examples = experiment.shape, len(experiment.inputs)
        synapses = sum(a * b for a, b in zip(shape, shape[1:], strict=False))
        self._size = (shape, examples)
        self._work = synapses * examples
        self._seconds = 1e-5 + 3e-9 * self._work

    def fits(self, experiment: Experiment) -> bool:
        """Whether this was measured on a network and table of this size."""
        return self._size == (experiment.shape, len(experiment.inputs))

    def is_short(self, iterations: int) -> bool:
        """Whether so many are little enough to be done together with those of other runs."""
        return iterations * self._work <= SHORT

    def iterations_in(self, seconds: float) -> int:
        """How many iterations fit into so many seconds, but at least one."""
        return max(1, int(seconds / self._seconds))

    def is_telling(self, iterations: int) -> bool:
        """Whether so many take long enough to be measured: looking at the clock takes time too."""
        return iterations * self._seconds >= TELLING

    def note(self, iterations: int, seconds: float) -> None:
        """So many iterations took so long, in processor time."""
        if iterations:
            self._seconds = max(seconds, 1e-6) / iterations


def reaching(timeline: Timeline, iteration: int, effort: Effort) -> Iterator[None]:
    """Compute a timeline up to an iteration, or to its end before it, a slice at a time."""
    while True:
        most, began = effort.iterations_in(SLICE), time.thread_time()
        at = timeline.advance(iteration, most)
        if at >= iteration or timeline.diverged_at is not None:
            return
        effort.note(most, time.thread_time() - began)
        yield
