"""How far a run should be by now, and how many iterations fit into a slice of time."""

import pytest

from engine import LESSONS
from webapp.live.pace import Effort, Steady

EXPERIMENT = LESSONS["eleven-lines"].experiment


@pytest.mark.parametrize(
    ("now", "due"), [(5.0, 101), (5.24, 103), (5.25, 103), (6.0, 111), (4.0, 101), (100.0, 500)]
)
def test_so_many_a_second_the_first_at_once(now: float, due: int) -> None:
    """Never fewer, should the clock be behind the beginning, and none beyond the end."""
    assert Steady(10, 5.0, 100).due(now, 500) == due


def test_as_fast_as_can_be_is_all_at_once() -> None:
    assert Steady(None, 5.0, 100).due(5.0, 500) == 500


def test_what_an_iteration_costs_is_what_was_measured_last() -> None:
    effort = Effort(EXPERIMENT)
    assert 1e-6 < 0.1 / effort.iterations_in(0.1) < 1e-4, "a guess, before there is a measurement"
    effort.note(100, 0.25)
    assert effort.iterations_in(0.01) == 4
    assert effort.iterations_in(0.001) == 1, "at least one"
    effort.note(0, 7.0)
    assert effort.iterations_in(0.01) == 4, "nothing was done, so nothing was measured"
    effort.note(10, 0.0)
    assert effort.iterations_in(0.001) == 10_000, "no clock is finer than a microsecond"


def test_larger_networks_and_tables_are_guessed_to_take_longer() -> None:
    larger = EXPERIMENT.replace(hidden=(64, 64))
    assert Effort(larger).iterations_in(0.01) < Effort(EXPERIMENT).iterations_in(0.01) / 2


def test_it_is_telling_from_a_fifth_of_a_millisecond_on() -> None:
    effort = Effort(EXPERIMENT)
    effort.note(1000, 0.1)
    assert not effort.is_telling(1)
    assert effort.is_telling(3)


def test_a_measurement_is_of_one_size() -> None:
    effort = Effort(EXPERIMENT)
    assert effort.fits(EXPERIMENT.replace(seed=7))
    assert not effort.fits(EXPERIMENT.replace(hidden=(5,)))
    assert not effort.fits(EXPERIMENT.with_example())
