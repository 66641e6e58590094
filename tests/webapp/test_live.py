"""A run under several hands at once."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from engine import LESSONS, Experiment
from webapp.live.clock import Clock
from webapp.live.errors import Refused
from webapp.live.fair_lock import FairLock
from webapp.live.live_run import LiveRun

LARGE = Experiment(
    inputs=np.random.default_rng(1).uniform(0, 1, (500, 32)),
    targets=np.random.default_rng(2).uniform(0, 1, (500, 4)),
    hidden=(32, 32),
    iterations=10_000_000,
)
DEADLINE = 20


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    yield clock
    clock.close()


@pytest.fixture
def large(clock: Clock) -> LiveRun:
    return LiveRun("id", LARGE, None, clock.changed)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as pool:
        yield pool


def eventually(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


@pytest.mark.parametrize("command", ["step", "seek"])
def test_a_newer_command_replaces_a_long_one(
    large: LiveRun, pool: ThreadPoolExecutor, command: str
) -> None:
    waiting = pool.submit(getattr(large, command), 10_000_000)
    if command == "step":
        eventually(lambda: large.snapshot().iteration > 0)
    began = time.monotonic()
    assert large.pause().status == "paused"
    with pytest.raises(Refused):
        waiting.result(DEADLINE)
    assert time.monotonic() - began < 2
    assert large.snapshot().iteration < 10_000_000


def test_one_can_look_while_a_long_command_is_at_work(
    large: LiveRun, pool: ThreadPoolExecutor
) -> None:
    waiting = pool.submit(large.seek, 10_000_000)
    for _ in range(20):
        began = time.monotonic()
        assert large.snapshot().iteration == 0
        with large.reading() as run:
            run.think([[0.5] * 32])
        assert time.monotonic() - began < 1
    large.pause()
    with pytest.raises(Refused):
        waiting.result(DEADLINE)


def test_commands_are_answered_while_it_plays_as_fast_as_it_can(clock: Clock) -> None:
    live = LiveRun("id", LARGE, None, clock.changed)
    live.play("fastest", None)
    eventually(lambda: live.snapshot().iteration > 5)
    for rate in range(1, 11):
        began = time.monotonic()
        live.edit(lambda experiment, rate=rate: experiment.replace(learning_rate=rate / 100))
        assert time.monotonic() - began < 1
    live.pause()


def test_no_step_is_lost_when_many_click_at_once(clock: Clock, pool: ThreadPoolExecutor) -> None:
    live = LiveRun("id", LESSONS["eleven-lines"].experiment, None, clock.changed)
    for step in [pool.submit(live.step, 1) for _ in range(250)]:
        step.result(DEADLINE)
    for back in [pool.submit(live.back, 1) for _ in range(50)]:
        back.result(DEADLINE)
    alone = LiveRun("id", LESSONS["eleven-lines"].experiment)
    there, here = alone.seek(200), live.snapshot()
    assert here.iteration == 200
    for ours, theirs in zip(here.weights, there.weights, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_edits_of_many_are_all_kept(clock: Clock, pool: ThreadPoolExecutor) -> None:
    live = LiveRun("id", LARGE, None, clock.changed)

    def set_cell(row: int) -> None:
        def change(experiment: Experiment) -> Experiment:
            targets = experiment.targets.copy()
            targets[row] = 0.125
            return experiment.replace(targets=targets)

        live.edit(change)

    for edit in [pool.submit(set_cell, row) for row in range(50)]:
        edit.result(DEADLINE)
    assert (live.snapshot().experiment.targets[:50] == 0.125).all()
    assert len(live.snapshot().edits) <= 50


def test_undo_far_behind_an_edit_is_as_if_never_edited(clock: Clock) -> None:
    experiment = LESSONS["nine-lines"].experiment
    live = LiveRun("id", experiment, None, clock.changed)
    live.step(10)
    live.edit(lambda present: present.replace(learning_rate=5.0))
    live.step(3_000)
    undone, never = live.undo(), LiveRun("id", experiment).seek(3_010)
    assert undone.iteration == never.iteration
    np.testing.assert_array_equal(undone.weights[0], never.weights[0])
    assert live.redo().experiment.learning_rate == 5
    with pytest.raises(Refused, match="nothing to redo"):
        live.redo()


def test_turns_go_round() -> None:
    turns, order = FairLock(), []
    assert turns.acquire_if_free() and not turns.acquire_if_free()
    threads = []
    for name in range(5):

        def wait(name: int = name) -> None:
            with turns:
                order.append(name)

        threads.append(threading.Thread(target=wait))
        threads[-1].start()
        eventually(lambda: turns.waiting == len(threads))
    turns.release()
    for thread in threads:
        thread.join(DEADLINE)
    assert order == [0, 1, 2, 3, 4] and turns.acquire_if_free()
