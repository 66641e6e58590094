"""A round: many runs of one kind are trained, looked at and written down as if they were one.

What a beat does for a run is little arithmetic and a hundred short Python functions. Where runs
differ in their numbers alone, most of those are called once for all of them. Whatever is out of the
ordinary is played alone, and comes out the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from engine import States, play_round
from webapp.live.live_run import LiveRun
from webapp.live.playback import Playback
from webapp.live.snapshot import frame_bodies
from webapp.live.tally import ITERATIONS

LEAST, MOST = 4, 64
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
    awaited = [place for place, each in enumerate(played) if each.display.is_awaited(now, early)]
    if not awaited:
        return
    shown = [played[place].display for place in awaited]
    seen = many if len(shown) == len(played) else many.only(awaited)
    bodies = frame_bodies(shown[0].current(), seen)
    for display, body in zip(shown, bodies, strict=True):
        display.publish(now, early, body)
