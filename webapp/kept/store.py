"""What every store does, whatever it is made of."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol


class Conflict(Exception):
    """The log of this run has grown since: whoever appends has to read it again first."""


class Damaged(Exception):
    """What is kept of this run is not what was written."""


class Newer(Exception):
    """What is kept was written by a later version of this program, and is left as it is."""


class Unreachable(Exception):
    """The store cannot be read just now, nor written where several servers share it."""


class NoRoom(Unreachable):
    """The store that several servers share has no room for anything more."""


class Elsewhere(Exception):
    """Another server has this run."""

    def __init__(self, id: str, server: str) -> None:
        super().__init__("Another server has this run.")
        self.id, self.server = id, server


@dataclass(frozen=True)
class Kept:
    """A run as it is kept: the log (JSON; its first entry is the beginning) and where it stands.

    `view` is the id under which others look at it. Who made it is `visitor`, if that is known.
    Times are seconds since 1970: when it was taken away, if it was. `takes` is how often a server
    took it over from another one.
    """

    place: bytes
    log: list[bytes] = field(default_factory=list)
    view: str = ""
    visitor: str | None = None
    gone: float | None = None
    takes: int = 0

    @property
    def revision(self) -> int:
        """Grows with every entry of the log, and whenever another server takes the run over: who
        writes names the one it knows, so that nobody writes who is behind."""
        return len(self.log) + self.takes


class Note(NamedTuple):
    """Where a run stands, from who knows its log up to the expected revision; `at` is when it was
    touched, in seconds since 1970."""

    run: str
    expected: int
    place: bytes
    at: float


@dataclass(frozen=True)
class Listed:
    """A run in the list of those that somebody made; `touched` is when it was told something."""

    id: str
    touched: float
    place: bytes


@dataclass(frozen=True)
class Ages:
    """Moments before which runs are taken away, as nobody looked since, or let go, as nobody ever
    touched them or they were taken away then."""

    now: float
    unseen: float
    untouched: float
    gone: float


class Store(Protocol):
    """Runs by id. Safe to use from any thread. `at` is now, in seconds since 1970; where a clock
    was set back, what is known to be later stays.

    Whatever asks it something raises Unreachable when it cannot be read.
    """

    def together(self) -> AbstractContextManager[None]:
        """What is written within is kept as one, durably, when this is left without an error."""

    def create(self, id: str, kept: Kept, at: float) -> None:
        """Keep a new run, with the first entry of its log, untouched.

        Raises Conflict when one of its ids is taken.
        """

    def append(self, id: str, expected: int, entry: bytes) -> None:
        """Append to the log. Raises Conflict unless it is at the expected revision."""

    def note(self, id: str, expected: int, place: bytes, at: float) -> None:
        """Write where the run stands: it was touched. Raises Conflict as `append` does."""

    def note_all(self, notes: Collection[Note]) -> set[str]:
        """The same for many runs in one go, each once; answers those which are at another revision,
        of which nothing is written."""

    def look(self, id: str, at: float) -> None:
        """Somebody looked at the run."""

    def remove(self, id: str, at: float | None) -> None:
        """Take a run away; None gives it back."""

    def sweep(self, ages: Ages) -> int:
        """Take away and let go of what is older; how many runs were let go.

        Whoever comes back a little later, or whose clock was wrong, can still take back a run.
        """

    def read(self, id: str) -> Kept | None:
        """The run; None when there is none. Raises Damaged."""

    def take(self, id: str) -> Kept | None:
        """The same for who is going to write: where servers share a store, nobody else does from
        now on, unless it is gone. Raises Elsewhere while another server has it, and Damaged."""

    def give(self, id: str) -> None:
        """Leave a run to whoever asks for it next."""

    def id_of(self, view: str) -> str | None:
        """The run that is looked at under this id."""

    def made_by(self, visitor: str) -> list[Listed]:
        """The runs that somebody made and touched, the newest first, without those taken away."""

    def count(self) -> int:
        """How many runs are kept."""

    def close(self) -> None:
        """Let go of what is held; nothing is written after this."""
