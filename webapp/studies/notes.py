"""What was asked for, on disk: a study that is opened again is worked on again, and comes out the
same. Outcomes are not kept."""

import logging
import os
import re
from pathlib import Path
from typing import Any, Protocol

import orjson

from webapp.live.encoding import encode

log = logging.getLogger("webapp")

MOST = 2_000
"""Notes in the folder; the oldest give way."""
_ID = re.compile(r"[\w-]{22}", re.ASCII)


class Noted(Protocol):
    """What was asked for, somewhere."""

    def write(self, id: str, note: dict[str, Any]) -> None:
        """Keep this."""

    def read(self, id: str) -> dict[str, Any] | None:
        """What was kept; None when there is nothing, or nothing that can be read."""


class Notes:
    """A file for each study, in a folder or, without one, nowhere."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder and folder / "studies"

    def write(self, id: str, note: dict[str, Any]) -> None:
        """Keep this; a disk that refuses is told of in the log."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            new = self._folder / f"{id}.new"
            with new.open("wb") as file:
                file.write(encode(note))
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._folder / f"{id}.json")
            self._let_go()
        except OSError as error:
            log.error("A study is not kept: %s", error)

    def read(self, id: str) -> dict[str, Any] | None:
        """What was kept; None when there is nothing, or nothing that can be read."""
        if self._folder is None or not _ID.fullmatch(id):
            return None
        try:
            found: dict[str, Any] = orjson.loads((self._folder / f"{id}.json").read_bytes())
            return found
        except (OSError, ValueError):
            return None

    def _let_go(self) -> None:
        assert self._folder is not None
        notes = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in notes[:-MOST]:
            path.unlink(missing_ok=True)
