"""Where the work of studies is done: on this machine's processors, or by a Dask cluster."""

import logging
import os
from collections.abc import Sequence
from socket import create_connection
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from engine.study import Outcome, Piece, work

if TYPE_CHECKING:
    from distributed import Client, Future

log = logging.getLogger("webapp")

AHEAD = 2
"""Pieces for each of a cluster's threads, so that none waits for the next one to arrive."""
LOOK = 1.0
"""Seconds between two looks at how large the cluster is."""
PATIENCE = 5.0
"""Seconds to wait for a cluster to answer."""


class Hands(Protocol):
    """Those who do pieces of work."""

    def width(self) -> int:
        """How many pieces it is worth to have in work at a time."""

    def do(self, piece: Piece) -> Sequence[Outcome]:
        """What comes of a piece; the same wherever it is done."""

    def close(self) -> None:
        """Let go of what is held."""


class Here:
    """This machine."""

    def width(self) -> int:
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1

    def do(self, piece: Piece) -> Sequence[Outcome]:
        return work(piece)

    def close(self) -> None:
        pass


class Cluster:
    """The workers of a Dask scheduler. What they cannot do just now is done on this machine.

    A worker that is lost costs time only: the scheduler gives its pieces to others, and a piece is
    a pure function.
    """

    def __init__(self, address: str) -> None:
        self.address, self._here = address, Here()
        self._client: Client | None = None
        self._threads = 0
        self._closed = Event()
        self._looking = Thread(target=self._keep_looking, name="cluster", daemon=True)
        self._looking.start()

    def width(self) -> int:
        return AHEAD * self._threads or self._here.width()

    def do(self, piece: Piece) -> Sequence[Outcome]:
        client = self._client
        if client is None or not self._threads:
            return self._here.do(piece)
        try:
            return self._wait_for(client.submit(work, piece, pure=False))
        except Exception as error:
            log.warning("A piece of a study is done here, not in the cluster: %r", error)
            return self._here.do(piece)

    def close(self) -> None:
        self._closed.set()
        self._looking.join()

    def _wait_for(self, future: "Future[tuple[Outcome, ...]]") -> Sequence[Outcome]:
        while True:
            try:
                return future.result(timeout=PATIENCE)
            except TimeoutError:
                if not self._threads:
                    future.cancel()
                    raise

    def _keep_looking(self) -> None:
        """Connect when that is possible, and notice how many threads there are."""
        was = -1
        while not self._closed.is_set():
            self._threads = self._look()
            if self._threads != was:
                log.warning("%s: %d threads for studies", self.address, self._threads)
            was = self._threads
            self._closed.wait(LOOK)
        if self._client is not None:
            self._client.close(PATIENCE)

    def _look(self) -> int:
        from distributed import Client

        try:
            # A client that does not reach its scheduler leaves a thread: knock first.
            address = urlsplit(self.address)
            create_connection((address.hostname, address.port or 0), LOOK).close()
            if self._client is None or self._client.status == "closed":
                self._client = Client(self.address, timeout=PATIENCE, set_as_default=False)
            return sum(self._client.nthreads().values())
        except Exception as error:
            log.debug("%s cannot be reached: %r", self.address, error)
            return 0


def hands(cluster: str | None) -> Hands:
    """Those of the cluster at this address; without one, this machine's."""
    return Cluster(cluster) if cluster else Here()
