"""A store in one SQLite file, which one server at a time has for itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from webapp.kept.store import Conflict, Kept

FILE = "runs.sqlite3"
MIGRATIONS = (
    """
    CREATE TABLE runs (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, place BLOB NOT NULL)
        WITHOUT ROWID;
    CREATE TABLE entries (run TEXT NOT NULL, revision INTEGER NOT NULL, entry BLOB NOT NULL,
        PRIMARY KEY (run, revision));
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

    def create(self, id: str, beginning: bytes, place: bytes) -> None:
        with self._lock:
            try:
                self._connection.execute("INSERT INTO runs VALUES (?, 1, ?)", (id, place))
            except sqlite3.IntegrityError:
                raise Conflict from None
            self._connection.execute("INSERT INTO entries VALUES (?, 1, ?)", (id, beginning))

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

    def note(self, id: str, place: bytes) -> None:
        with self._lock:
            self._connection.execute("UPDATE runs SET place = ? WHERE id = ?", (place, id))

    def read(self, id: str) -> Kept | None:
        with self._lock:
            row = self._connection.execute("SELECT place FROM runs WHERE id = ?", (id,)).fetchone()
            log = self._connection.execute(
                "SELECT entry FROM entries WHERE run = ? ORDER BY revision", (id,)
            ).fetchall()
        return Kept(row[0], [entry for (entry,) in log]) if row else None

    def close(self) -> None:
        with self._lock:
            self._connection.close()
