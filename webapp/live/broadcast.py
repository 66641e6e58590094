"""What the viewers of one run have been shown, and when they are to be shown more."""

import time
from collections.abc import Callable
from functools import partial
from threading import Lock

from webapp.live.messages import frame_message, html_message
from webapp.live.snapshot import Snapshot, frame_json
from webapp.live.tally import LATENESS
from webapp.live.viewers import Viewers

PERIOD = 0.05
"""Seconds between two frames of a run, at least."""
SHARE = 4
"""A frame that takes long to make is made only once in so many times that long."""


class Broadcast:
    """The frames of one run: made once for all who can take them, and not at all when nobody does.

    Those who only watch get the run's view and not its id.
    """

    __slots__ = (
        *("is_watched", "viewers", "latest", "_making", "_rendering", "_made", "_rendered"),
        *("_next", "_period"),
    )

    def __init__(self, is_watched: bool = False) -> None:
        self.is_watched = is_watched
        self.viewers = Viewers()
        self.latest: Snapshot | None = None
        self._making, self._rendering = Lock(), Lock()
        self._made: tuple[Snapshot, bytes] | None = None
        self._rendered: tuple[int, object, bytes] | None = None
        self._next = 0.0
        self._period = PERIOD

    def has_audience_for(self, snapshot: Snapshot | None) -> bool:
        """Whether there are viewers who were not shown this (None: something new)."""
        return bool(self.viewers.all) and (snapshot is None or snapshot is not self.latest)

    def is_due(self, now: float, early: float) -> bool:
        """Whether it is time for another frame; it may be so many seconds early."""
        return now + early >= self._next

    def publish(self, snapshot: Snapshot, now: float) -> None:
        """Let all viewers have this; a heavy frame is made by the first one's own thread. A light
        one is written and forgotten: memory that is used again at once lies near the processor."""
        LATENESS.note(*self.show(snapshot, now))
        self.viewers.tell(snapshot, None if snapshot.is_heavy else partial(self._make, snapshot))

    def show(self, snapshot: Snapshot, now: float) -> tuple[float, ...]:
        """This is the latest from now on; whoever says so tells the viewers. Returns by how many
        seconds it is late, if the run plays."""
        before, due = self.latest, self._next
        self.latest, self._next = snapshot, now + self._period
        if before is None or before.until is None or snapshot.until is None:
            return ()
        return (max(0.0, now - due),)

    def message(self, snapshot: Snapshot) -> bytes:
        """The frame as a message of the stream, for threads that have to write it themselves."""
        with self._making:
            if self._made is None or self._made[0] is not snapshot:
                self._made = snapshot, self._make(snapshot)
            return self._made[1]

    def structure(self, snapshot: Snapshot, render: Callable[[Snapshot], str]) -> bytes:
        """The HTML of everything but the numbers, as an unnamed message of the stream."""
        with self._rendering:
            if self._rendered is None or self._rendered[:2] != (snapshot.revision, render):
                self._rendered = snapshot.revision, render, html_message(render(snapshot))
            return self._rendered[2]

    def end(self) -> None:
        """The run is gone: all streams of it end."""
        self.viewers.send_away()

    def _make(self, snapshot: Snapshot) -> bytes:
        if not snapshot.is_heavy:
            self._period = PERIOD
            return frame_message(frame_json(snapshot, self.is_watched))
        began = time.thread_time()
        message = frame_message(frame_json(snapshot, self.is_watched))
        self._period = max(PERIOD, SHARE * (time.thread_time() - began))
        return message
