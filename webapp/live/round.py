"""A round: many runs of one kind are trained, looked at and written down as if they were one.

What a beat does for a run is little arithmetic and a hundred short Python functions. Where runs
differ in their numbers alone, most of those are called once for all of them. Whatever is out of the
ordinary is played alone, and comes out the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from engine import States, play_round
from webapp.live.delivery import deliver
from webapp.live.live_run import LiveRun
from webapp.live.playback import Playback
from webapp.live.sheet import written
from webapp.live.snapshot import frame_fields
from webapp.live.tally import ITERATIONS, LATENESS

LEAST, MOST = 4, 128
"""Runs of a round: for fewer it is not worth its while, and commands wait until it is over."""


def play_together(runs: Iterable[LiveRun], now: Callable[[], float], early: float) -> list[LiveRun]:
    """Do what is due of these runs, as each alone would; returns those to be played alone."""
    kinds = defaultdict[bytes | None, list[LiveRun]](list)
    for live in runs:
        kinds[live.playback.kind].append(live)
    alone = kinds.pop(None, [])
    for alike in kinds.values():
        for start in range(0, len(alike), MOST):
            some = alike[start : start + MOST]
            alone += _play(some, now(), early) if len(some) >= LEAST else some
    return alone


def _play(runs: Sequence[LiveRun], now: float, early: float) -> list[LiveRun]:
    """One round, of those runs whose turn is free; returns those to be played alone."""
    held = [live for live in runs if live.playback.lock.acquire_if_free()]
    try:
        due = [(live, live.playback.plainly_due(now)) for live in held]
        going = [(live.playback, iterations) for live, iterations in due if iterations]
        if len(going) < LEAST or not _train(going, now, early):
            return held
        for live, iterations in due:
            if iterations == 0:
                live.playback.rest(now, early)
        return [live for live, iterations in due if iterations is None]
    finally:
        for live in held:
            live.playback.lock.release()


def _train(going: Sequence[tuple[Playback, int]], now: float, early: float) -> bool:
    """Train these so far and show them; False, and nothing is done, if numbers end on the way."""
    played, iterations = [each for each, _ in going], [count for _, count in going]
    many = play_round([each.run for each in played], iterations)
    if many is None:
        return False
    ITERATIONS.add(sum(iterations))
    for each in played:
        each.went_on(now)
    _show(played, many, now, early)
    return True


def _show(played: Sequence[Playback], many: States, now: float, early: float) -> None:
    """Write a frame for each broadcast that is awaited, and let its viewers have it."""
    awaited = [
        (place, broadcast)
        for place, each in enumerate(played)
        for broadcast in each.display.awaited(now, early)
    ]
    if not awaited:
        return
    places = [place for place, _ in awaited]
    snapshots = [played[place].display.current() for place in places]
    heads = [
        snapshot.structure.heads[broadcast.is_watched]
        for snapshot, (_, broadcast) in zip(snapshots, awaited, strict=True)
    ]
    seen = many if places == [*range(len(played))] else many.only(places)
    sheet = written(heads, frame_fields(snapshots[0], seen))
    late = [
        broadcast.show(snapshot, now)
        for snapshot, (_, broadcast) in zip(snapshots, awaited, strict=True)
    ]
    LATENESS.note(*chain.from_iterable(late))
    deliver(sheet, snapshots, [broadcast.viewers for _, broadcast in awaited])
