"""Whether a run hangs on the last bit, found out by twins."""

from dataclasses import replace

import numpy as np
import pytest

from engine import LESSONS, Timeline
from engine.code import script
from engine.diagnosis import exactness

ELEVEN = LESSONS["eleven-lines"].experiment
WIDE = replace(ELEVEN, hidden=(32,), activations=(), iterations=10_000)
"""The network of the author's second part: at a rate of 10 its first iterations tumble, and the
errors that NumPy, the article and this engine give agree to two digits only."""


@pytest.mark.parametrize("id", LESSONS)
def test_no_lesson_does(id: str) -> None:
    experiment = LESSONS[id].experiment
    timeline = Timeline(experiment)
    found = exactness(timeline, timeline.state_at(experiment.iterations))
    assert found.apart is not None and found.apart < 1e-12
    assert not found.hangs and not found.sentence


def test_one_that_tumbles_does() -> None:
    timeline = Timeline(replace(WIDE, learning_rate=10))
    state = timeline.state_at(10_000)
    found = exactness(timeline, state)
    assert found.hangs and found.apart is not None and found.apart > 1e-4
    text = script("Wide", timeline, state, note=found.sentence)
    assert "# This training hangs on the last bit" in text
    compile(text, "script.py", "exec")
    quiet = Timeline(replace(WIDE, learning_rate=1))
    assert not exactness(quiet, quiet.state_at(10_000)).hangs


def test_what_is_too_long_is_not_guessed() -> None:
    rows = np.ones((2_000, 64))
    large = replace(
        ELEVEN, inputs=rows, targets=rows[:, :1], hidden=(64,), activations=(), situations=rows[:0]
    )
    timeline = Timeline(large)
    found = exactness(timeline, timeline.state_at(0)._replace(iteration=10_000))
    assert found.apart is None and not found.hangs
