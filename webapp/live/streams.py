"""The streams that are open, and what each of them sends."""

import socket
from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock
from typing import Protocol

from webapp.live.broadcast import Broadcast
from webapp.live.display import Display
from webapp.live.errors import Full
from webapp.live.messages import ALIVE, Framing, chunk
from webapp.live.snapshot import Snapshot
from webapp.live.viewers import Viewer, Viewers

LOOK = 3.0
"""Seconds after which one looks whether a silent viewer is still there."""
PING = 10.0
"""Seconds of silence after which a comment shows that the stream is alive."""
RETRY = b"retry: 1000\n\n"


class Watched(Protocol):
    """What can be watched."""

    @property
    def viewers(self) -> Viewers:
        """All who watch it."""


class Streams:
    """The open streams, bounded in number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: set[Viewer] = set()
        self._lock = Lock()
        self._closed = False

    def __len__(self) -> int:
        return len(self._open)

    def admit(
        self,
        watched: Watched,
        wire: socket.socket | None = None,
        revision: int | None = None,
        framing: Framing = chunk,
    ) -> Viewer:
        """A place for one more viewer of a run or of a study. Raises Full.

        `revision` is that of the HTML the viewer has; None stands for the present one.
        """
        viewer = Viewer(wire, revision, framing)
        with self._lock:
            if len(self._open) >= self._most:
                self._open = {viewer for viewer in self._open if not viewer.has_left()}
            if self._closed or len(self._open) >= self._most:
                raise Full("All places for viewers are taken.")
            self._open.add(viewer)
        watched.viewers.add(viewer)
        return viewer

    def leave(self, watched: Watched, viewer: Viewer) -> None:
        """Give the place back."""
        watched.viewers.remove(viewer)
        with self._lock:
            self._open.discard(viewer)

    def ways(self) -> tuple[int, int]:
        """How many streams are written to their sockets directly, and how many by the server."""
        with self._lock:
            on_wire = sum(viewer.has_wire for viewer in self._open)
            return on_wire, len(self._open) - on_wire

    def close(self) -> None:
        """Let every stream end."""
        with self._lock:
            self._closed = True
            for viewer in self._open:
                viewer.is_gone = True
                viewer.wake()

    def messages(
        self,
        display: Display,
        broadcast: Broadcast,
        viewer: Viewer,
        render: Callable[[Snapshot], str],
    ) -> Iterator[bytes]:
        """Each time there is something new: HTML if it is more than numbers, then the frame."""
        yield RETRY
        snapshot = display.latest(broadcast)
        while not (self._closed or viewer.is_gone):
            if snapshot.number > viewer.number:
                messages = _messages(broadcast, viewer, snapshot, render)
                if not viewer.has_wire:
                    yield from messages
                    viewer.revision, viewer.number = snapshot.revision, snapshot.number
                else:
                    display.begin(snapshot, partial(viewer.begin, snapshot, b"".join(messages)))
                    viewer.finish(PING)
            if snapshot.number <= viewer.number:
                yield from _silence(viewer)
            snapshot = display.latest(broadcast)


def _silence(viewer: Viewer) -> Iterator[bytes]:
    """A sign of life now and then, until there is news or the viewer has left: who closes a
    WebSocket says so, and waits for the answer. Who is written to meanwhile is looked after less
    often: where nobody is any more, writing fails."""
    silent, look, shown = 0.0, min(LOOK, PING), viewer.number
    while not viewer.sleep(look):
        if viewer.has_left():
            return
        silent += look
        if silent >= PING:
            silent = 0.0
            yield ALIVE
        look = min(LOOK, PING) if viewer.number == shown else PING
        shown = viewer.number


def _messages(
    broadcast: Broadcast, viewer: Viewer, snapshot: Snapshot, render: Callable[[Snapshot], str]
) -> list[bytes]:
    """HTML if more than numbers has changed for this viewer, then the frame."""
    frame = broadcast.message(snapshot)
    if viewer.revision in (None, snapshot.revision):
        return [frame]
    return [broadcast.structure(snapshot, render), frame]
