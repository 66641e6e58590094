"""A run's part in a beat of the clock: what is due of it, alone or in a round with others."""

from collections.abc import Callable

from engine import Run
from webapp.live.code import Cursor
from webapp.live.display import Display
from webapp.live.fair_lock import FairLock
from webapp.live.keeper import Keeper
from webapp.live.pace import Progress
from webapp.live.player import Player
from webapp.live.way_back import WayBack

WHOLE = Cursor()
"""Where one stands who does not go line by line."""


class Playback:
    """Shares the run's `lock`, which is held by whoever has the turn."""

    __slots__ = ("run", "_player", "display", "_keeper", "_way_back", "lock", "_now")

    def __init__(
        self,
        run: Run,
        player: Player,
        display: Display,
        keeper: Keeper,
        way_back: WayBack,
        lock: FairLock,
        now: Callable[[], float],
    ) -> None:
        self.run, self._player, self.display = run, player, display
        self._keeper, self._way_back = keeper, way_back
        self.lock, self._now = lock, now

    @property
    def kind(self) -> bytes | None:
        """Of what kind its training is, if it may be done in a round."""
        return self.run.experiment.kind if self._player.is_playing else None

    def play_on(self, seconds: float, patient: bool, early: float = 0.0) -> Progress:
        """Do what is due, as far as it fits into so many seconds, and show it.

        Who is not patient waits for nobody and begins nothing that would take longer.
        """
        if patient:
            self.lock.acquire()
        elif not self.lock.acquire_if_free():
            return Progress.TAKEN
        try:
            before, was_playing, now = self.run.iteration, self._player.is_playing, self._now()
            progress = self._player.play_on(now, seconds, patient)
            if self.run.iteration != before or self._player.is_playing != was_playing:
                self.display.advance()
            self._way_back.arrive()
            if was_playing and not self._way_back.is_under_way:
                self._keeper.keep_up(self.display.at, now, has_ended=not self._player.is_playing)
            self.display.publish(self._now() if patient else now, early)
            return progress
        finally:
            self.lock.release()

    # In a round, within the run's turn

    def plainly_due(self, now: float) -> int | None:
        """How many iterations are due, if there is nothing to do but train them; else None."""
        return self._player.plainly_due(now) if self.display.at == WHOLE else None

    def went_on(self, now: float) -> None:
        """What was due has been trained. Nobody goes a way back in a round, nor ends there."""
        self.display.advance()
        self._keeper.keep_up(self.display.at, now)

    def rest(self, now: float, early: float) -> None:
        """Nothing was due."""
        self._keeper.keep_up(self.display.at, now)
        self.display.publish(now, early)
