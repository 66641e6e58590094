"""Speeds are kept, and runs share the machine, on a clock that the tests turn by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from engine import LESSONS, Experiment
from webapp.incoming.faults import Invalid
from webapp.live.broadcast import PERIOD
from webapp.live.clock import Clock
from webapp.live.live_run import LiveRun
from webapp.live.pace import Effort
from webapp.live.viewers import Viewer

ELEVEN = LESSONS["eleven-lines"].experiment
HEAVY = Experiment(
    inputs=np.random.default_rng(1).uniform(0, 1, (2_000, 64)),
    targets=np.random.default_rng(2).uniform(0, 1, (2_000, 16)),
    hidden=(64, 64),
)


class Hands:
    """A clock without threads whose time passes when it is told to."""

    def __init__(self) -> None:
        self.time = 100.0
        self.clock = Clock(lambda: self.time, threads=False)

    def run(self, experiment: Experiment = ELEVEN) -> LiveRun:
        return LiveRun("id", experiment, None, self.clock.changed, self.clock.now)

    def pass_time(self, seconds: float, beat: float = PERIOD, grinds: int = 20) -> None:
        begun = self.time
        for number in range(round(seconds / beat)):
            self.time = begun + (number + 1) * beat
            self.clock.tick()
            for _ in range(grinds):
                self.clock.grind()


@pytest.fixture
def hands() -> Hands:
    return Hands()


def iteration(live: LiveRun) -> int:
    return live.snapshot().iteration


@pytest.mark.parametrize("speed", [1, 20, 200, 333.3])
@pytest.mark.parametrize("beat", [0.05, 0.031, 0.17])
def test_a_speed_is_kept(hands: Hands, speed: float, beat: float) -> None:
    live = hands.run()
    live.play(speed, None)
    hands.pass_time(2, beat)
    before, since = iteration(live), hands.time
    hands.pass_time(10, beat)
    assert iteration(live) - before == pytest.approx(speed * (hands.time - since), abs=1)


def test_the_first_iteration_is_due_at_once(hands: Hands) -> None:
    live = hands.run()
    live.play(1, None)
    hands.clock.tick()
    assert iteration(live) == 1
    hands.pass_time(0.95)
    assert iteration(live) == 1
    hands.pass_time(0.1)
    assert iteration(live) == 2


def test_it_ends_at_the_plan_and_then_goes_on_as_far_again(hands: Hands) -> None:
    live = hands.run(ELEVEN.replace(iterations=30))
    live.play(100, None)
    hands.pass_time(1)
    assert (iteration(live), live.snapshot().status) == (30, "finished")
    live.play(None, None)
    hands.pass_time(1)
    assert (iteration(live), live.snapshot().status) == (60, "finished")


def test_until(hands: Hands) -> None:
    live = hands.run()
    live.play(100, 25)
    assert live.snapshot().until == 25
    hands.pass_time(1)
    assert (iteration(live), live.snapshot().status) == (25, "paused")
    with pytest.raises(Invalid):
        live.play(100, 25)


def test_pausing_is_immediate(hands: Hands) -> None:
    live = hands.run()
    live.play(100, None)
    hands.pass_time(1)
    paused = live.pause()
    hands.pass_time(1)
    assert live.snapshot().iteration == paused.iteration
    assert paused.status == "paused"


def test_running_twice_changes_the_speed(hands: Hands) -> None:
    live = hands.run()
    live.play(10, None)
    hands.pass_time(1)
    live.play(100, None)
    at = iteration(live)
    hands.pass_time(1)
    assert iteration(live) - at == pytest.approx(100, abs=1)
    live.play(100, None)
    live.play(None, None)
    hands.pass_time(1)
    assert iteration(live) - at == pytest.approx(200, abs=2)


def test_whoever_presses_run_again_and_again_goes_no_faster(hands: Hands) -> None:
    live = hands.run()
    live.play(10, None)
    for _ in range(40):
        hands.pass_time(PERIOD)
        live.play(10, None)
    assert iteration(live) == pytest.approx(20, abs=1)


def test_a_new_network_plays_from_its_start(hands: Hands) -> None:
    live = hands.run()
    live.play(100, None)
    hands.pass_time(1)
    live.edit(lambda experiment: experiment.replace(seed=9))
    assert live.snapshot().status == "running" and iteration(live) == 0
    hands.pass_time(1)
    assert iteration(live) == pytest.approx(100, abs=2)


def test_an_edit_of_values_does_not_disturb_the_pace(hands: Hands) -> None:
    live = hands.run()
    live.play(100, None)
    hands.pass_time(0.5)
    live.edit(lambda experiment: experiment.replace(learning_rate=2.0))
    hands.pass_time(0.5)
    assert iteration(live) == pytest.approx(100, abs=2)


@pytest.mark.parametrize("command", ["step", "back", "seek", "reset"])
def test_whoever_moves_the_run_by_hand_pauses_it(hands: Hands, command: str) -> None:
    live = hands.run()
    live.play(100, None)
    hands.pass_time(0.5)
    commands = {
        "step": lambda: live.step(1),
        "back": lambda: live.back(1),
        "seek": lambda: live.seek(3),
        "reset": live.reset,
    }
    assert commands[command]().status == "paused"


def test_fastest_uses_the_grind_and_ends(hands: Hands) -> None:
    live = hands.run(ELEVEN.replace(iterations=3_000))
    live.play("fastest", None)
    hands.clock.tick()
    while live.is_playing:
        hands.clock.grind()
    assert (iteration(live), live.snapshot().status) == (3_000, "finished")


def test_the_last_frame_of_a_run_is_always_shown(hands: Hands) -> None:
    for speed in (10_000, "fastest"):
        live = hands.run(ELEVEN.replace(iterations=300))
        live.display.own.viewers.add(Viewer())
        live.play(speed, None)
        hands.clock.tick()
        while live.is_playing:
            hands.pass_time(PERIOD)
        hands.pass_time(2 * PERIOD)
        assert live.display.own.latest
        assert (live.display.own.latest.status, live.display.own.latest.iteration) == (
            "finished",
            300,
        )


def test_a_fault_in_one_run_leaves_the_others_alone(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, good = hands.run(), hands.run()
    broken.play(20, None)
    good.play(20, None)

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(broken._player, "_pace", SimpleNamespace(due=fail))
    hands.pass_time(1)
    assert iteration(good) == pytest.approx(21, abs=1)
    assert not broken.is_playing and len(caplog.records) == 1


def test_the_grind_takes_turns_and_the_beat_does_not_wait_for_it(hands: Hands) -> None:
    heavy, fast, slow = hands.run(HEAVY), hands.run(), hands.run()
    heavy.play("fastest", None)
    fast.play("fastest", 1_000_000_000)
    slow.play(20, None)
    hands.clock.tick()
    assert (iteration(heavy), iteration(fast), iteration(slow)) == (0, 0, 1)
    for _ in range(3):
        before = iteration(heavy), iteration(fast)
        hands.clock.grind()
        hands.clock.grind()
        assert iteration(heavy) > before[0] and iteration(fast) > before[1]
    hands.pass_time(1, grinds=0)
    assert iteration(slow) == pytest.approx(21, abs=1)


def test_a_heavy_run_at_an_ordinary_speed_is_ground_too(hands: Hands) -> None:
    live = hands.run(HEAVY)
    live.play(1_000, 3)
    hands.time += 1
    hands.clock.tick()
    assert iteration(live) == 0
    while live.is_playing:
        hands.clock.grind()
    assert iteration(live) == 3


def test_frames_come_at_most_twenty_times_a_second(hands: Hands) -> None:
    live = hands.run()
    viewer = Viewer()
    live.display.own.viewers.add(viewer)
    live.play(1_000, None)
    assert viewer.sleep(0)
    for _ in range(20):
        hands.time += PERIOD / 2
        live.edit(lambda experiment: experiment.replace(learning_rate=hands.time))
        assert not viewer.sleep(0)
        hands.time += PERIOD / 2
        hands.clock.tick()
        assert viewer.sleep(0) and not viewer.sleep(0)


def test_the_beat_keeps_its_rhythm_however_long_a_tick_takes(hands: Hands) -> None:
    begun = due = hands.time
    for beat in range(1, 50):
        hands.time = due + PERIOD * (beat % 3) / 4  # woken late, but by less than a period
        due = hands.clock.beat(due)
        assert due == pytest.approx(begun + beat * PERIOD)


def test_after_a_delay_no_burst_of_beats_makes_up_for_it(hands: Hands) -> None:
    due, late = hands.time, hands.time + 10
    hands.time = late
    for beat in range(1, 5):
        due = hands.clock.beat(due)
        assert due == pytest.approx(late + (beat - 0.5) * PERIOD)
        hands.time = due


def test_runs_are_looked_after_once_a_second(hands: Hands) -> None:
    seconds = []
    hands.clock.each_second = lambda: seconds.append(hands.time)
    begun = due = hands.time
    while hands.time < begun + 3.5:
        due = hands.clock.beat(due)
        hands.time = due
    assert seconds == pytest.approx([begun, begun + 1, begun + 2, begun + 3], abs=4 * PERIOD)


def test_a_beat_that_comes_a_little_early_brings_its_frame(hands: Hands) -> None:
    """Threads are woken by the millisecond: to wait for the next beat would halve the frames."""
    live, viewer = hands.run(), Viewer()
    live.display.own.viewers.add(viewer)
    live.play(100, None)
    hands.clock.tick()
    assert viewer.sleep(0)
    for _ in range(10):
        hands.time += 0.9 * PERIOD
        hands.clock.tick()
        assert viewer.sleep(0)
        hands.time += 0.2 * PERIOD
        hands.clock.tick()
        assert not viewer.sleep(0)


def test_without_a_viewer_no_frame_is_made(hands: Hands) -> None:
    live = hands.run()
    live.play(100, None)
    hands.pass_time(1)
    assert live.display.own.latest is None


def test_effort_is_guessed_and_then_measured() -> None:
    guess = Effort(HEAVY)
    assert guess.iterations_in(0.01) == 1
    assert Effort(ELEVEN).iterations_in(0.01) > 100
    assert guess.is_telling(1) and not Effort(ELEVEN).is_telling(1)
    guess.note(10, 0.001)
    assert guess.iterations_in(0.01) == 100
    assert guess.fits(HEAVY) and not guess.fits(ELEVEN)
