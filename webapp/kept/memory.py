"""A store that lasts as long as the server."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import RLock

from webapp.kept.store import Ages, Conflict, Kept, Listed, Note, Store


@dataclass
class _Row:
    kept: Kept
    seen: float
    touched: float | None = None

    def is_over(self, ages: Ages) -> bool:
        gone = self.kept.gone is not None and self.kept.gone < ages.gone
        return gone or (self.touched is None and self.seen < ages.untouched)


class MemoryStore:
    """See Store."""

    def __init__(self) -> None:
        self._rows: dict[str, _Row] = {}
        self._views: dict[str, str] = {}
        self._lock = RLock()

    @contextmanager
    def together(self) -> Iterator[None]:
        with self._lock:
            yield

    def create(self, id: str, kept: Kept, at: float) -> None:
        with self._lock:
            if id in self._rows or kept.view in self._views:
                raise Conflict
            begun = replace(kept, log=kept.log[:1])
            self._rows[id], self._views[kept.view] = _Row(begun, at), id

    def append(self, id: str, expected: int, entry: bytes) -> None:
        with self._lock:
            row = self._row(id, expected)
            row.kept = replace(row.kept, log=[*row.kept.log, entry])

    def note(self, id: str, expected: int, place: bytes, at: float) -> None:
        with self._lock:
            row = self._row(id, expected)
            row.kept = replace(row.kept, place=place)
            row.touched = row.seen = max(row.seen, at)

    def note_all(self, notes: Collection[Note]) -> set[str]:
        return {note.run for note in notes if not self._has_noted(note)}

    def look(self, id: str, at: float) -> None:
        with self._lock:
            if row := self._rows.get(id):
                row.seen = max(row.seen, at)

    def remove(self, id: str, at: float | None) -> None:
        with self._lock:
            if row := self._rows.get(id):
                row.kept = replace(row.kept, gone=at)

    def sweep(self, ages: Ages) -> int:
        with self._lock:
            old = [id for id, row in self._rows.items() if row.is_over(ages)]
            for id in old:
                del self._views[self._rows.pop(id).kept.view]
            for row in self._rows.values():
                if row.seen < ages.unseen and row.kept.gone is None:
                    row.kept = replace(row.kept, gone=ages.now)
            return len(old)

    def read(self, id: str) -> Kept | None:
        with self._lock:
            return row.kept if (row := self._rows.get(id)) else None

    take = read

    def give(self, id: str) -> None:
        """Nobody else could ask."""

    def id_of(self, view: str) -> str | None:
        with self._lock:
            return self._views.get(view)

    def made_by(self, visitor: str) -> list[Listed]:
        with self._lock:
            found = [
                Listed(id, row.touched, row.kept.place)
                for id, row in self._rows.items()
                if row.kept.visitor == visitor and row.touched and row.kept.gone is None
            ]
        return sorted(found, key=lambda listed: listed.touched, reverse=True)

    def pour(self, store: Store) -> None:
        """Write all of this into another store."""
        with self._lock, store.together():
            for id, row in self._rows.items():
                store.create(id, row.kept, row.seen)
                for revision, entry in enumerate(row.kept.log[1:], 1):
                    store.append(id, revision, entry)
                if row.touched is not None:
                    store.note(id, len(row.kept.log), row.kept.place, row.touched)
                store.remove(id, row.kept.gone)

    def count(self) -> int:
        return len(self._rows)

    def close(self) -> None:
        pass

    def _has_noted(self, note: Note) -> bool:
        try:
            self.note(*note)
        except Conflict:
            return False
        return True

    def _row(self, id: str, expected: int) -> _Row:
        row = self._rows.get(id)
        if row is None or row.kept.revision != expected:
            raise Conflict
        return row
