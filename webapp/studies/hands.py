"""Where the work of studies is done: on this machine's processors, or by a Dask cluster."""

import logging
import os
import time
from collections.abc import Iterable, Sequence
from socket import create_connection
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from engine.study import Outcome, Piece, work
from webapp.studies.helper import LOST, Helper

if TYPE_CHECKING:
    from distributed import Client, Future

log = logging.getLogger("webapp")

AHEAD = 2
"""Pieces for each of a cluster's threads, so that none waits for the next one to arrive."""
LOOK = 1.0
"""Seconds between two looks at how large the cluster is."""
PATIENCE = 5.0
"""Seconds to wait for a cluster to answer."""
TINY = 2**23
"""Multiplications, a hundredth of a second: no process is started for them."""
SMALL = 2**26
"""A tenth of a second: it is not waited until a process has started."""
MOST = 8
"""Processes beside the server, some 150 MB each."""
IDLE = 300.0
"""Seconds without work after which they end."""


class Hands(Protocol):
    """Those who do pieces of work."""

    def width(self) -> int:
        """How many pieces it is worth to have in work at a time."""

    def do(self, piece: Piece) -> Sequence[Outcome]:
        """What comes of a piece; the same wherever it is done."""

    def rest(self) -> None:
        """There is nothing to do just now."""

    def close(self) -> None:
        """Let go of what is held; pieces in work are lost."""


class Here:
    """This machine: a process for each core, or for its part of them where other `servers` on the
    same machine do studies, too. One takes a second to start, and of that nobody who
    looks at a study should notice: the small piece it is started for, of every study the first, is
    done in the thread that asks."""

    def __init__(self, servers: int = 1) -> None:
        self._servers = servers
        self._places = BoundedSemaphore(self.width())
        self._free: list[Helper] = []
        self._all: set[Helper] = set()
        self._lock = Lock()
        self._used = time.monotonic()
        self._closed = False

    def width(self) -> int:
        is_bound = hasattr(os, "sched_getaffinity")
        cores = len(os.sched_getaffinity(0)) if is_bound else os.cpu_count() or 1
        return max(1, min(MOST, cores) // self._servers)

    def do(self, piece: Piece) -> Sequence[Outcome]:
        if piece.multiplications <= TINY and not self._all:
            return work(piece)
        with self._places:
            try:
                return self._helped(piece)
            except LOST as error:
                if self._closed:
                    raise
                log.warning("A process for studies was lost, another one takes over: %r", error)
                return self._helped(piece)

    def rest(self) -> None:
        if time.monotonic() - self._used > IDLE:
            self._let_go(self._free)

    def close(self) -> None:
        self._closed = True
        self._let_go(self._all)

    def _helped(self, piece: Piece) -> Sequence[Outcome]:
        helper, is_new = self._helper()
        try:
            is_for_us = is_new and piece.multiplications <= SMALL
            return work(piece) if is_for_us else helper.do(piece)
        except LOST:
            self._let_go([helper])
            raise
        finally:
            self._give_back(helper)

    def _helper(self) -> tuple[Helper, bool]:
        """One that is free, or a new one, and which of both. Raises OSError."""
        with self._lock:
            if self._free:
                return self._free.pop(), False
            if self._closed:
                raise OSError("Studies are over.")
            helper = Helper()
            self._all.add(helper)
            return helper, True

    def _give_back(self, helper: Helper) -> None:
        with self._lock:
            self._used = time.monotonic()
            if helper in self._all:
                self._free.append(helper)

    def _let_go(self, helpers: Iterable[Helper]) -> None:
        with self._lock:
            for helper in list(helpers):
                helper.end()
                self._all.discard(helper)
            self._free = [helper for helper in self._free if helper in self._all]


class Cluster:
    """The workers of a Dask scheduler. What they cannot do just now is done on this machine.

    A worker that is lost costs time only: the scheduler gives its pieces to others, and a piece is
    a pure function.
    """

    def __init__(self, address: str, servers: int = 1) -> None:
        self.address, self._here = address, Here(servers)
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

    def rest(self) -> None:
        self._here.rest()

    def close(self) -> None:
        self._closed.set()
        self._here.close()
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


def hands(cluster: str | None, servers: int = 1) -> Hands:
    """Those of the cluster at this address; without one, this machine's, shared by so many."""
    return Cluster(cluster, servers) if cluster else Here(servers)
