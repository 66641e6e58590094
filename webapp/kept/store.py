"""What every store does, whatever it is made of."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol


class Conflict(Exception):
    """The log of this run has grown since: whoever appends has to read it again first."""


@dataclass(frozen=True)
class Kept:
    """A run as it is kept: the log (JSON; its first entry is the beginning) and where it stands."""

    place: bytes
    log: list[bytes] = field(default_factory=list)

    @property
    def revision(self) -> int:
        """How many entries the log has."""
        return len(self.log)


class Store(Protocol):
    """Runs by id. Safe to use from any thread."""

    def together(self) -> AbstractContextManager[None]:
        """What is written within is kept as one, durably, when this is left without an error."""

    def create(self, id: str, beginning: bytes, place: bytes) -> None:
        """Keep a new run, at revision 1. Raises Conflict when the id is taken."""

    def append(self, id: str, expected: int, entry: bytes) -> None:
        """Append to the log. Raises Conflict unless it is at the expected revision."""

    def note(self, id: str, place: bytes) -> None:
        """Write where the run stands."""

    def read(self, id: str) -> Kept | None:
        """The run; None when there is none."""

    def close(self) -> None:
        """Let go of what is held; nothing is written after this."""
