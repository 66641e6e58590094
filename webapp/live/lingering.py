"""How an accelerating run paces itself: it lingers where something changes, hurries where not."""

from math import log

import numpy as np

from engine import Array, State
from webapp.incoming.schema import Speed
from webapp.live.pace import Steady

FIRST = 2.0
"""Seconds in which nothing but an iteration a second is shown."""
GROWTH = 4.0
"""So many times faster after a second in which there was less to see than time for it."""
FASTEST = 1e9
"""Iterations a second."""
ALL = 27.0
"""Seconds after which everything is done, however much there was to see."""
DEBT = 1.0
"""Seconds that a single stretch is looked at, at most."""
HOARD = 0.1
"""Seconds that are saved up while there is nothing to see, at most."""
PIECES = 8
"""In so many pieces a stretch is trained, to stop on the way when there was enough to see."""

FALL = 2.5
"""Seconds that a fall of the error to its e-th part is worth."""
MOVE = 4.0
"""Seconds that a dot's way from 0 to 1 is worth."""
BLUR = 0.01
"""Share of the first error below which no fall is seen."""


def begun(speed: Speed, now: float, state: State) -> "Lingering | Steady":
    """The pace of a run that begins to play in this state."""
    if speed == "accelerating":
        return Lingering(now, state)
    return Steady(None if speed == "fastest" else speed, now, state.iteration)


class Lingering:
    """The pace of a run since `began` (seconds), when it was at this state.

    What there is to see in a stretch of iterations is measured in the seconds that it is worth.
    Time comes in and is spent on stretches; who has spent too much waits, and while something is
    left the stretches grow. The run is never behind a curve that grows by the same factor every
    second and is at the end after `ALL` of them.
    """

    pieces = PIECES

    def __init__(self, began: float, state: State) -> None:
        self._began = self._at = began
        self._first = state.iteration
        self._blur = max(BLUR * state.error, 1e-12)
        self._place, self._rate, self._latest = state.iteration + 1.0, 1.0, 0.0
        self._left, self._done, self._worth = HOARD, 0, 0.0

    def due(self, now: float, end: int) -> int:
        """The iteration that the run should have reached by now, on its way to an end."""
        seconds, self._at = now - self._at, now
        self._adapt(seconds, now - self._began)
        share = min((now - self._began) / ALL, 1.0)
        self._latest = self._first - 1 + (end - self._first + 1) ** share
        self._place = max(self._place + self._rate * seconds, self._latest)
        return min(int(self._place if self._left > 0 else self._latest), end)

    def has_seen_enough(self, before: State, after: State) -> bool:
        """Whether to stop here for now, having gone from one state to the other."""
        worth = self._worth_of(before, after)
        self._done += after.iteration - before.iteration
        self._worth += worth
        self._left = max(self._left - worth, -DEBT)
        if self._left > 0 or after.iteration < int(self._latest):
            return False
        self._place = min(self._place, after.iteration)
        return True

    def _adapt(self, seconds: float, since: float) -> None:
        """The rate, by what was seen since it was last asked what is due."""
        if self._left > 0:
            self._rate = min(self._rate * (GROWTH**seconds if since > FIRST else 1), FASTEST)
        elif self._done:
            self._rate = max(1.0, min(self._rate, self._done / max(self._worth, 1e-9)))
        self._left = min(self._left + seconds, HOARD)
        self._done, self._worth = 0, 0.0

    def _worth_of(self, before: State, after: State) -> float:
        """Seconds."""
        fall = abs(log((after.error + self._blur) / (before.error + self._blur)))
        return max(FALL * fall, MOVE * _largest_move(before, after))


def _largest_move(before: State, after: State) -> float:
    """How far a dot has gone at most, as a share of what its layer spans, or of 1."""
    pairs = zip(before.layers[1:], after.layers[1:], strict=True)
    return max((_move(*pair) for pair in pairs if pair[0].shape == pair[1].shape), default=0.0)


def _move(before: Array, after: Array) -> float:
    return float(np.abs(after - before).max() / max(1.0, np.abs(after).max()))
