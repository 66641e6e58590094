"""Which store there is: one in a folder, or in memory when that cannot be had."""

import logging
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_data_path

from webapp.command import setting
from webapp.kept.memory import MemoryStore
from webapp.kept.shared_writer import SharedWriter
from webapp.kept.sqlite import FILE, InUse, SqliteStore
from webapp.kept.store import Newer
from webapp.kept.valkey import ValkeyStore, connected, doubts
from webapp.kept.writer import Writer

log = logging.getLogger("webapp")

DATA = user_data_path("lines-of-thought")
PATIENCE = 10.0
"""Seconds to wait for another server to let go: one that was killed takes a moment."""


class Unusable(Exception):
    """The folder is none; the message says what to do."""


def usable(folder: Path) -> None:
    """Make the folder. Raises Unusable when there is something else in its place."""
    if any(place.exists() and not place.is_dir() for place in (folder, *folder.parents)):
        other = setting("DATA", "runs")
        raise Unusable(f"{folder} is no folder. Choose one for the runs: {other}")


def opened(folder: Path | None, shared: str | None = None) -> Writer:
    """What writes to a shared store, or into this folder. Without one, in memory; in memory for the
    time being when it cannot be used."""
    if shared:
        return _shared(shared)
    if folder is None:
        return Writer(MemoryStore())
    try:
        return Writer(_patiently(folder))
    except InUse:
        log.error("Runs are not being kept: another server keeps its runs in %s.", folder)
    except (OSError, sqlite3.OperationalError) as error:
        log.error("Runs are not being kept: %s cannot be used: %s.", folder, error)
    except (Newer, sqlite3.DatabaseError) as error:
        aside = _set_aside(folder)
        why = "is of a later version" if isinstance(error, Newer) else "is damaged"
        log.error("The file of the runs %s. It is untouched, now called %s.", why, aside)
        writer = Writer(_patiently(folder))
        writer.notice = f"The file with the earlier runs {why}. It was set aside, untouched."
        return writer
    return Writer(MemoryStore(), lambda: SqliteStore(folder))


def _shared(address: str) -> Writer:
    client = connected(address)
    for doubt in doubts(client):
        log.warning("%s", doubt)
    return SharedWriter(ValkeyStore(client))


def _patiently(folder: Path) -> SqliteStore:
    deadline, has_said = time.monotonic() + PATIENCE, False
    while True:
        try:
            return SqliteStore(folder)
        except InUse:
            if time.monotonic() > deadline:
                raise
            if not has_said:
                log.warning(
                    "Another server keeps its runs in %s. Waiting up to %g s for it to let go.",
                    *(folder, PATIENCE),
                )
                has_said = True


def _set_aside(folder: Path) -> Path:
    """Give the file, and what belongs to it, another name."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S.%f")
    aside = folder / f"{FILE}.set-aside-{moment}"
    for ending in ("-wal", "-shm", ""):
        part = folder / f"{FILE}{ending}"
        if part.exists():
            part.rename(f"{aside}{ending}")
    return aside
