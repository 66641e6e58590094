"""How far a run should be by now, and how many iterations fit into a slice of time."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from math import floor, log

from engine import Experiment, Timeline
from webapp.incoming.schema import Speed

SLICE = 0.01
"""Seconds of work after which others get their turn."""
TELLING = 2e-4
"""Seconds that are long enough to be measured."""
LONGEST = 40.0
"""Seconds after which accelerating is as good as fastest: 2**40 iterations a second."""


class Progress(Enum):
    """How playing on went: all that was due is done, somebody else had the turn, more is due."""

    DONE = 0
    TAKEN = 1
    MORE = 2


@dataclass(frozen=True)
class Pace:
    """A run that plays at a speed since `began` (seconds), when it was at `iteration`."""

    speed: Speed
    began: float
    iteration: int

    def due(self, now: float) -> int | None:
        """The iteration the run should have reached by now; None: as far as it gets.

        The first one is due at once. Accelerating does one a second at first and doubles every
        second: after s seconds the integral of 2**s is due.
        """
        seconds = max(0.0, now - self.began)
        if self.speed == "accelerating" and seconds <= LONGEST:
            return self.iteration + 1 + floor((2**seconds - 1) / log(2))
        if isinstance(self.speed, str):
            return None
        return self.iteration + 1 + floor(seconds * self.speed)


class Effort:
    """What an iteration of one network costs here: guessed from its size, then measured."""

    def __init__(self, experiment: Experiment) -> None:
        shape, examples = experiment.shape, len(experiment.inputs)
        synapses = sum(a * b for a, b in zip(shape, shape[1:], strict=False))
        self._size = (shape, examples)
        self._seconds = 1e-5 + 3e-9 * synapses * examples

    def fits(self, experiment: Experiment) -> bool:
        """Whether this was measured on a network and table of this size."""
        return self._size == (experiment.shape, len(experiment.inputs))

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
