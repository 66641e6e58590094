"""A whole copy of the runs every day, made while everything goes on: the server has the file of the
runs for itself, so that nobody else could make one."""

import logging
from datetime import date
from pathlib import Path
from threading import Event, Thread

from webapp.kept.sqlite import SqliteStore
from webapp.kept.writer import Writer

log = logging.getLogger("webapp")

LOOK = 600.0
"""Seconds between two looks whether a new day has begun, or a folder can be used again."""
MOST = 14
"""Copies that stay."""


class Backups:
    """One file a day in this folder; the oldest give way."""

    def __init__(self, folder: Path, writer: Writer) -> None:
        self._folder, self._writer = folder, writer
        self._closed = Event()
        self._thread = Thread(target=self._work, name="backups", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closed.set()
        self._thread.join()

    def make(self, today: date) -> None:
        """The copy of this day, unless there is one. Raises OSError, sqlite3.Error."""
        store, file = self._writer.store, self._folder / f"runs-{today}.sqlite3"
        if not isinstance(store, SqliteStore) or file.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        store.back_up(file)
        for old in sorted(self._folder.glob("runs-????-??-??.sqlite3"))[:-MOST]:
            old.unlink(missing_ok=True)

    def _work(self) -> None:
        while True:
            try:
                self.make(date.today())
            except Exception as error:
                log.error("The runs could not be copied to %s: %s. Trying on.", self._folder, error)
            if self._closed.wait(LOOK):
                return
