"""Those who watch a run, and how they learn of something new.

Each viewer has a thread, which the server gave it. To wake so many threads twenty times a second
costs more than all they have to do, so while a viewer's thread sleeps whoever has news writes to
the viewer's socket directly. Only who cannot keep up, or needs more than a frame, is woken.
"""

import select
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Lock
from typing import Any

from webapp.live.messages import GOING_AWAY, Framing, chunk
from webapp.live.snapshot import Snapshot

UNSENT = 16 * 2**10
"""Bytes that may wait here for a viewer who does not read; what comes later it gets when it is
newest. What is on its way or has arrived does not count, or a client that acknowledges late would
hold up large frames."""


def wire_of(environ: Mapping[str, Any]) -> socket.socket | None:
    """The socket of a request, if chunks can be written to it past the server."""
    wire = environ.get("gunicorn.socket")
    if type(wire) is not socket.socket or environ.get("SERVER_PROTOCOL") != "HTTP/1.1":
        return None
    if wire.family == socket.AF_UNIX or not hasattr(socket, "TCP_NOTSENT_LOWAT"):
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, UNSENT)
    else:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)
    if wire.family != socket.AF_UNIX:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # a click's frame goes at once
    return wire


_PEEK = socket.MSG_PEEK | socket.MSG_DONTWAIT
_LAST = (b"", b"\x88")
"""What a client says last: nothing more, or the close of a WebSocket, the only thing browsers say
there by themselves."""


class Viewer:
    """One who watches. `number` and `revision` are those of the snapshot it was sent last.

    `framing` is how messages travel on the wire.
    """

    __slots__ = (
        *("number", "revision", "framing", "is_gone", "_wire", "_rest", "is_asleep"),
        *("_writing", "_news"),
    )

    def __init__(
        self,
        wire: socket.socket | None = None,
        revision: int | None = None,
        framing: Framing = chunk,
    ) -> None:
        self.number, self.revision, self.framing = 0, revision, framing
        self.is_gone = False
        self._wire = wire
        self._rest = b""
        self.is_asleep = False
        self._writing = Lock()
        self._news = Lock()  # a binary semaphore: the cheapest wake-up between two threads
        self._news.acquire()

    @property
    def has_wire(self) -> bool:
        return self._wire is not None

    def has_left(self) -> bool:
        """Whether the client has closed its end, which nobody may have noticed in the silence."""
        try:
            left = self._wire is not None and self._wire.recv(1, _PEEK) in _LAST
        except BlockingIOError:
            return False
        except OSError:
            left = True
        if left:
            self.is_gone = True
            self.wake()
        return left

    def tell(self, snapshot: Snapshot, frame: bytes | None) -> None:
        """There is this to see: its frame, a chunk, is written at once if that needs no waiting."""
        with self._writing:
            if frame and self.is_asleep and snapshot.revision == self.revision:
                if snapshot.number <= self.number:
                    return
                if self._begin(frame):
                    self.number = snapshot.number
                    if not self._rest:
                        return
            self.is_asleep = False
        self.wake()

    def lend(self, snapshot: Snapshot) -> int | None:
        """The number of the socket, if a frame of this, a chunk, can be written to it. Then nobody
        else writes until it is given back."""
        if self.framing is not chunk or not self._writing.acquire(blocking=False):
            return None
        is_next = snapshot.revision == self.revision and snapshot.number > self.number
        if self._wire and self.is_asleep and is_next:
            return self._wire.fileno()
        self._writing.release()
        return None

    def give_back(self, snapshot: Snapshot, rest: bytes | None) -> None:
        """The frame was written but for this rest, which is left to the viewer's thread; None, and
        nothing was written."""
        if rest is not None:
            self.number, self._rest, self.is_asleep = snapshot.number, rest, not rest
        self._writing.release()
        if rest:
            self.wake()

    def wake(self) -> None:
        """Let the viewer's own thread look."""
        try:
            self._news.release()
        except RuntimeError:  # it has been told already
            return

    def sleep(self, seconds: float) -> bool:
        """Let others write meanwhile; whether there is something for this thread to do."""
        with self._writing:
            self.is_asleep = self.has_wire
        woken = self._news.acquire(timeout=seconds)
        with self._writing:
            self.is_asleep = False
        self._finish()
        return woken

    def begin(self, snapshot: Snapshot, message: bytes) -> bool:
        """Write the beginning of a message, as much of it as needs no waiting; whether any was.

        For the viewer's own thread, which then has to `finish`.
        """
        with self._writing:
            begun = self._begin(self.framing(message))
        if begun:
            self.number, self.revision = snapshot.number, snapshot.revision
        return begun

    def say(self, message: bytes) -> None:
        """Write a message whole. For the viewer's own thread, while it is not asleep."""
        with self._writing:
            self._rest += self.framing(message)
        self._finish()

    def close(self) -> None:
        """End a WebSocket, and with it the connection."""
        if self._wire:
            with suppress(OSError):
                self._wire.send(GOING_AWAY, socket.MSG_DONTWAIT)
                self._wire.shutdown(socket.SHUT_RDWR)

    def finish(self, seconds: float) -> None:
        """Write the rest of what was begun; or wait until something can be, so many seconds."""
        if self._rest:
            self._finish()
        elif self._wire and not self.is_gone:
            writable = select.poll()
            writable.register(self._wire, select.POLLOUT)
            writable.poll(1000 * seconds)

    def _finish(self) -> None:
        if self._wire and self._rest:
            self._wire.sendall(self._rest)
            self._rest = b""

    def _begin(self, frame: bytes) -> bool:
        """Whether any of it could be written; if so, the rest is left to the viewer's thread."""
        assert self._wire
        try:
            sent = self._wire.send(frame, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            self.is_gone = True
            return False
        self._rest = frame[sent:]
        return sent > 0


class Viewers:
    """All who watch one run, in `all`."""

    __slots__ = ("all", "_lock")

    def __init__(self) -> None:
        self.all: tuple[Viewer, ...] = ()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self.all)

    def add(self, viewer: Viewer) -> None:
        with self._lock:
            self.all += (viewer,)

    def remove(self, viewer: Viewer) -> None:
        with self._lock:
            self.all = tuple(other for other in self.all if other is not viewer)

    def wake(self) -> None:
        """Let each viewer's own thread look."""
        for viewer in self.all:
            viewer.wake()

    def send_away(self) -> None:
        """There is nothing to see any more."""
        for viewer in self.all:
            viewer.is_gone = True
            viewer.wake()

    def tell(self, snapshot: Snapshot, make: Callable[[], bytes] | None) -> None:
        """There is this to see. `make` makes its message of the stream, for those whose threads are
        asleep; without it each is woken."""
        message, frames = b"", dict[Framing, bytes]()
        for viewer in self.all:
            frame = None
            if make and viewer.is_asleep:
                message = message or make()
                frame = frames.get(viewer.framing) or viewer.framing(message)
                frames[viewer.framing] = frame
            viewer.tell(snapshot, frame)
