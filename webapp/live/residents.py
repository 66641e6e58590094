"""The runs that are in memory, within a budget: those that nobody would miss leave first."""

from collections import OrderedDict
from threading import Lock
from weakref import WeakValueDictionary

from webapp.live.errors import Full
from webapp.live.live_run import LiveRun

MEMORY = 2**30
"""Bytes that all runs together may take."""


class Residents:
    """Live runs by id, the longest unused first; at most so many, of at most so many bytes."""

    def __init__(self, most: int, budget: int = MEMORY) -> None:
        self._most, self._budget = most, budget
        self._runs: OrderedDict[str, LiveRun] = OrderedDict()
        self._alive: WeakValueDictionary[str, LiveRun] = WeakValueDictionary()
        self._sizes: dict[str, int] = {}
        self._taken = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._runs)

    def __contains__(self, id: str) -> bool:
        return id in self._runs

    @property
    def nbytes(self) -> int:
        """About how much memory they take."""
        with self._lock:
            return self._measured()

    def get(self, id: str) -> LiveRun | None:
        """A run, which counts as used now; one that left but is still in somebody's hands is the
        same run."""
        with self._lock:
            found = self._runs.get(id) or self._alive.get(id)
            if found is not None:
                if id not in self._runs:
                    self._put(found)
                self._runs.move_to_end(id)
            return found

    def peek(self, id: str) -> LiveRun | None:
        """A run, which does not count as used by that."""
        with self._lock:
            return self._alive.get(id)

    def watched(self, view: str) -> LiveRun | None:
        """The run that is looked at under this id."""
        with self._lock:
            return next((live for live in self._runs.values() if live.view == view), None)

    def hold(self, live: LiveRun) -> None:
        """Take in one more. Raises Full when all others are in use."""
        with self._lock:
            self._make_room(live.nbytes)
            self._alive[live.id] = live
            self._put(live)

    def all(self) -> list[LiveRun]:
        """Every run in memory."""
        with self._lock:
            return list(self._runs.values())

    def drop(self, live: LiveRun) -> None:
        """Let a run go for good."""
        with self._lock:
            if self._runs.get(live.id) is live:
                self._remove(live.id)
            if self._alive.get(live.id) is live:
                del self._alive[live.id]

    def trim(self) -> None:
        """Back into the budget, when runs have grown: idle ones leave, and if that is not enough
        the largest let go of what they can compute again."""
        with self._lock:
            self._measured()
            self._let_go(self._budget)
            taken, sizes = self._taken, [(self._sizes[id], self._runs[id]) for id in self._runs]
        for nbytes, live in sorted(sizes, key=lambda pair: pair[0], reverse=True):
            if taken <= self._budget:
                return
            live.forget()
            taken -= nbytes - live.nbytes

    # With the lock

    def _put(self, live: LiveRun) -> None:
        self._runs[live.id] = live
        self._weigh(live)

    def _remove(self, id: str) -> None:
        del self._runs[id]
        self._taken -= self._sizes.pop(id)

    def _weigh(self, live: LiveRun) -> None:
        nbytes = live.nbytes
        self._taken += nbytes - self._sizes.get(live.id, 0)
        self._sizes[live.id] = nbytes

    def _measured(self) -> int:
        """What all take now. To ask each takes its time, so this is for now and then."""
        for live in self._runs.values():
            self._weigh(live)
        return self._taken

    def _make_room(self, wanted: int) -> None:
        if self._taken + wanted > self._budget:
            self._measured()
        self._let_go(self._budget - wanted)
        if len(self._runs) >= self._most:
            raise Full("All runs of this server are in use.")
        if self._runs and self._taken + wanted > self._budget:
            raise Full("The runs in use take all the memory that this server has for them.")

    def _let_go(self, budget: int) -> None:
        """Let idle runs go until there is a place and this is enough for all."""
        if len(self._runs) < self._most and self._taken <= budget:
            return
        for id, live in list(self._runs.items()):
            if len(self._runs) < self._most and self._taken <= budget:
                break
            if live.is_idle:
                self._remove(id)
