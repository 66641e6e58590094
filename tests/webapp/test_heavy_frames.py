"""Frames of many numbers: in few digits, where these can say them, and not oftener than they
cost."""

import json
from typing import Any

import numpy as np
import pytest

from engine import Experiment
from webapp.live.broadcast import PERIOD, SHARE, Broadcast
from webapp.live.live_run import LiveRun
from webapp.live.snapshot import frame_json

RANDOM = np.random.default_rng(1)
LARGE = Experiment(RANDOM.uniform(0, 1, (200, 10)), RANDOM.uniform(0, 1, (200, 1)), hidden=(16,))


def weights_of_frame(live: LiveRun) -> Any:
    return json.loads(frame_json(live.snapshot()))["weights"]


def test_a_large_frame_has_six_digits_and_more() -> None:
    live = LiveRun("id", LARGE)
    state = live.snapshot()
    assert state.is_heavy
    for shown, exact in zip(weights_of_frame(live), state.weights, strict=True):
        np.testing.assert_array_equal(np.float32(shown), exact.astype(np.float32))
        assert len(str(shown[0][0])) < len(repr(float(exact[0, 0])))


@pytest.mark.parametrize("value", [1e-50, 1e39, -3e-39])
def test_what_few_digits_cannot_say_stays_whole(value: float) -> None:
    live = LiveRun("id", LARGE)
    live.set_weight(1, 3, 0, value)
    assert weights_of_frame(live)[1][3][0] == value


def test_a_small_frame_is_exact() -> None:
    live = LiveRun("id", LARGE.replace(inputs=LARGE.inputs[:9], targets=LARGE.targets[:9]))
    assert not live.snapshot().is_heavy
    assert weights_of_frame(live) == [matrix.tolist() for matrix in live.snapshot().weights]


def test_a_frame_that_takes_long_to_make_comes_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([0.0, 0.5, 10.0, 10.001])
    monkeypatch.setattr("webapp.live.broadcast.time.thread_time", lambda: next(seconds))
    broadcast, live = Broadcast(), LiveRun("id", LARGE)
    for made, period in ((0.5, SHARE * 0.5), (0.001, PERIOD)):
        shown = live.step(1)
        broadcast.message(shown)
        broadcast.publish(shown, now=100.0)
        dues = [broadcast.is_due(100 + period + late, 0.0) for late in (-0.001, 0.001)]
        assert dues == [False, True], made
