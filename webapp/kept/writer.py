"""One thread that writes: what comes in while it commits is committed together next."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from threading import Condition, Thread

from webapp.kept.store import Conflict, Store

log = logging.getLogger("webapp")

RETRY = 2.0
"""Seconds after which a store that refused is tried again."""
Write = Callable[[Store], object]


class Writer:
    """Writes in the order in which it is asked to.

    When the store cannot write (a full disk, say) nobody waits for it: `fault` says why, what is
    to be written stays in memory, and is written as soon as that works again.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.fault: str | None = None
        self._waiting: list[tuple[Write, Future[None]]] = []
        self._wake = Condition()
        self._closed = False
        self._thread: Thread | None = None

    def write(self, write: Write) -> Future[None]:
        """Done when it is kept, or when it is known that it cannot be just now."""
        done: Future[None] = Future()
        with self._wake:
            self._waiting.append((write, done))
            if self._thread is None:
                self._thread = Thread(target=self._work, name="writer", daemon=True)
                self._thread.start()
            self._wake.notify_all()
        return done

    def flush(self) -> None:
        """Wait until what is waiting is kept, or cannot be."""
        self.write(lambda store: None).result()

    def close(self) -> None:
        """Write what is waiting, and close the store."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()
        if self._thread:
            self._thread.join()
        self.store.close()

    def _work(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closed or self._waiting)
                batch = self._waiting[:]
            if not batch:
                return
            written = self._written(batch)
            for _, done in batch:
                if not done.done():
                    done.set_result(None)
            with self._wake:
                if written:
                    del self._waiting[: len(batch)]
                elif self._closed:
                    return
                else:
                    self._wake.wait_for(lambda: self._closed, RETRY)

    def _written(self, batch: list[tuple[Write, Future[None]]]) -> bool:
        try:
            with self.store.together():
                for write, _ in batch:
                    try:
                        write(self.store)
                    except Conflict:
                        log.error("A run was changed elsewhere meanwhile: an entry is not kept.")
        except Exception as error:
            if self.fault is None:
                log.error("Runs are not being kept: %s. Trying on.", error)
            self.fault = str(error)
            return False
        if self.fault is not None:
            log.warning("Runs are being kept again.")
        self.fault = None
        return True
