"""A run in memory: its parts, whose turn it is with it, and how it comes and goes."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from engine import Edit, Experiment, Run, Timeline
from webapp.live.code import Cursor
from webapp.live.display import Display
from webapp.live.errors import Refused
from webapp.live.fair_lock import FairLock
from webapp.live.keeper import Keeper
from webapp.live.place import Place
from webapp.live.playback import Playback
from webapp.live.player import Player
from webapp.live.recorder import Recorder
from webapp.live.snapshot import Snapshot
from webapp.live.way_back import WayBack

_END = object()


class Resident:
    """Safe to use from any thread. Commands take turns; a newer one replaces one still at work.
    `changed` is called, outside of any turn, when there may be something new to see."""

    __slots__ = (
        *("id", "view", "_changed", "_now", "_lock", "_command", "_next_cursor", "_run"),
        *("_recorder", "_player", "display", "_way_back", "keeper", "playback", "__weakref__"),
    )

    def __init__(
        self,
        id: str,
        experiment: Experiment,
        lesson: str | None = None,
        changed: Callable[[Any], None] = lambda live: None,
        now: Callable[[], float] = time.monotonic,
        edits: Iterable[Edit] = (),
        keeper: Keeper | None = None,
        run: Run | None = None,
        view: str = "",
    ) -> None:
        self.id, self.view = id, view
        self._changed, self._now = changed, now
        self._lock = FairLock()
        self._command = 0
        self._next_cursor = Cursor()
        self._run = run or Run(experiment, edits)
        self._recorder = Recorder(id, self._run, lesson, view)
        self._player = Player(self._run)
        self.display = Display(self._recorder, self._player, self._lock, now)
        self._way_back = WayBack(self._run, self._recorder, self._player, self.display, now)
        self.keeper = keeper or Keeper(id)
        self.keeper.follow(self._run, self._recorder, self._player)
        self.playback = Playback(
            self._run, self._player, self.display, self.keeper, self._way_back, self._lock, now
        )

    @property
    def is_playing(self) -> bool:
        return self._player.is_playing

    @property
    def nbytes(self) -> int:
        return self._run.nbytes

    @property
    def is_idle(self) -> bool:
        """Whether nobody would miss it in memory."""
        return not (self.is_playing or self.display.has_viewers or self.keeper.is_behind)

    def snapshot(self) -> Snapshot:
        with self._lock:
            return self.display.current()

    @contextmanager
    def reading(self) -> Iterator[Run]:
        """The run, which stays as it is meanwhile: only to be looked at."""
        with self._lock:
            yield self._run

    def past(self) -> tuple[Snapshot, Timeline]:
        """The run as it is now, and a timeline of one's own to look up where it came from."""
        with self._lock:
            return self.display.current(), self._run.timeline.twin()

    def keep(self, visitor: str | None = None, is_touched: bool = False) -> None:
        """Keep the run from its beginning, as made by somebody; untouched until it is told more."""
        with self._lock:
            self.keeper.begin(self.display.at, visitor)
            if is_touched:
                self.keeper.note(self.display.at, self._now())
        self.keeper.wait()

    def forget(self) -> None:
        """Let go of what can be computed again."""
        with self._lock:
            self._run.forget()

    def end(self) -> None:
        """The run is taken away: it stops, and all who see it learn of that."""
        with self._lock:
            self._player.pause()
            self._command += 1
        for broadcast in self.display.broadcasts:
            broadcast.end()

    def approach(self, iteration: int) -> bool:
        """Go to an iteration, or part of a long way; whether it is there. Raises Refused when the
        run diverges before it.

        For a run that nobody knows yet: it takes its time within one turn.
        """
        with self._lock:
            return self._way_back.approach(iteration)

    def resume(self, place: Place, lessons: Iterable[tuple[Timeline, str | None]]) -> None:
        """Stand where the run stood, and play on if it played; a long way there is played too."""
        with self._lock:
            self.keeper.race, self.keeper.way = place.race, place.way
            self._recorder.know(lessons)
            self._way_back.begin(place)
        self._changed(self)

    # Commands, within a turn

    @contextmanager
    def _commanded(self) -> Iterator[None]:
        with self._lock:
            self._command += 1
            self._way_back.give_up()
            before = self._run.iteration
            yield
            self._settle(before)

    def _answer_after(self) -> Snapshot:
        self._changed(self)
        self.keeper.wait()
        return self.snapshot()

    def _perform(self, pieces: Iterator[None]) -> Snapshot:
        """Do a command piece by piece, others getting their turn in between."""
        command, more = 0, True
        while more:
            with self._lock:
                if command and command != self._command:
                    raise Refused("Another command came before this one was done.")
                command = self._command = command or self._command + 1
                self._way_back.give_up()
                before = self._run.iteration
                more = next(pieces, _END) is not _END
                if self._run.iteration != before:
                    self.display.advance()
                if not more:
                    self._settle(before)
                    snapshot = self.display.current()
            self._changed(self)
        self.keeper.wait()
        return snapshot

    def _settle(self, before: int) -> None:
        """After a command: what was shown is outdated, and a new beginning plays from there."""
        self._player.settle(before, self._now())
        self.display.settle(self._next_cursor)
        self._next_cursor = Cursor()
        self.keeper.note(self.display.at, self._now())
