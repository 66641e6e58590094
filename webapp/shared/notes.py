"""What studies were asked for, so that every server can open each of them."""

from contextlib import suppress
from typing import Any

import orjson

from webapp.kept.store import Unreachable
from webapp.kept.valkey import Client, reaching
from webapp.live.encoding import encode

DAYS = 90
"""Days after which a note is let go of."""


class SharedNotes:
    """See webapp.studies.notes."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def write(self, id: str, note: dict[str, Any]) -> None:
        with suppress(Unreachable), reaching():
            self._client.set(f"study:{id}", encode(note), ex=DAYS * 86_400)

    def read(self, id: str) -> dict[str, Any] | None:
        with reaching():
            found = self._client.get(f"study:{id}")
        note: dict[str, Any] | None = orjson.loads(found) if found else None
        return note
