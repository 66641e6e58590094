"""What a run shows: its present snapshot, to those who work on it and to those who only watch."""

from collections.abc import Callable

from webapp.live.broadcast import Broadcast
from webapp.live.code import Cursor
from webapp.live.fair_lock import FairLock
from webapp.live.player import Player
from webapp.live.recorder import Recorder
from webapp.live.snapshot import Snapshot


class Display:
    """Shares the run's lock. `at` is the line that runs next, `own` what those see who work on the
    run, `watched` what those see who may only look."""

    __slots__ = (
        *("_recorder", "_player", "_lock", "_now", "own", "watched", "broadcasts", "at"),
        *("_snapshot", "_valid_from"),
    )

    def __init__(
        self, recorder: Recorder, player: Player, lock: FairLock, now: Callable[[], float]
    ) -> None:
        self._recorder, self._player, self._lock, self._now = recorder, player, lock, now
        self.own, self.watched = self.broadcasts = Broadcast(), Broadcast(is_watched=True)
        self.at = Cursor()
        self._snapshot: Snapshot | None = None
        self._valid_from = 0

    @property
    def has_viewers(self) -> bool:
        return any(broadcast.viewers for broadcast in self.broadcasts)

    def has_news(self) -> bool:
        """Whether there are viewers who have not been shown the run as it is."""
        return any(each.has_audience_for(self._snapshot) for each in self.broadcasts)

    def latest(self, broadcast: Broadcast) -> Snapshot:
        """What was last made ready to be shown; what is now, when a command outdated that."""
        latest = broadcast.latest
        if latest and self._is_valid(latest):
            return latest
        with self._lock:
            return self.current()

    def begin(self, snapshot: Snapshot, write: Callable[[], bool]) -> bool:
        """Begin to write this to a viewer, while commands wait, unless one has outdated it."""
        with self._lock:
            return self._is_valid(snapshot) and write()

    def publish_if_free(self) -> None:
        """Show what is new, if it is time for that and nobody has the turn."""
        if self.has_news() and self._lock.acquire_if_free():
            try:
                self.publish(self._now())
            finally:
                self._lock.release()

    # Within a turn

    def current(self) -> Snapshot:
        """The run as it is."""
        if self._snapshot is None:
            player = self._player
            self._snapshot = self._recorder.snapshot(
                player.speed, player.until, self.at, player.stopped
            )
        return self._snapshot

    def advance(self) -> None:
        """The numbers are others."""
        self._snapshot = None

    def settle(self, at: Cursor) -> None:
        """A command has been fulfilled: nothing from before it is shown any more. What is now goes
        out at once, if it is time, before the writer wakes up and wants Python's lock."""
        self._snapshot, self._valid_from = None, self._recorder.count + 1
        self.at = at
        self.publish(self._now())

    def publish(self, now: float, early: float = 0.0) -> None:
        """Show what is new to whom it is time for that; they may be so many seconds early."""
        for broadcast in self.broadcasts:
            if broadcast.has_audience_for(self._snapshot) and broadcast.is_due(now, early):
                broadcast.publish(self.current(), now)

    def awaited(self, now: float, early: float) -> list[Broadcast]:
        """Those whom it is time to show something new, where there is anybody."""
        return [each for each in self.broadcasts if each.viewers.all and each.is_due(now, early)]

    def _is_valid(self, snapshot: Snapshot) -> bool:
        return snapshot.number >= self._valid_from
