"""The runs of this server, bounded in number: the seam behind which they are kept."""

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from engine import LESSONS, Edit, Experiment
from webapp.live.clock import Clock
from webapp.live.errors import Full, UnknownRun
from webapp.live.live_run import LiveRun


class Runs:
    """Runs by id, the longest unused first. When it is full, that one gives way to a new one."""

    def __init__(self, most: int, clock: Clock) -> None:
        self._most, self._clock = most, clock
        self._runs: OrderedDict[str, LiveRun] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._runs)

    def create(
        self, experiment: Experiment, lesson: str | None = None, edits: Sequence[Edit] = ()
    ) -> LiveRun:
        """A new run under an id that cannot be guessed. Raises Full; NotFinite by its edits."""
        id, clock = secrets.token_urlsafe(16), self._clock
        live = LiveRun(id, experiment, lesson, clock.changed, clock.now, edits)
        with self._lock:
            if len(self._runs) >= self._most:
                del self._runs[self._idle()]
            self._runs[live.id] = live
        return live

    def open_lesson(self, lesson: str) -> LiveRun:
        """A new run of a lesson. Raises KeyError, Full."""
        return self.create(LESSONS[lesson].experiment, lesson)

    def get(self, id: str) -> LiveRun:
        """The run with this id, which counts as used now. Raises UnknownRun."""
        with self._lock:
            if id not in self._runs:
                raise UnknownRun
            self._runs.move_to_end(id)
            return self._runs[id]

    def _idle(self) -> str:
        for id, live in self._runs.items():
            if not live.is_playing and not live.broadcast.viewers:
                return id
        raise Full("All runs of this server are in use.")
