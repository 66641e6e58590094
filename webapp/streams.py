"""The streams that are open, and what each of them sends."""

from collections.abc import Callable, Iterator
from threading import Lock

from webapp.faults import Full
from webapp.frames import Mailbox
from webapp.live import LiveRun
from webapp.snapshot import Snapshot

PING = 10.0
"""Seconds of silence after which a comment shows that the stream is alive."""
RETRY = b"retry: 1000\n\n"


class Streams:
    """The open streams, bounded in number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: set[Mailbox] = set()
        self._lock = Lock()
        self._closed = False

    def __len__(self) -> int:
        return len(self._open)

    def admit(self, live: LiveRun) -> Mailbox:
        """A place for one more viewer of the run. Raises Full."""
        with self._lock:
            if self._closed or len(self._open) >= self._most:
                raise Full("All places for viewers are taken.")
            mailbox = live.showing.viewers.subscribe()
            self._open.add(mailbox)
        return mailbox

    def leave(self, live: LiveRun, mailbox: Mailbox) -> None:
        """Give the place back."""
        live.showing.viewers.unsubscribe(mailbox)
        with self._lock:
            self._open.discard(mailbox)

    def close(self) -> None:
        """Let every stream end."""
        with self._lock:
            self._closed = True
            for mailbox in self._open:
                mailbox.post()

    def messages(
        self,
        live: LiveRun,
        mailbox: Mailbox,
        revision: int | None,
        render: Callable[[Snapshot], str],
    ) -> Iterator[bytes]:
        """Each time there is something new: HTML if it is more than numbers, then the frame.

        `revision` is that of the HTML the viewer has; None stands for the present one.
        """
        yield RETRY
        snapshot, number = live.snapshot(), 0
        while not self._closed:
            if snapshot.number > number:
                if revision not in (None, snapshot.revision):
                    yield live.showing.structure(snapshot, render)
                yield live.showing.message(snapshot)
                revision, number = snapshot.revision, snapshot.number
            while not mailbox.wait(PING):
                yield b": ping\n\n"
            snapshot = live.shown()
