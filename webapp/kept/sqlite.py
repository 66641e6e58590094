"""A store in one SQLite file, which one server at a time has for itself."""

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from threading import RLock
from typing import Any
from zlib import crc32

from webapp.kept.migrations import migrate
from webapp.kept.store import Ages, Conflict, Damaged, Kept, Listed, Note, Unreachable

FILE = "runs.sqlite3"
BUSY = 1.0
"""Seconds to wait for somebody else to let go of it."""
_NOTE_ALL = """
WITH noted (run, expected, place, seal, at) AS (VALUES %s)
UPDATE runs
SET place = noted.place, seal = noted.seal, touched = max(seen, at), seen = max(seen, at)
FROM noted WHERE id = run AND revision = expected
RETURNING id
"""
_AT_ONCE = 1_000
"""Notes in one statement, which holds at most 32,766 values."""


class InUse(Exception):
    """Another server has this file."""


class SqliteStore:
    """See Store. What `together` has left survives a power cut: WAL with synchronous=FULL.

    Beside everything that is read back stands a checksum, since SQLite has none of its own.
    """

    def __init__(self, folder: Path) -> None:
        """Raises InUse, Newer; OSError and sqlite3.Error when the file cannot be used."""
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = RLock()
        self._connection = sqlite3.connect(
            folder / FILE, timeout=BUSY, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        execute = self._connection.execute
        try:
            execute("PRAGMA locking_mode=EXCLUSIVE")
            execute("PRAGMA journal_mode=WAL")
            execute("PRAGMA synchronous=FULL")
            execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise InUse from None
            raise
        execute("COMMIT")
        migrate(self._connection)

    @contextmanager
    def together(self) -> Iterator[None]:
        with self._lock:
            self._connection.execute("BEGIN")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def create(self, id: str, kept: Kept, at: float) -> None:
        try:
            self._write(
                "INSERT INTO runs (id, revision, place, seal, view, visitor, seen)"
                " VALUES (?, 1, ?, ?, ?, ?, ?)",
                *(id, kept.place, _seal(id, kept.place), kept.view, kept.visitor, at),
            )
        except sqlite3.IntegrityError:
            raise Conflict from None
        self._enter(id, 1, kept.log[0])

    def append(self, id: str, expected: int, entry: bytes) -> None:
        with self._lock:
            self._change(
                "UPDATE runs SET revision = revision + 1 WHERE id = ? AND revision = ?",
                *(id, expected),
            )
            self._enter(id, expected + 1, entry)

    def note(self, id: str, expected: int, place: bytes, at: float) -> None:
        self._change(
            "UPDATE runs SET place = ?, seal = ?, touched = max(seen, ?), seen = max(seen, ?)"
            " WHERE id = ? AND revision = ?",
            *(place, _seal(id, place), at, at, id, expected),
        )

    def note_all(self, notes: Collection[Note]) -> set[str]:
        """One statement, however many: a thread gives up Python's lock for each, and queues for it
        behind all that plays."""
        rows = [(*note[:3], _seal(note.run, note.place), note.at) for note in notes]
        behind = {note.run for note in notes}
        for first in range(0, len(rows), _AT_ONCE):
            some = rows[first : first + _AT_ONCE]
            statement = _NOTE_ALL % ", ".join(["(?, ?, ?, ?, ?)"] * len(some))
            with self._lock:
                written = self._connection.execute(statement, [*chain(*some)]).fetchall()
            behind -= {id for (id,) in written}
        return behind

    def look(self, id: str, at: float) -> None:
        self._write("UPDATE runs SET seen = max(seen, ?) WHERE id = ?", at, id)

    def remove(self, id: str, at: float | None) -> None:
        self._write("UPDATE runs SET gone = ? WHERE id = ?", at, id)

    def sweep(self, ages: Ages) -> int:
        with self._lock:
            execute, run = self._connection.execute, self._connection.executemany
            old = execute(
                "SELECT id FROM runs WHERE seen < :untouched AND touched IS NULL"
                " UNION SELECT id FROM runs WHERE gone < :gone",
                asdict(ages),
            ).fetchall()
            run("DELETE FROM entries WHERE run = ?", old)
            run("DELETE FROM runs WHERE id = ?", old)
            execute(
                "UPDATE runs SET gone = :now WHERE seen < :unseen AND gone IS NULL", asdict(ages)
            )
        return len(old)

    def read(self, id: str) -> Kept | None:
        with self._lock:
            found = self._rows("SELECT place, seal, view, visitor, gone FROM runs WHERE id = ?", id)
            entries = self._rows(
                "SELECT revision, entry, seal FROM entries WHERE run = ? ORDER BY revision", id
            )
        if not found:
            return None
        place, seal, view, visitor, gone = found[0]
        _check(seal, id, place)
        for number, (_, entry, entry_seal) in enumerate(entries, 1):
            _check(entry_seal, id, number, entry)
        return Kept(place, [entry for _, entry, _ in entries], view, visitor, gone)

    take = read

    def give(self, id: str) -> None:
        """Nobody else could ask."""

    def id_of(self, view: str) -> str | None:
        found = self._rows("SELECT id FROM runs WHERE view = ?", view)
        return found[0][0] if found else None

    def made_by(self, visitor: str) -> list[Listed]:
        rows = self._rows(
            "SELECT id, touched, place, seal FROM runs WHERE visitor = ?"
            " AND touched IS NOT NULL AND gone IS NULL ORDER BY touched DESC",
            visitor,
        )
        return [
            Listed(id, touched, place)
            for id, touched, place, seal in rows
            if seal in (None, _seal(id, place))
        ]

    def back_up(self, file: Path) -> None:
        """Write a whole copy, as everything is now. Raises OSError and sqlite3.Error."""
        new = file.with_name(file.name + ".new")
        new.unlink(missing_ok=True)
        with closing(sqlite3.connect(new)) as copy:
            with self._lock:
                self._connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        with new.open("rb") as written:
            os.fsync(written.fileno())
        new.replace(file)

    def count(self) -> int:
        found: int = self._rows("SELECT count(*) FROM runs")[0][0]
        return found

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _enter(self, id: str, revision: int, entry: bytes) -> None:
        seal = _seal(id, revision, entry)
        self._write("INSERT INTO entries VALUES (?, ?, ?, ?)", id, revision, entry, seal)

    def _write(self, statement: str, *values: Any) -> int:
        """How many rows that has changed."""
        with self._lock:
            return self._connection.execute(statement, values).rowcount

    def _change(self, statement: str, *values: Any) -> None:
        if self._write(statement, *values) != 1:
            raise Conflict

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise Unreachable(str(error)) from None


def _seal(*parts: Any) -> int:
    parted = (part if isinstance(part, bytes) else str(part).encode() for part in parts)
    return crc32(b"\0".join(parted))


def _check(seal: int | None, *parts: Any) -> None:
    """Raises Damaged. What was written before there were seals has none."""
    if seal is not None and seal != _seal(*parts):
        raise Damaged
