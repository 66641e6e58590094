"""Accelerating lingers where something changes, hurries where not, and is over in half a minute."""

from typing import NamedTuple

import numpy as np
import pytest

from engine import LESSONS, Experiment
from tests.webapp.test_clock import Hands
from webapp.live.broadcast import PERIOD
from webapp.live.lingering import ALL

PLAN = 60_000
HALF_A_MINUTE = 30


class Seen(NamedTuple):
    """What somebody saw of a run: at which second, iteration and mean error it was."""

    seconds: np.ndarray
    iterations: np.ndarray
    errors: np.ndarray


def watched(experiment: Experiment) -> Seen:
    """Somebody who watches an accelerating run to its end."""
    hands = Hands()
    live, began, seen = hands.run(experiment.replace(iterations=PLAN)), hands.time, []
    live.play("accelerating", None)
    while live.is_playing:
        hands.clock.tick()
        hands.clock.grind()
        with live.reading() as run:
            state = run.state()
        seen.append((hands.time - began, state.iteration, state.error))
        hands.time += PERIOD
        assert hands.time - began < HALF_A_MINUTE
    return Seen(*map(np.array, zip(*seen, strict=True)))


@pytest.mark.parametrize("lesson", ["nine-lines", "eleven-lines", "parity-three", "circles"])
def test_it_lingers_where_the_error_falls(lesson: str) -> None:
    seen = watched(LESSONS[lesson].experiment)
    first, last = seen.errors[0], seen.errors[-1]
    begins, ends = (seen.errors < first - share * (first - last) for share in (0.1, 0.9))
    falls = slice(np.argmax(begins), np.argmax(ends))
    assert np.ptp(seen.seconds[falls]) > 0.3 * seen.seconds[-1]
    assert np.ptp(seen.iterations[falls]) < 0.1 * PLAN
    assert np.abs(np.diff(seen.errors[seen.seconds > 3])).max() < 0.05, "a fall was run over"


def test_it_hurries_where_nothing_happens() -> None:
    seen = watched(LESSONS["xor-one-neuron"].experiment)
    assert seen.seconds[-1] < 15


def test_where_something_always_happens_it_is_over_in_time() -> None:
    seen = watched(LESSONS["seven-segment"].experiment.replace(learning_rate=20.0))
    assert ALL - 1 < seen.seconds[-1] < ALL + 1


def test_the_first_seconds_show_an_iteration_each() -> None:
    seen = watched(LESSONS["eleven-lines"].experiment)
    assert [int(seen.iterations[seen.seconds <= second][-1]) for second in (0, 0.9, 1.1, 2.1)] == [
        *(1, 1, 2, 3)
    ]
