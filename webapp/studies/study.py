"""A study while it is worked on: pieces go out, outcomes come back, viewers are told."""

from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, Literal

from engine.study import Outcome, Piece, Plan
from webapp.live.viewers import Viewers

Status = Literal["running", "finished", "stopped"]


class Study:
    """Safe to use from any thread. Outcomes become known in the plan's order, whoever is faster:
    at any moment those of a group belong to the same first seeds of a fixed shuffle.

    `stopped` is the number of pieces after which it was stopped before: so many are done again.
    """

    def __init__(
        self,
        id: str,
        plan: Plan,
        title: str,
        description: Mapping[str, Any],
        stopped: int | None = None,
    ) -> None:
        self.id, self.plan, self.title, self.description = id, plan, title, description
        self.viewers = Viewers()
        self.version = 1
        self.stopped = stopped
        self._lock = Lock()
        self._pieces = enumerate(plan.pieces())
        self._early: dict[int, tuple[Piece, Sequence[Outcome]]] = {}
        self._next = 0
        self._outcomes: list[list[Outcome]] = [[] for _ in plan.groups]

    @property
    def status(self) -> Status:
        if self.done == self.plan.starts:
            return "finished"
        return "running" if self.stopped is None else "stopped"

    @property
    def has_ended(self) -> bool:
        """Whether all is known that ever will be."""
        return self.status == "finished" or not self._goes_on(self._next)

    @property
    def done(self) -> int:
        """How many starts are known."""
        return sum(map(len, self._outcomes))

    def outcomes(self, group: int, most: int | None = None) -> list[Outcome]:
        """The first outcomes of a group, as far as they are known."""
        return self._outcomes[group][:most]

    def take(self) -> tuple[int, Piece] | None:
        """The next piece of work and its number; None when all have been taken."""
        with self._lock:
            number, piece = next(self._pieces, (0, None))
            return (number, piece) if piece and self._goes_on(number) else None

    def give(self, number: int, piece: Piece, outcomes: Sequence[Outcome]) -> None:
        """What came of a piece. Told twice, or after the end, it changes nothing."""
        with self._lock:
            if number < self._next or not self._goes_on(number):
                return
            self._early[number] = piece, outcomes
            for done, found in self._in_order():
                self._outcomes[done.group] += found
            self.version += 1
        self.viewers.wake()

    def stop(self) -> None:
        """Leave it at what is known."""
        with self._lock:
            if self.status == "running":
                self.stopped = self._next
                self.version += 1
                self._early.clear()
        self.viewers.wake()

    def _goes_on(self, number: int) -> bool:
        return self.stopped is None or number < self.stopped

    def _in_order(self) -> Iterator[tuple[Piece, Sequence[Outcome]]]:
        while found := self._early.pop(self._next, None):
            self._next += 1
            yield found
