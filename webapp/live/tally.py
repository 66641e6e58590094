"""Counts of what goes on, exact however many threads count."""

from bisect import bisect_left
from threading import Lock

BOUNDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Seconds up to which things are counted together."""


class Tally:
    """How often something took how many seconds; `counts` up to each of BOUNDS, and beyond."""

    def __init__(self) -> None:
        self.counts, self.seconds = [0] * (len(BOUNDS) + 1), 0.0
        self._lock = Lock()

    def note(self, *seconds: float) -> None:
        """Count these, each by itself."""
        places, total = [bisect_left(BOUNDS, each) for each in seconds], sum(seconds)
        with self._lock:
            for place in places:
                self.counts[place] += 1
            self.seconds += total


class Total:
    """A number that only grows."""

    def __init__(self) -> None:
        self.value = 0
        self._lock = Lock()

    def add(self, more: int) -> None:
        with self._lock:
            self.value += more


ITERATIONS = Total()
"""Iterations that this server has trained, those computed again included."""
LATENESS = Tally()
"""How much later than due the frames of runs that play were published."""
COMMITS = Tally()
"""What commits to the store took."""
REQUESTS = Tally()
"""What answers took; of streams, the beginning."""
