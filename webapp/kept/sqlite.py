"""A store in one SQLite file, which one server at a time has for itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import RLock
from typing import Any

from webapp.kept.store import Ages, Conflict, Kept, Listed

FILE = "runs.sqlite3"
MIGRATIONS = (
    """
    CREATE TABLE runs (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, place BLOB NOT NULL)
        WITHOUT ROWID;
    CREATE TABLE entries (run TEXT NOT NULL, revision INTEGER NOT NULL, entry BLOB NOT NULL,
        PRIMARY KEY (run, revision));
    """,
    """
    ALTER TABLE runs ADD COLUMN view TEXT;
    ALTER TABLE runs ADD COLUMN visitor TEXT;
    ALTER TABLE runs ADD COLUMN seen REAL NOT NULL DEFAULT 0;
    ALTER TABLE runs ADD COLUMN touched REAL;
    ALTER TABLE runs ADD COLUMN gone REAL;
    UPDATE runs SET view = lower(hex(randomblob(16))),
        seen = strftime('%s', 'now'), touched = strftime('%s', 'now');
    CREATE UNIQUE INDEX runs_view ON runs (view);
    CREATE INDEX runs_visitor ON runs (visitor, touched);
    CREATE INDEX runs_seen ON runs (seen);
    CREATE INDEX runs_gone ON runs (gone) WHERE gone IS NOT NULL;
    """,
)
"""The steps from each version of the file to the next; PRAGMA user_version counts those done."""


class InUse(Exception):
    """Another server has this file."""


class Newer(Exception):
    """The file was written by a later version of this program."""


class SqliteStore:
    """See Store. What `together` has left survives a power cut: WAL with synchronous=FULL."""

    def __init__(self, folder: Path) -> None:
        """Raises InUse, Newer; OSError and sqlite3.Error when the file cannot be used."""
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = RLock()
        self._connection = sqlite3.connect(
            folder / FILE, timeout=1, isolation_level=None, check_same_thread=False
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
        done = execute("PRAGMA user_version").fetchone()[0]
        if done > len(MIGRATIONS):
            raise Newer
        for version, step in enumerate(MIGRATIONS[done:], done + 1):
            script = f"BEGIN; {step} PRAGMA user_version = {version}; COMMIT;"
            self._connection.executescript(script)

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
        with self._lock:
            try:
                self._connection.execute(
                    "INSERT INTO runs (id, revision, place, view, visitor, seen)"
                    " VALUES (?, 1, ?, ?, ?, ?)",
                    (id, kept.place, kept.view, kept.visitor, at),
                )
            except sqlite3.IntegrityError:
                raise Conflict from None
            self._connection.execute("INSERT INTO entries VALUES (?, 1, ?)", (id, kept.log[0]))

    def append(self, id: str, expected: int, entry: bytes) -> None:
        with self._lock:
            grown = self._connection.execute(
                "UPDATE runs SET revision = revision + 1 WHERE id = ? AND revision = ?",
                (id, expected),
            )
            if grown.rowcount != 1:
                raise Conflict
            self._connection.execute(
                "INSERT INTO entries VALUES (?, ?, ?)", (id, expected + 1, entry)
            )

    def note(self, id: str, place: bytes, at: float) -> None:
        self._write(
            "UPDATE runs SET place = ?, touched = ?, seen = ? WHERE id = ?", place, at, at, id
        )

    def look(self, id: str, at: float) -> None:
        self._write("UPDATE runs SET seen = ? WHERE id = ?", at, id)

    def remove(self, id: str, at: float | None) -> None:
        self._write("UPDATE runs SET gone = ? WHERE id = ?", at, id)

    def sweep(self, ages: Ages) -> int:
        with self._lock:
            old = self._connection.execute(
                "SELECT id FROM runs WHERE seen < :unseen"
                " UNION SELECT id FROM runs WHERE seen < :untouched AND touched IS NULL"
                " UNION SELECT id FROM runs WHERE gone < :gone",
                asdict(ages),
            ).fetchall()
            self._connection.executemany("DELETE FROM entries WHERE run = ?", old)
            self._connection.executemany("DELETE FROM runs WHERE id = ?", old)
        return len(old)

    def read(self, id: str) -> Kept | None:
        with self._lock:
            row = self._connection.execute(
                "SELECT place, view, visitor, gone FROM runs WHERE id = ?", (id,)
            ).fetchone()
            log = self._connection.execute(
                "SELECT entry FROM entries WHERE run = ? ORDER BY revision", (id,)
            ).fetchall()
        if row is None:
            return None
        place, view, visitor, gone = row
        return Kept(place, [entry for (entry,) in log], view, visitor, gone)

    def id_of(self, view: str) -> str | None:
        found = self._rows("SELECT id FROM runs WHERE view = ?", view)
        return found[0][0] if found else None

    def made_by(self, visitor: str) -> list[Listed]:
        rows = self._rows(
            "SELECT id, touched, place FROM runs WHERE visitor = ? AND touched IS NOT NULL"
            " AND gone IS NULL ORDER BY touched DESC",
            visitor,
        )
        return [Listed(*row) for row in rows]

    def count(self) -> int:
        found: int = self._rows("SELECT count(*) FROM runs")[0][0]
        return found

    def _write(self, statement: str, *values: Any) -> None:
        with self._lock:
            self._connection.execute(statement, values)

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def close(self) -> None:
        with self._lock:
            self._connection.close()
