"""The pace of runs that play side by side: none goes on before all have come as far."""

from threading import Lock
from typing import ClassVar, Protocol, Self

from engine import State
from webapp.incoming.schema import Speed
from webapp.live.lingering import Lingering, begun
from webapp.live.pace import Steady


class Racer(Protocol):
    """What goes at such a pace."""

    @property
    def state(self) -> State:
        """What it is now."""

    @property
    def stride(self) -> int:
        """How many iterations it can do in one slice of time."""

    def goes_with(self, pace: object) -> bool:
        """Whether this is the pace at which it plays now; nobody waits for who has stopped."""


class Together:
    """One goal for all, at most a slice of the slowest ahead; the next one when all are there.

    Nobody goes on before `begin`, so that all can be told first. Used by several threads.
    """

    pieces: ClassVar = 1

    def __init__(self, speed: Speed, iteration: int) -> None:
        self.speed, self._goal = speed, iteration
        self._members: list[Racer] = []
        self._pace: Lingering | Steady | None = None
        self._lock = Lock()

    def join(self, member: Racer) -> Self:
        """One more that goes at this pace, as soon as it says so."""
        self._members.append(member)
        return self

    def begin(self, now: float) -> None:
        """All have been told."""
        self._pace = begun(self.speed, now, self._members[0].state)

    def due(self, now: float, end: int) -> int:
        """The iteration that everyone should have reached by now, on the way to an end."""
        with self._lock:
            members = [member for member in self._members if member.goes_with(self)]
            if self._pace and all(member.state.iteration >= self._goal for member in members):
                most = self._goal + min(member.stride for member in members)
                self._goal = max(self._goal, min(self._pace.due(now, end), most))
            return min(self._goal, end)

    def has_seen_enough(self, before: State, after: State) -> bool:
        """Nobody stops before the goal; what there was to see of each counts for the next one."""
        with self._lock:
            if self._pace:
                self._pace.has_seen_enough(before, after)
        return False
