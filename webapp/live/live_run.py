"""A run that people watch and command, safe to use from any thread."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from engine import Array, Edit, Experiment, Layers, Run, StopWhen, Timeline
from engine.arrays import Iterations
from engine.code import Position
from webapp.incoming.faults import Invalid, finite
from webapp.incoming.schema import Speed, misplaced
from webapp.live.broadcast import Broadcast
from webapp.live.code import Cursor
from webapp.live.errors import Refused
from webapp.live.fair_lock import FairLock
from webapp.live.keeper import Keeper, Place
from webapp.live.pace import Progress
from webapp.live.player import Player
from webapp.live.recorder import Recorder
from webapp.live.snapshot import Snapshot

_END = object()


class LiveRun:
    """One network being trained. Commands take turns; a newer one replaces one still at work.

    `changed` is called, outside of any turn, when there may be something new to see.
    """

    def __init__(
        self,
        id: str,
        experiment: Experiment,
        lesson: str | None = None,
        changed: Callable[["LiveRun"], None] = lambda live: None,
        now: Callable[[], float] = time.monotonic,
        edits: Iterable[Edit] = (),
        keeper: Keeper | None = None,
        run: Run | None = None,
    ) -> None:
        self.id, self.broadcast = id, Broadcast()
        self._changed, self._now = changed, now
        self._lock = FairLock()
        self._command = 0
        self._at = self._next_cursor = Cursor()
        self._run = run or Run(experiment, edits)
        self._recorder = Recorder(id, self._run, lesson)
        self._player = Player(self._run)
        self._snapshot: Snapshot | None = None
        self._valid_from = 0
        self._keeper = keeper or Keeper(id)
        self._keeper.follow(self._run, self._recorder, self._player)

    @property
    def is_playing(self) -> bool:
        return self._player.is_playing

    @property
    def is_behind(self) -> bool:
        """Whether something of the run is in memory only."""
        return self._keeper.is_behind

    def snapshot(self) -> Snapshot:
        with self._lock:
            return self._current()

    def latest(self) -> Snapshot:
        """What was last made ready to be shown; what is now, when a command outdated that."""
        latest = self.broadcast.latest
        return latest if latest and latest.number >= self._valid_from else self.snapshot()

    def begin(self, snapshot: Snapshot, write: Callable[[], bool]) -> bool:
        """Begin to write this to a viewer, while commands wait, unless one has outdated it."""
        with self._lock:
            return snapshot.number >= self._valid_from and write()

    def history(self) -> tuple[Iterations, Array]:
        """The mean |error| on the way here: at most 2,000 points, the first and the newest too."""
        with self._lock:
            return self._run.history()

    def test_history(self) -> tuple[Iterations, Array] | None:
        """The same of the held-out examples; None when there are none."""
        with self._lock:
            return self._run.test_history()

    def past(self) -> tuple[Snapshot, Timeline]:
        """The run as it is now, and a timeline of one's own to look up where it came from."""
        with self._lock:
            return self._current(), self._run.timeline.twin()

    def think(self, inputs: list[list[float]]) -> Layers:
        """What the network makes of new situations; changes nothing. Raises Invalid."""
        with self._lock, finite("inputs"):
            return self._run.think(inputs)

    # Commands. Each answers the run as it leaves it.

    def play(
        self,
        speed: Speed | None,
        until: int | None,
        stop: StopWhen = StopWhen(),  # noqa: B008
    ) -> Snapshot:
        """Run at a speed until an iteration; running already, only change these.

        The speed stays as it was by default; the end is that of the plan, or once more as far,
        or where `stop` says so.
        Raises Refused when the run has diverged, Invalid when `until` is not ahead.
        """
        with self._commanded():
            self._player.play(speed, until, stop, self._now())
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
        The lesson "" is a table of one's own; `label` is how to call the edit.
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
        return self._perform(
            self._going(lambda here: Position(max(0, here.iteration - iterations)))
        )

    def seek(self, iteration: int) -> Snapshot:
        """Go to an iteration, forward or back. Raises Refused when the run diverges before it."""
        return self._perform(self._going(lambda here: Position(iteration)))

    def move(self, lines: int) -> Snapshot:
        """Execute so many lines of the code, or take them back. Raises Refused as seek does."""

        def find(here: Position) -> Position:
            return here.moved(lines, self._current().structure.code.length)

        return self._perform(self._going(find, by_line=True))

    def undo(self) -> Snapshot:
        """Take back the last edit. Raises Refused when there is none."""
        return self._perform(self._swapping("undo", self._run.undo))

    def redo(self) -> Snapshot:
        """Do again what was taken back. Raises Refused when there is nothing."""
        return self._perform(self._swapping("redo", self._run.redo))

    def keep(self) -> None:
        """Keep the run from its beginning."""
        with self._lock:
            self._keeper.begin(self._at)
        self._keeper.wait()

    def resume(self, place: Place, lessons: Iterable[tuple[Timeline, str | None]]) -> None:
        """Stand where the run stood, and play on if it played."""
        self._recorder.know(lessons)
        with self._lock:
            for _ in self._player.reaching(place.iteration):
                pass
            self._run.seek(place.iteration)
            self._at, self._player.speed = Cursor(place.line, place.by_line), place.speed
        if place.until is not None and place.until > place.iteration:
            self.play(place.speed, place.until, StopWhen(place.error_below, place.answer_crosses))

    def play_on(self, seconds: float, patient: bool, early: float = 0.0) -> Progress:
        """Do what is due, as far as it fits into so many seconds, and show it.

        Who is not patient waits for nobody and begins nothing that would take longer.
        """
        if patient:
            self._lock.acquire()
        elif not self._lock.acquire_if_free():
            return Progress.TAKEN
        try:
            before, now = (self._run.iteration, self.is_playing), self._now()
            progress = self._player.play_on(now, seconds, patient)
            if before != (self._run.iteration, self.is_playing):
                self._snapshot = None
            self._keeper.keep_up(self._at, now)
            self._publish(self._now() if patient else now, early)
            return progress
        finally:
            self._lock.release()

    def has_news(self) -> bool:
        """Whether there are viewers who have not been shown the run as it is."""
        return self.broadcast.has_audience_for(self._snapshot)

    def publish(self, early: float = 0.0) -> None:
        """Show what is new, if it is time for that, or nearly, and nobody has the turn."""
        if self.has_news() and self._lock.acquire_if_free():
            try:
                self._publish(self._now(), early)
            finally:
                self._lock.release()

    # Within a turn

    @contextmanager
    def _commanded(self) -> Iterator[None]:
        with self._lock:
            self._command += 1
            before = self._run.iteration
            yield
            self._settle(before)

    def _answer_after(self) -> Snapshot:
        self._changed(self)
        self._keeper.wait()
        return self.snapshot()

    def _perform(self, pieces: Iterator[None]) -> Snapshot:
        """Do a command piece by piece, others getting their turn in between."""
        command, more = 0, True
        while more:
            with self._lock:
                if command and command != self._command:
                    raise Refused("Another command came before this one was done.")
                command = self._command = command or self._command + 1
                before = self._run.iteration
                more = next(pieces, _END) is not _END
                if self._run.iteration != before:
                    self._snapshot = None
                if not more:
                    self._settle(before)
                    snapshot = self._current()
            self._changed(self)
        self._keeper.wait()
        return snapshot

    def _going(self, find: Callable[[Position], Position], by_line: bool = False) -> Iterator[None]:
        """Go to the place that is found from the present one."""
        iteration, line = find(Position(self._run.iteration, self._at.line))
        yield from self._player.reaching(iteration)
        self._run.seek(iteration)
        self._next_cursor = Cursor(line, by_line)

    def _swapping(self, name: str, swap: Callable[[], None]) -> Iterator[None]:
        goal = self._run.undo_goal if name == "undo" else self._run.redo_goal
        if goal is None:
            raise Refused(f"There is nothing to {name}.")
        yield from self._player.preparing(goal)
        swap()

    def _settle(self, before: int) -> None:
        """After a command: what was shown is outdated, and a new beginning plays from there."""
        self._snapshot, self._valid_from = None, self._recorder.count + 1
        self._at, self._next_cursor = self._next_cursor, Cursor()
        self._player.settle(before, self._now())
        self._keeper.note(self._at, self._now())

    def _publish(self, now: float, early: float) -> None:
        if self.has_news() and self.broadcast.is_due(now, early):
            self.broadcast.publish(self._current(), now)

    def _current(self) -> Snapshot:
        if self._snapshot is None:
            player = self._player
            self._snapshot = self._recorder.snapshot(
                player.speed, player.until, self._at, player.stopped
            )
        return self._snapshot
