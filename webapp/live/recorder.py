"""Takes snapshots of a run, and notices when more than its numbers has changed."""

from collections.abc import Iterable
from dataclasses import replace
from secrets import randbits
from typing import Any
from weakref import WeakKeyDictionary

from engine import LESSONS, Diverged, Run, State, Timeline
from webapp.incoming.schema import Speed
from webapp.live.code import Code, Cursor, LineState, line_state
from webapp.live.snapshot import Snapshot, Structure, is_heavy, marks


class Recorder:
    """Sees one run. `count` is how many it has taken; the lesson goes with the run's timeline.

    `view` is the id for those who only look; `title` what somebody called the run, if anybody did.
    Revisions count from anywhere, so that a run that came back is not taken for what it was.
    """

    __slots__ = (
        *("_id", "_run", "view", "title", "_lessons", "_timeline", "_code", "_lesson", "_edits"),
        *("_seen", "_parts", "_structure", "count", "_is_other"),
    )

    def __init__(self, id: str, run: Run, lesson: str | None, view: str = "") -> None:
        self._id, self._run, self.view = id, run, view
        self.title: str | None = None
        self._lessons: WeakKeyDictionary[Timeline, str | None] = WeakKeyDictionary()
        self._timeline: Timeline | None = None
        self._code = Code(run.timeline)
        self._lesson, self._edits = lesson, marks(run.timeline)
        self._seen: tuple[Any, ...] = ()
        self._parts: tuple[Any, ...] = ()
        self._structure = Structure(
            randbits(32), id, view, "", None, lesson, (), (), self._edits, False, self._code
        )
        self.count = 0
        self._is_other = False

    @property
    def lesson(self) -> str | None:
        """The lesson of the run's present timeline."""
        return self._lessons.get(self._run.timeline, self._lesson)

    def know(self, lessons: Iterable[tuple[Timeline, str | None]]) -> None:
        """Timelines that undo and redo may lead to, and what lesson each is."""
        self._lessons.update(lessons)

    def turn_to(self, lesson: str | None) -> None:
        """From the run's present timeline on it is this lesson; None is a table of one's own."""
        self._lessons[self._run.timeline] = lesson

    def compare(self, error: float | None) -> None:
        """What was written down where the run stands, perhaps on another machine: other bits there
        are told."""
        self._is_other = error is not None and error != self._run.state().error

    def snapshot(
        self, speed: Speed, until: int | None, at: Cursor, stopped: str | None
    ) -> Snapshot:
        """The run as it is; `until` is where it plays to, if it does, `at` the next line,
        `stopped` why playing has just ended, when the plan is not the reason.
        """
        state = self._run.state()
        seen = (self._run.timeline, state.experiment, self.title, self._is_other)
        if seen != self._seen:
            self._seen = seen
            self._look(state)
        self.count += 1
        return Snapshot(
            number=self.count,
            structure=self._structure,
            status="running" if until is not None else status(state),
            speed=speed,
            until=until,
            stopped=stopped,
            state=state,
            line=at.line,
            line_state=self._line_state(at.line) if at.by_line else None,
        )

    def _look(self, state: State) -> None:
        """Whether more than numbers has changed."""
        run = self._run
        if self._timeline is not run.timeline:
            self._follow(run.timeline)
        labels = run.undo_labels, run.redo_labels
        parts = (state.experiment, self._edits, self._lesson, self.title, *labels, self._is_other)
        if parts != self._parts:
            self._parts = parts
            self._structure = self._changed(state)

    def _changed(self, state: State) -> Structure:
        return Structure(
            revision=self._structure.revision + 1,
            id=self._id,
            view=self.view,
            title=self.title or offered_title(self._lesson),
            given_title=self.title,
            lesson=self._lesson,
            undo_labels=self._run.undo_labels,
            redo_labels=self._run.redo_labels,
            edits=self._edits,
            is_heavy=is_heavy(state),
            code=self._code,
            is_other=self._is_other,
        )

    def _line_state(self, line: int) -> LineState:
        iteration, timeline = self._run.iteration, self._run.timeline
        previous = timeline.twin().state_at(iteration - 1) if iteration else None
        return line_state(self._code.listing(), line, self._run.state(), previous)

    def _follow(self, timeline: Timeline) -> None:
        self._code = Code(timeline)
        self._structure = replace(self._structure, code=self._code)
        self._timeline, self._edits = timeline, marks(timeline, self._edits)
        self._lesson = self._lessons.setdefault(timeline, self._lesson)


def after_step(snapshot: Snapshot, timeline: Timeline) -> Snapshot | None:
    """The run as a step would leave it; `timeline` is its own, or a twin. None where only doing it
    can tell: while it plays, amid an iteration, before an edit or the end of finite numbers."""
    if snapshot.status == "running" or snapshot.line_state or snapshot.is_heavy:
        return None
    try:
        state = timeline.state_at(snapshot.iteration + 1)
    except Diverged:
        return None
    if state.experiment is not snapshot.experiment:
        return None
    return snapshot._replace(state=state, status=status(state), stopped=None)


OWN_TABLE = "Your own table"
"""What no lesson's run is called."""


def offered_title(lesson: str | None) -> str:
    """What a run is called until somebody gives it a title."""
    return LESSONS[lesson].title if lesson in LESSONS else OWN_TABLE


def status(state: State) -> str:
    """What a run that is not playing calls itself."""
    if state.diverged_at is not None:
        return "diverged"
    return "finished" if state.iteration >= state.experiment.iterations else "paused"
