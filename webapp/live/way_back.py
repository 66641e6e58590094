"""The way of a run back to where it stood when it left memory, or when the server ended."""

from collections.abc import Callable

from engine import Run, StopWhen
from webapp.live.code import Cursor
from webapp.live.display import Display
from webapp.live.place import Place
from webapp.live.player import Player
from webapp.live.recorder import Recorder

PATIENCE = 0.5
"""Seconds that a run may take to come back before it is shown."""


class WayBack:
    """Gone within the run's turns: at once where it is short, else played, in sight.

    While it is played, what is kept is still where the run stood.
    """

    def __init__(
        self,
        run: Run,
        recorder: Recorder,
        player: Player,
        display: Display,
        now: Callable[[], float],
    ) -> None:
        self._run, self._recorder, self._player = run, recorder, player
        self._display, self._now = display, now
        self._goal: Place | None = None

    @property
    def is_under_way(self) -> bool:
        return self._goal is not None

    def approach(self, iteration: int) -> bool:
        """Go to an iteration that is not further than PATIENCE, or part of the way; whether it is
        there. Raises Refused when the run diverges before it."""
        deadline = self._now() + PATIENCE
        for _ in self._player.reaching(iteration):
            if self._now() > deadline:
                break
        self._run.seek(min(iteration, self._run.timeline.reached))
        self._display.advance()
        return self._run.iteration == iteration

    def begin(self, place: Place) -> None:
        """Stand where the run stood, and play on if it played, or play towards it."""
        self._recorder.title = place.title
        if self.approach(place.iteration):
            self._stand(place)
        else:
            self._player.play("fastest", place.iteration, StopWhen(), self._now())
            self._goal = place

    def arrive(self) -> None:
        """Where the way has been played to its end, stand as before."""
        place = self._goal
        if place is None or self._player.is_playing:
            return
        self._goal = None
        if self._run.iteration == place.iteration:
            self._stand(place)

    def give_up(self) -> None:
        """Something else is wanted: what is kept from now on is where the run stands."""
        self._goal = None

    def _stand(self, place: Place) -> None:
        self._recorder.compare(place.error)
        self._player.resume(place, self._now())
        self._display.settle(Cursor(place.line, place.by_line))
