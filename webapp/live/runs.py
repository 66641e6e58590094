"""The runs of this server: those in use in memory, and all of them in the store."""

import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from threading import Lock
from weakref import ref

from engine import LESSONS, Edit, Experiment
from webapp.incoming.faults import Invalid
from webapp.kept.store import Ages, Damaged, Elsewhere, Kept, Listed, Newer, Store
from webapp.kept.story import Told, told
from webapp.kept.writer import Writer
from webapp.live.clock import Clock
from webapp.live.errors import Full, TakenAway, UnknownRun
from webapp.live.keeper import Keeper
from webapp.live.live_run import LiveRun
from webapp.live.place import Place
from webapp.live.residents import Residents

log = logging.getLogger("webapp")

DAY = 86_400.0
DAYS = 90.0
"""Days after which a run goes that nobody touched, titled or looked at."""
UNTOUCHED_DAYS = 1.0
"""The same for one that was only opened; and for how long what was deleted can be taken back."""
SWEEPS = 3600.0
"""Seconds between two looks for runs that have had their time."""
TRIMS = 0.5
"""Seconds between two looks at the memory that runs take."""
LOCKS = 64


class Runs:
    """Runs by id. A run that left memory comes back from the store when it is asked for.

    Where servers share a store, `check` raises Unreachable while this one may be taken for dead,
    and `fetch` asks the server that has a run to leave it to this one.
    """

    def __init__(
        self, residents: Residents, clock: Clock, writer: Writer, days: float = DAYS
    ) -> None:
        self.residents, self._clock, self.writer, self.days = residents, clock, writer, days
        self._coming_back = [Lock() for _ in range(LOCKS)]
        self._swept = self._trimmed = 0.0
        self.check: Callable[[], None] = lambda: None
        self.fetch: Callable[[Elsewhere], None] = lambda found: None
        clock.each_second = self._trim

    def close(self) -> None:
        """Write what is still to be kept."""
        self.writer.close()

    def create(
        self,
        experiment: Experiment,
        lesson: str | None = None,
        edits: Sequence[Edit] = (),
        iteration: int = 0,
        visitor: str | None = None,
        is_touched: bool = True,
    ) -> LiveRun:
        """A new run under an id that cannot be guessed, at an iteration or on its way there.

        Raises Full; NotFinite by its edits, Refused when it diverges before.
        """
        id, clock, view = _token(), self._clock, _token()
        keeper = Keeper(id, self.writer)
        live = LiveRun(id, experiment, lesson, clock.changed, clock.now, edits, keeper, view=view)
        keeper.lost = partial(self._lost, ref(live))
        is_there = live.approach(iteration)
        self.residents.hold(live)
        live.keep(visitor, is_touched)
        if not is_there:
            live.play("fastest", iteration)
        self._sweep()
        return live

    def open_lesson(self, lesson: str, visitor: str | None = None) -> LiveRun:
        """A new run of a lesson, untouched so far. Raises KeyError, Full."""
        return self.create(LESSONS[lesson].experiment, lesson, visitor=visitor, is_touched=False)

    def get(self, id: str) -> LiveRun:
        """The run with this id, which counts as used now.

        Raises UnknownRun, Full, Elsewhere, Newer.
        """
        self.check()
        found = self.residents.get(id)
        if found is None:
            with self._coming_back[hash(id) % LOCKS]:
                found = self.residents.get(id) or self._from_store(id)
        found.keeper.look()
        self._trim()
        return found

    def watched(self, view: str) -> LiveRun:
        """The run that is looked at under this id. Raises UnknownRun, Full, Elsewhere."""
        return self.get(self.id_of(view))

    def id_of(self, view: str) -> str:
        """The run's own id. Raises UnknownRun."""
        id = self.writer.store.id_of(view)
        if id is not None:
            return id
        found = self.residents.watched(view)  # of a store that takes nothing just now
        if found is None:
            raise self._unknown()
        return found.id

    def get_all(self, ids: Sequence[str]) -> list[LiveRun]:
        """These runs, at the server that has the first of them. Raises as `get` does."""
        found = [self.get(ids[0])]
        for id in ids[1:]:
            try:
                found.append(self.get(id))
            except Elsewhere as place:
                self.fetch(place)
                found.append(self.get(id))
        return found

    def made_by(self, visitor: str) -> list[Listed]:
        """The runs that somebody made and touched, the newest first."""
        self.writer.flush()
        return self.writer.store.made_by(visitor)

    def copy(self, live: LiveRun, visitor: str | None) -> LiveRun:
        """A run of one's own in the same state, undo included. Raises Full."""
        live.keeper.wait()
        kept = self.writer.store.read(live.id)
        if kept is None or self.writer.is_failing:
            raise Full("Runs are not being kept just now, so that none can be copied.")
        id, today = _token(), time.time()
        place = replace(Place.of(kept.place), race=None, way=None).written
        same = replace(kept, place=place, view=_token(), visitor=visitor, gone=None, takes=0)

        def write(store: Store) -> None:
            store.create(id, same, today)
            for revision, entry in enumerate(kept.log[1:], 1):
                store.append(id, revision, entry)
            store.note(id, len(kept.log), place, today)

        self.writer.write(write).result()
        return self.get(id)

    def remove(self, id: str) -> None:
        """Take a run away, which can be undone for a day. Raises UnknownRun."""
        live, today = self.get(id), time.time()
        self.writer.write(lambda store: store.remove(id, today)).result()
        self.leave(live)

    def leave(self, live: LiveRun) -> None:
        """Let go of a run: who sees it learns of that, and whoever asks gets it as it is kept."""
        self.residents.drop(live)
        live.end()

    def _lost(self, found: "ref[LiveRun]") -> None:
        """What was done to a run is not kept. Whoever keeps it does not hold it."""
        live = found()
        if live:
            self.leave(live)

    def restore(self, id: str) -> LiveRun:
        """Take back what was taken away. Raises UnknownRun, Full."""
        self.writer.write(lambda store: store.remove(id, None)).result()
        return self.get(id)

    def _from_store(self, id: str) -> LiveRun:
        kept, story = self._read(id)
        clock = self._clock
        keeper = Keeper(id, self.writer, kept.revision)
        lesson, run = story.lessons[0][1], story.run
        live = LiveRun(
            id, run.experiment, lesson, clock.changed, clock.now, (), keeper, run, kept.view
        )
        keeper.lost = partial(self._lost, ref(live))
        live.resume(Place.of(kept.place), story.lessons)
        self.residents.hold(live)
        return live

    def _read(self, id: str) -> tuple[Kept, Told]:
        try:
            kept = self.writer.store.take(id)
            if kept is None:
                raise self._unknown()
            if kept.gone is not None:
                raise TakenAway
            return kept, told(kept.log)
        except Newer:
            self.writer.store.give(id)
            raise
        except (AttributeError, Damaged, Invalid, ValueError, LookupError, TypeError):
            log.exception("A run that is kept cannot be read.")
            raise UnknownRun("What is kept of this run is damaged. It is left as it is.") from None

    def _unknown(self) -> UnknownRun:
        return UnknownRun(
            "There is no such run. If there was one, it was deleted,"
            f" or nobody had looked at it for {self.days:g} days."
        )

    def _trim(self) -> None:
        """Now and then see whether the runs in memory have grown too large."""
        now = self._clock.now()
        if now - self._trimmed > TRIMS:
            self._trimmed = now
            self.residents.trim()

    def _sweep(self) -> None:
        """Now and then let go of runs that have had their time."""
        now = self._clock.now()
        if self._swept and now - self._swept < SWEEPS:
            return
        self._swept, today = now, time.time()
        ages = Ages(
            now=today,
            unseen=today - self.days * DAY,
            untouched=today - UNTOUCHED_DAYS * DAY,
            gone=today - UNTOUCHED_DAYS * DAY,
        )
        self.writer.write(lambda store: store.sweep(ages))


def _token() -> str:
    return secrets.token_urlsafe(16)
