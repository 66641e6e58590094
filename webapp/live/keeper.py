"""Keeps one run: appends its edits to its log, and notes where it stands."""

import time
from collections.abc import Callable
from concurrent.futures import Future

from engine import Run
from webapp.kept.store import Kept, Note, Store
from webapp.kept.story import Outline, beginning, entry
from webapp.kept.writer import Writer
from webapp.live.code import Cursor
from webapp.live.encoding import encode
from webapp.live.place import Place, curve
from webapp.live.player import Player
from webapp.live.recorder import Recorder, status

EVERY = 0.8
"""Seconds after which the place of a run that plays is noted again."""
PICTURES = 10.0
"""Seconds after which the small picture of its way is made again."""
LOOKS = 3600.0
"""Seconds after which it is noted again that somebody looks."""


class Keeper:
    """Told of every change within the run's turn; `wait`, outside of it, until that is kept."""

    __slots__ = (
        *("_id", "_writer", "_revision", "lost", "_last", "_noted", "_looked", "_curve", "_drawn"),
        *("race", "way", "_run", "_recorder", "_player", "_outline"),
    )

    def __init__(self, id: str, writer: Writer | None = None, revision: int = 0) -> None:
        self._id, self._writer, self._revision = id, writer, revision
        self.lost: Callable[[], None] = lambda: None
        self._last: Future[None] | None = None
        self._noted = self._looked = 0.0
        self._curve: tuple[float, ...] = ()
        self._drawn = 0.0
        self.race: str | None = None
        self.way: str | None = None

    def follow(self, run: Run, recorder: Recorder, player: Player) -> None:
        """What there is to keep; the run is as its log has it."""
        self._run, self._recorder, self._player = run, recorder, player
        self._outline = Outline.of(run)

    def begin(self, at: Cursor, visitor: str | None) -> None:
        """The first entry of the log."""
        if self._writer is None:
            return
        id, today = self._id, time.time()
        first = encode(beginning(self._run.timeline, self._recorder.lesson))
        kept = Kept(self._place(at), [first], self._recorder.view, visitor)
        self._revision, self._looked = 1, today
        self._last = self._writer.write(lambda store: store.create(id, kept, today), self.lost)

    def note(self, at: Cursor, now: float, can_wait: bool = False) -> None:
        """What has been done since, and where the run stands."""
        if self._writer is None or not self._revision:
            return
        note = Note(self._id, self._revision, self._place(at), time.time())
        before, self._outline = self._outline, Outline.of(self._run)
        change = entry(before, self._outline, self._recorder.lesson)
        self._noted, self._looked = now, note.at
        if change is None:
            self._last = self._writer.write(note, self.lost, can_wait)
            return
        line, self._revision = encode(change), self._revision + 1

        def write(store: Store) -> None:
            store.append(note.run, note.expected, line)
            store.note(note.run, note.expected + 1, note.place, note.at)

        self._last = self._writer.write(write, self.lost)

    def keep_up(self, at: Cursor, now: float, has_ended: bool = False) -> None:
        """Note where a run stands that plays, once in a while and when it ends."""
        if has_ended or now - self._noted >= EVERY:
            self.note(at, now, can_wait=True)

    def look(self) -> None:
        """Somebody looks at the run."""
        today, id = time.time(), self._id
        if self._writer and self._revision and today - self._looked > LOOKS:
            self._looked = today
            self._writer.write(lambda store: store.look(id, today))

    @property
    def is_behind(self) -> bool:
        """Whether something of this run is in memory only."""
        is_failing = self._writer is not None and self._writer.is_failing
        return is_failing or bool(self._last and not self._last.done())

    def wait(self) -> None:
        """Until what was told is kept, or cannot be just now. Where servers share a store, raises
        Conflict when another one has the run, and Unreachable when nobody knows what was kept."""
        if self._last:
            self._last.result()

    def _place(self, at: Cursor) -> bytes:
        player, recorder, state = self._player, self._recorder, self._run.state()
        place = Place(
            self._run.iteration,
            *at,
            player.speed,
            player.until,
            *player.stop,
            title=recorder.title,
            lesson=recorder.lesson,
            error=state.error,
            status="running" if player.is_playing else status(state),
            curve=self._picture(),
            race=self.race,
            way=self.way,
        )
        return place.written

    def _picture(self) -> tuple[float, ...]:
        """While it plays, one that is nearly new does: to make it takes as long as all the rest."""
        now = time.monotonic()
        if not self._player.is_playing or now - self._drawn > PICTURES:
            self._curve, self._drawn = curve(self._run.history()[1]), now
        return self._curve
