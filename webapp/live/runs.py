"""The runs of this server: those in use in memory, and all of them in the store."""

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from engine import LESSONS, Edit, Experiment
from webapp.kept.store import Store
from webapp.kept.story import told
from webapp.kept.writer import Writer
from webapp.live.clock import Clock
from webapp.live.errors import Full, UnknownRun
from webapp.live.keeper import Keeper, Place
from webapp.live.live_run import LiveRun


class Runs:
    """Runs by id, the longest unused first. When memory is full, that one leaves it for the store,
    from where it comes back when it is asked for."""

    def __init__(self, most: int, clock: Clock, store: Store) -> None:
        self._most, self._clock = most, clock
        self._writer = Writer(store)
        self._runs: OrderedDict[str, LiveRun] = OrderedDict()
        self._lock, self._coming_back = Lock(), Lock()

    def __len__(self) -> int:
        return len(self._runs)

    def __contains__(self, id: str) -> bool:
        """Whether a run is in memory."""
        return id in self._runs

    def close(self) -> None:
        """Write what is still to be kept."""
        self._writer.close()

    def create(
        self, experiment: Experiment, lesson: str | None = None, edits: Sequence[Edit] = ()
    ) -> LiveRun:
        """A new run under an id that cannot be guessed. Raises Full; NotFinite by its edits."""
        id, clock = secrets.token_urlsafe(16), self._clock
        keeper = Keeper(id, self._writer)
        live = LiveRun(id, experiment, lesson, clock.changed, clock.now, edits, keeper)
        self._hold(live)
        live.keep()
        return live

    def open_lesson(self, lesson: str) -> LiveRun:
        """A new run of a lesson. Raises KeyError, Full."""
        return self.create(LESSONS[lesson].experiment, lesson)

    def get(self, id: str) -> LiveRun:
        """The run with this id, which counts as used now. Raises UnknownRun, Full."""
        found = self._in_memory(id)
        if found is None:
            with self._coming_back:
                found = self._in_memory(id) or self._from_store(id)
        return found

    def _in_memory(self, id: str) -> LiveRun | None:
        with self._lock:
            if id in self._runs:
                self._runs.move_to_end(id)
            return self._runs.get(id)

    def _from_store(self, id: str) -> LiveRun:
        kept = self._writer.store.read(id)
        if kept is None:
            raise UnknownRun
        story, clock = told(kept.log), self._clock
        keeper = Keeper(id, self._writer, kept.revision)
        lesson = story.lessons[0][1]
        live = LiveRun(
            id, story.run.experiment, lesson, clock.changed, clock.now, (), keeper, story.run
        )
        live.resume(Place.of(kept.place), story.lessons)
        self._hold(live)
        return live

    def _hold(self, live: LiveRun) -> None:
        with self._lock:
            if len(self._runs) >= self._most:
                del self._runs[self._idle()]
            self._runs[live.id] = live

    def _idle(self) -> str:
        for id, live in self._runs.items():
            if not live.is_playing and not live.broadcast.viewers and not live.is_behind:
                return id
        raise Full("All runs of this server are in use.")
