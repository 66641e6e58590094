"""A run that people watch and command, safe to use from any thread."""

from collections.abc import Callable, Iterator

from engine import Experiment, StopWhen
from engine.code import Position
from webapp.incoming.faults import Invalid, finite
from webapp.incoming.schema import Speed, misplaced
from webapp.live.code import Cursor
from webapp.live.errors import Refused
from webapp.live.resident import Resident
from webapp.live.snapshot import Snapshot
from webapp.live.together import Together


class LiveRun(Resident):
    """One network being trained. Its commands answer the run as they leave it."""

    __slots__ = ()

    def play(
        self,
        speed: Speed | None,
        until: int | None,
        stop: StopWhen = StopWhen(),  # noqa: B008
        together: Together | None = None,
    ) -> Snapshot:
        """Run at a speed, or with others, until an iteration; running already, only change these.

        The speed stays as it was; the end is that of the plan, once more as far, or where `stop`
        says so. Raises Refused when the run has diverged, Invalid when `until` is not ahead.
        """
        with self._commanded():
            self._player.play(speed, until, stop, self._now(), together)
        return self._answer_after()

    def pause(self) -> Snapshot:
        """Stop; what is being trained just now is still done."""
        with self._commanded():
            self._player.pause()
        return self._answer_after()

    def reset(self) -> Snapshot:
        """Iteration 0, with the starting weights of the seed."""
        with self._commanded():
            self._player.pause()
            self._run.reset()
        return self._answer_after()

    def set_weight(self, layer: int, source: int, target: int, value: float) -> Snapshot:
        """Set one synapse. Raises Invalid when there is none at this place."""
        with self._commanded(), finite("value"):
            faults = misplaced(self._run.experiment.shape, layer, source, target)
            if faults:
                raise Invalid(*faults)
            self._run.set_weight(layer, source, target, value)
        return self._answer_after()

    def edit(
        self,
        change: Callable[[Experiment], Experiment],
        lesson: str | None = None,
        label: str | None = None,
    ) -> Snapshot:
        """Change the experiment, or turn to that of a lesson, which pauses the run.

        `change` is given the experiment as it is and may raise Invalid; then nothing is changed.
        The lesson "" is a table of one's own; `label` calls the edit something.
        """
        with self._commanded(), finite("experiment"):
            self._run.edit(change(self._run.experiment), label, restart=lesson is not None)
            if lesson is not None:
                self._player.pause()
                self._recorder.turn_to(lesson or None)
        return self._answer_after()

    def step(self, iterations: int) -> Snapshot:
        """Train so many iterations. Raises Refused when the run has diverged."""
        return self._perform(self._player.stepping(iterations))

    def back(self, iterations: int) -> Snapshot:
        """Go so many iterations back, at most to the start."""
        return self._perform(self._going(lambda at: Position(max(0, at.iteration - iterations))))

    def seek(self, iteration: int) -> Snapshot:
        """Go to an iteration, forward or back. Raises Refused when the run diverges before it."""
        return self._perform(self._going(lambda here: Position(iteration)))

    def move(self, lines: int) -> Snapshot:
        """Execute so many lines of the code, or take them back. Raises Refused as seek does."""

        def find(here: Position) -> Position:
            return here.moved(lines, self.display.current().structure.code.length)

        return self._perform(self._going(find, by_line=True))

    def undo(self) -> Snapshot:
        """Take back the last edit. Raises Refused when there is none."""
        return self._perform(self._swapping("undo", self._run.undo))

    def redo(self) -> Snapshot:
        """Do again what was taken back. Raises Refused when there is nothing."""
        return self._perform(self._swapping("redo", self._run.redo))

    def call(self, title: str | None) -> Snapshot:
        """Give the run a title; None takes it away."""
        with self._lock:
            self._recorder.title = title
            self.display.advance()
            self.keeper.note(self.display.at, self._now())
        return self._answer_after()

    def enter(self, race: str, way: str) -> None:
        """From now on the run is a way of this race, and is called so there."""
        with self._lock:
            self.keeper.race, self.keeper.way = race, way
            self.keeper.note(self.display.at, self._now())
        self.keeper.wait()

    def _going(self, find: Callable[[Position], Position], by_line: bool = False) -> Iterator[None]:
        """Go to the place that is found from the present one."""
        iteration, line = find(Position(self._run.iteration, self.display.at.line))
        yield from self._player.reaching(iteration)
        self._run.seek(iteration)
        self._next_cursor = Cursor(line, by_line)

    def _swapping(self, name: str, swap: Callable[[], None]) -> Iterator[None]:
        goal = self._run.undo_goal if name == "undo" else self._run.redo_goal
        if goal is None:
            raise Refused(f"There is nothing to {name}.")
        yield from self._player.preparing(goal)
        swap()
