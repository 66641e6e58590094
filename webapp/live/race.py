"""Ways of learning side by side: runs from one start, moved together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from webapp.incoming.races import Way, check_new, other_way
from webapp.incoming.schema import Speed
from webapp.live.errors import Refused, UnknownRun
from webapp.live.fair_lock import FairLock
from webapp.live.live_run import LiveRun
from webapp.live.runs import Runs
from webapp.live.snapshot import Snapshot
from webapp.live.together import Together
from webapp.outgoing.ways import ways

MOST = 4
"""Ways side by side."""
LOCKS = 64


class Race:
    """A few runs, each with an id of its own. After a command all stand at one iteration; one whose
    numbers end before stands at the last that is finite. Commands take turns."""

    def __init__(self, lanes: Sequence[LiveRun], turn: FairLock, now: Callable[[], float]) -> None:
        self.lanes, self._turn, self._now = tuple(lanes), turn, now

    @property
    def ids(self) -> str:
        """What the race is called in its address."""
        return ".".join(lane.id for lane in self.lanes)

    def snapshots(self) -> list[Snapshot]:
        return [lane.snapshot() for lane in self.lanes]

    @staticmethod
    def status(snapshots: Sequence[Snapshot]) -> str:
        """What the race as a whole does."""
        each = [snapshot.status for snapshot in snapshots]
        return next(name for name in ("running", "paused", "finished", "diverged") if name in each)

    # Commands

    def step(self, iterations: int) -> None:
        self._go(lambda at: at + iterations)

    def back(self, iterations: int) -> None:
        self._go(lambda at: max(0, at - iterations))

    def seek(self, iteration: int) -> None:
        self._go(lambda at: iteration)

    def reset(self) -> None:
        self._go(lambda at: 0)

    def pause(self) -> None:
        self._go(lambda at: at)

    def play(self, speed: Speed | None, until: int | None) -> None:
        """Run at one pace; running already, to the same end unless another one is named.

        Raises Invalid when `until` is not ahead, Refused when none can.
        """
        with self._turn:
            before = self.snapshots()
            ends = [each.until for each in before if each.until is not None]
            end = max(ends, default=None) if until is None else until
            together = Together(speed or before[0].speed, self._gather(lambda at: at))
            refusals = [_refusal(lane, end, together) for lane in self.lanes]
            if all(refusals):
                raise refusals[0] or Refused
            together.begin(self._now())

    def _go(self, find: Callable[[int], int]) -> None:
        with self._turn:
            self._gather(find)

    def _gather(self, find: Callable[[int], int]) -> int:
        """Stop all, and go where this leads from the farthest; the iteration."""
        for lane in self.lanes:
            if lane.is_playing:
                lane.pause()
        here = [snapshot.iteration for snapshot in self.snapshots()]
        goal = find(max(here))
        for lane, iteration in zip(self.lanes, here, strict=True):
            if iteration != goal:
                _go_near(lane, goal)
        return goal


class Races:
    """The races of this server: any few of its runs."""

    def __init__(self, runs: Runs, now: Callable[[], float]) -> None:
        self._runs, self._now = runs, now
        self._turns = [FairLock() for _ in range(LOCKS)]

    def get(self, ids: str) -> Race:
        """The race of these runs. Raises UnknownRun, Full."""
        names = ids.split(".")
        if len(set(names)) != len(names) or not 2 <= len(names) <= MOST:
            raise UnknownRun(f"A race is of 2 to {MOST} runs.")
        return self._race(self._runs.get_all(names))

    def watched(self, views: str) -> Race:
        """The race of the runs that are looked at under these ids. Raises UnknownRun, Full."""
        return self.get(".".join(map(self._runs.id_of, views.split("."))))

    def begin(self, live: LiveRun, fields: Mapping[str, Any], visitor: str | None = None) -> Race:
        """A race of a run as it is, from its beginning, and the same with these parts changed.

        Raises Invalid, Full.
        """
        now = _way(live)
        other = other_way(*now, fields)
        check_new(other, [now])
        lesson = live.snapshot().lesson
        return self._entered([self._lane(way, lesson, visitor) for way in (now, other)])

    def copy(self, race: Race, visitor: str | None) -> Race:
        """The same race, of runs of one's own. Raises Full."""
        return self._entered([self._runs.copy(lane, visitor) for lane in race.lanes])

    def remove(self, race: Race) -> None:
        """Take all of its runs away, which can be undone for a day."""
        for lane in race.lanes:
            self._runs.remove(lane.id)

    def restore(self, ids: str) -> Race:
        """Take back what was taken away. Raises UnknownRun, Full."""
        for id in ids.split(".")[:MOST]:
            self._runs.restore(id)
        return self.get(ids)

    def add(self, race: Race, fields: Mapping[str, Any], visitor: str | None = None) -> Race:
        """The race with one more way, made of the first. Raises Invalid, Refused, Full."""
        if len(race.lanes) == MOST:
            raise Refused(f"A race has room for {MOST}. Leave one out first.")
        ways = [_way(lane) for lane in race.lanes]
        other = other_way(*ways[0], fields)
        check_new(other, ways)
        lesson = race.snapshots()[0].lesson
        longer = self._entered([*race.lanes, self._lane(other, lesson, visitor)])
        longer.pause()
        return longer

    def _lane(self, way: Way, lesson: str | None, visitor: str | None) -> LiveRun:
        return self._runs.create(way.base, lesson, way.edits, visitor=visitor)

    def _entered(self, lanes: Sequence[LiveRun]) -> Race:
        """A new race, which is listed as such from now on, in the place of its runs."""
        race = self._race(lanes)
        names = ways([snapshot.experiment for snapshot in race.snapshots()])
        for lane, way in zip(lanes, names, strict=True):
            lane.enter(race.ids, way)
        return race

    def _race(self, lanes: Sequence[LiveRun]) -> Race:
        ids = tuple(lane.id for lane in lanes)
        return Race(lanes, self._turns[hash(ids) % LOCKS], self._now)


def _way(live: LiveRun) -> Way:
    _, timeline = live.past()
    return Way(timeline.base, timeline.edits)


def _refusal(lane: LiveRun, until: int | None, together: Together) -> Refused | None:
    """Let a run play with the others; why it cannot."""
    try:
        lane.play(together.speed, until, together=together)
    except Refused as refused:
        return refused
    return None


def _go_near(lane: LiveRun, iteration: int) -> None:
    """Go to an iteration, or as near as the numbers are finite."""
    try:
        lane.seek(iteration)
    except Refused:
        with lane.reading() as run:
            end = run.timeline.diverged_at
        if end is None:
            raise
        lane.seek(end - 1)
