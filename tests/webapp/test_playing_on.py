"""What was interrupted plays on as it did, and whoever looks is shown what is new, once."""

import pytest

from engine import Experiment, StopWhen
from tests.webapp.test_clock import ELEVEN, Hands, iteration
from webapp.live.errors import Refused
from webapp.live.live_run import LiveRun
from webapp.live.place import Place
from webapp.live.viewers import Viewer
from webapp.live.way_back import PATIENCE

DIVERGING = Experiment([[5]], [[1]], (2,), activations=("linear", "linear"), learning_rate=10.0)


class Patient(Hands):
    """A clock on which a look takes longer than a run may take to come back."""

    def slowly(self) -> float:
        self.time += PATIENCE + 0.1
        return self.time


@pytest.fixture
def hands() -> Patient:
    return Patient()


def interrupted(hands: Hands, place: Place) -> LiveRun:
    """A run that comes back to where it stood."""
    live = hands.run()
    live.resume(place, ())
    return live


def test_what_was_interrupted_plays_on_to_its_end_at_its_speed(hands: Patient) -> None:
    live = interrupted(hands, Place(iteration=20, until=50, speed=10))
    assert (iteration(live), live.snapshot().status, live.snapshot().speed) == (20, "running", 10)
    hands.pass_time(0.95)
    assert iteration(live) == 30
    hands.pass_time(3)
    assert (iteration(live), live.snapshot().status) == (50, "paused")


@pytest.mark.parametrize("until", [None, 20])
def test_what_had_nothing_before_it_stands_and_knows_its_speed(
    hands: Hands, until: int | None
) -> None:
    live = interrupted(hands, Place(iteration=20, until=until, speed=10))
    assert (iteration(live), live.snapshot().status) == (20, "paused")
    live.play(None, None)
    hands.pass_time(1)
    assert iteration(live) == pytest.approx(30, abs=1)


def test_what_was_to_stop_early_still_does(hands: Patient) -> None:
    """At an error, or where an answer crosses a half, whichever was asked for."""
    for stop in (StopWhen(error_below=0.2), StopWhen(answer_crosses=0.5)):
        never = hands.run()
        never.play("fastest", 5_000, stop)
        hands.pass_time(1)
        place = Place(
            iteration=20,
            until=5_000,
            speed="fastest",
            error_below=stop.error_below,
            answer_crosses=stop.answer_crosses,
        )
        again = interrupted(hands, place)
        hands.pass_time(1)
        assert 20 < iteration(again) == iteration(never) < 5_000
        assert again.snapshot().stopped == never.snapshot().stopped is not None


def test_why_it_stopped_is_said_until_the_next_command(hands: Patient) -> None:
    live = hands.run()
    live.play("fastest", 5_000, StopWhen(error_below=0.2))
    hands.pass_time(1)
    assert live.snapshot().stopped
    assert live.step(1).stopped is None


def test_a_long_way_back_is_played_and_at_its_end_it_stands_as_it_stood(hands: Patient) -> None:
    """What takes longer than half a second is shown on its way."""
    live = LiveRun("id", ELEVEN, None, hands.clock.changed, hands.slowly)
    stood = Place(iteration=60_000, line=3, by_line=True, title="far", speed=7)
    live.resume(stood, ())
    shown = live.snapshot()
    assert (shown.status, shown.until, shown.structure.title) == ("running", 60_000, "far")
    assert 0 < shown.iteration < 60_000
    hands.pass_time(1)
    shown = live.snapshot()
    assert (shown.status, shown.iteration, shown.line, shown.speed) == ("finished", 60_000, 3, 7)
    assert shown.line_state


def test_where_nothing_is_new_no_viewer_is_woken(hands: Patient) -> None:
    live, viewer = hands.run(), Viewer()
    live.display.own.viewers.add(viewer)
    live.play(1, None)
    hands.pass_time(0.1)
    assert viewer.sleep(0) and iteration(live) == 1
    hands.pass_time(0.8)
    assert not viewer.sleep(0)
    hands.pass_time(0.2)
    assert viewer.sleep(0) and iteration(live) == 2


def test_what_has_diverged_says_what_helps(hands: Patient) -> None:
    live = hands.run(DIVERGING)
    live.play("fastest", None)
    hands.pass_time(1)
    assert live.snapshot().status == "diverged"
    end = live.snapshot().diverged_at
    for command in (lambda: live.play(None, None), lambda: live.step(1)):
        with pytest.raises(Refused) as refused:
            command()
        assert str(refused.value) == (
            "The run has diverged: its next numbers are not finite. Step back or reset."
        )
    with pytest.raises(Refused) as refused:
        live.seek(100)
    assert str(refused.value) == f"From iteration {end} on the numbers are no longer finite."
