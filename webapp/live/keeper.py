"""Keeps one run: appends its edits to its log, and notes where it stands."""

from concurrent.futures import Future
from dataclasses import asdict, dataclass

import orjson

from engine import Run
from webapp.incoming.schema import Speed
from webapp.kept.story import Moment, beginning, entry
from webapp.kept.writer import Writer
from webapp.live.code import Cursor
from webapp.live.encoding import dumps, encode
from webapp.live.player import Player
from webapp.live.recorder import Recorder

EVERY = 0.5
"""Seconds after which the place of a run that plays is noted again."""


@dataclass(frozen=True)
class Place:
    """Where a run stands; `until` is where it plays to, if it does."""

    iteration: int = 0
    line: int = 1
    by_line: bool = False
    speed: Speed = "accelerating"
    until: int | None = None
    error_below: float | None = None
    answer_crosses: float | None = None

    @classmethod
    def of(cls, written: bytes) -> "Place":
        return cls(**orjson.loads(written))


class Keeper:
    """Told of every change within the run's turn; `wait`, outside of it, until that is kept."""

    def __init__(self, id: str, writer: Writer | None = None, revision: int = 0) -> None:
        self._id, self._writer, self._revision = id, writer, revision
        self._last: Future[None] | None = None
        self._noted = 0.0

    def follow(self, run: Run, recorder: Recorder, player: Player) -> None:
        """What there is to keep; the run is as its log has it."""
        self._run, self._recorder, self._player = run, recorder, player
        self._moment = Moment.of(run)

    def begin(self, at: Cursor) -> None:
        """The first entry of the log."""
        if self._writer is None:
            return
        id, first = self._id, encode(beginning(self._run.timeline, self._recorder.lesson))
        written = self._place(at)
        self._revision = 1
        self._last = self._writer.write(lambda store: store.create(id, first, written))

    def note(self, at: Cursor, now: float) -> None:
        """What has been done since, and where the run stands."""
        if self._writer is None or not self._revision:
            return
        id, expected, written = self._id, self._revision, self._place(at)
        before, self._moment = self._moment, Moment.of(self._run)
        change = entry(before, self._moment, self._recorder.lesson)
        if change is not None:
            line = encode(change)
            self._revision += 1
            self._writer.write(lambda store: store.append(id, expected, line))
        self._noted = now
        self._last = self._writer.write(lambda store: store.note(id, written))

    def keep_up(self, at: Cursor, now: float) -> None:
        """Note where a run stands that plays, once in a while and when it ends."""
        if not self._player.is_playing or now - self._noted >= EVERY:
            self.note(at, now)

    @property
    def is_behind(self) -> bool:
        """Whether something of this run is in memory only."""
        is_failing = self._writer is not None and self._writer.fault is not None
        return is_failing or bool(self._last and not self._last.done())

    def wait(self) -> None:
        """Until what was told is kept, or cannot be just now."""
        if self._last:
            self._last.result()

    def _place(self, at: Cursor) -> bytes:
        player = self._player
        place = Place(self._run.iteration, *at, player.speed, player.until, *player.stop)
        return dumps(asdict(place))
