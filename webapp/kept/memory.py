"""A store that lasts as long as the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import RLock

from webapp.kept.store import Conflict, Kept


class MemoryStore:
    """See Store."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._lock = RLock()

    @contextmanager
    def together(self) -> Iterator[None]:
        with self._lock:
            yield

    def create(self, id: str, beginning: bytes, place: bytes) -> None:
        with self._lock:
            if id in self._kept:
                raise Conflict
            self._kept[id] = Kept(place, [beginning])

    def append(self, id: str, expected: int, entry: bytes) -> None:
        with self._lock:
            kept = self._kept.get(id)
            if kept is None or kept.revision != expected:
                raise Conflict
            self._kept[id] = replace(kept, log=[*kept.log, entry])

    def note(self, id: str, place: bytes) -> None:
        with self._lock:
            if id in self._kept:
                self._kept[id] = replace(self._kept[id], place=place)

    def read(self, id: str) -> Kept | None:
        with self._lock:
            return self._kept.get(id)

    def close(self) -> None:
        pass
