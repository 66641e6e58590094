"""One thread that writes: what comes in while it commits is committed together next."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import groupby
from threading import Condition, Thread

from webapp.kept.memory import MemoryStore
from webapp.kept.store import Conflict, Note, Store
from webapp.live.tally import COMMITS

log = logging.getLogger("webapp")

RETRY = 2.0
"""Seconds after which a store that refused is tried again."""
CROWDED = 4_096
"""Writes waiting for a store that refuses, from which on superseded ones are left out."""
GATHER = 0.05
"""Seconds for which notes that nobody waits for are gathered, to be written in one go."""
Change = Callable[[Store], object]


@dataclass(frozen=True)
class Waiting:
    """Something to be written."""

    change: Change | Note
    """A note only says where a run stands: a later one says it better."""
    lost: Callable[[], None]
    """Called before its outcome is known, when it is not kept."""
    done: Future[None] = field(default_factory=Future)


class Writer:
    """Writes in the order in which it is asked to.

    When the store cannot write (a full disk, say) nobody waits for it: `fault` says why, what is
    to be written stays in memory, and is written as soon as that works again. The same holds for a
    folder that could not be used from the beginning: `reopen` tries it again, and what was kept in
    memory meanwhile goes there. `notice` is what the people whose runs these are should know.
    """

    def __init__(self, store: Store, reopen: Callable[[], Store] | None = None) -> None:
        self.store, self._reopen = store, reopen
        self.fault: str | None = "the folder cannot be used" if reopen else None
        self.notice: str | None = None
        self._waiting: list[Waiting] = []
        self._wake = Condition()
        self._is_pressed = self._closed = False
        self._thread: Thread | None = None

    @property
    def is_failing(self) -> bool:
        """Whether what is told is in nobody's store just now, not even in that of the memory."""
        return self.fault is not None and self._reopen is None

    def write(
        self,
        change: Change | Note,
        lost: Callable[[], None] = lambda: None,
        can_wait: bool = False,
    ) -> Future[None]:
        """Done when it is kept, or when it is known that it cannot be just now; what can wait is
        gathered for a moment with more of its kind."""
        waiting = Waiting(change, lost)
        with self._wake:
            if self.fault and len(self._waiting) % CROWDED == CROWDED - 1:
                self._waiting = _without_superseded(self._waiting)
            self._waiting.append(waiting)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="writer", daemon=True)
                self._thread.start()
            self._is_pressed |= not can_wait
            if self._is_pressed or len(self._waiting) == 1:
                self._wake.notify_all()
        return waiting.done

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
                patience = RETRY if self._reopen else None
                self._wake.wait_for(lambda: self._closed or self._waiting, patience)
                self._wake.wait_for(lambda: self._closed or self._is_pressed, GATHER)
                batch, self._is_pressed = self._waiting[:], False
            self._move()
            if not batch and self._closed:
                return
            if not self._try(batch):
                return

    def _try(self, batch: list[Waiting]) -> bool:
        """Write these; False when they stay unwritten for good, because this is the end."""
        written = self._written(batch)
        for each in batch:
            if not each.done.done():
                each.done.set_result(None)
        with self._wake:
            if written:
                del self._waiting[: len(batch)]
            elif not self._closed:
                self._wake.wait_for(lambda: self._closed, RETRY)
            else:
                return False
        return True

    def _written(self, batch: list[Waiting]) -> bool:
        began = time.perf_counter()
        try:
            with self.store.together():
                for some in parted(batch):
                    self._apply(some)
        except Exception as error:
            if self.fault is None:
                log.error("Runs are not being kept: %s. Trying on.", error)
            self.fault = str(error)
            return False
        COMMITS.note(time.perf_counter() - began)
        if self.fault is not None and not self._reopen:
            log.warning("Runs are being kept again.")
            self.fault = None
        return True

    def _apply(self, some: list[Waiting]) -> None:
        """Notes together, or one change."""
        change = some[0].change
        try:
            if not isinstance(change, Note):
                change(self.store)
            elif self.store.note_all(newest(some).values()):
                raise Conflict
        except Conflict:
            log.error("A run was changed elsewhere meanwhile: an entry is not kept.")

    def _move(self) -> None:
        """From memory to the folder, once that can be used."""
        if self._reopen is None or not isinstance(self.store, MemoryStore):
            return
        try:
            store = self._reopen()
            self.store.pour(store)
        except Exception:
            return
        self.store, self._reopen = store, None


def parted(batch: Sequence[Waiting]) -> Iterator[list[Waiting]]:
    """What can be written in one go, in order: notes that follow each other, else one change."""
    for are_notes, group in groupby(batch, lambda each: isinstance(each.change, Note)):
        some = [*group]
        yield from [some] if are_notes else ([each] for each in some)


def newest(waiting: Sequence[Waiting]) -> dict[str, Note]:
    """The last note of each run."""
    return {each.change.run: each.change for each in waiting if isinstance(each.change, Note)}


def _without_superseded(waiting: Sequence[Waiting]) -> list[Waiting]:
    """The same without what later ones say better; nobody waits for those left out."""
    last = {id(note) for note in newest(waiting).values()}
    return [
        each
        for each in waiting
        if not isinstance(each.change, Note) or id(each.change) in last or not each.done.done()
    ]
