"""Which iterations are noted: the same however a run was advanced, and never too many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import LESSONS, Run
from engine.timeline.history import MAX_POINTS, sampled, with_newest
from tests.engine.examples import same_bytes

LATE = st.integers(0, 20_000_000)


def test_all_at_first_then_128_each_doubling() -> None:
    assert sampled(0, 256).tolist() == list(range(256))
    for octave in range(8, 20):
        assert len(sampled(2**octave, 2 ** (octave + 1))) == 128
    assert sampled(250, 264).tolist() == [250, 251, 252, 253, 254, 255, 256, 258, 260, 262]


@given(st.lists(LATE, min_size=2, max_size=6).map(sorted))
def test_pieces_make_the_whole(cuts: list[int]) -> None:
    pieces = [sampled(*pair) for pair in zip(cuts, cuts[1:], strict=False)]
    assert np.concatenate(pieces).tolist() == sampled(cuts[0], cuts[-1]).tolist()


@given(LATE)
def test_first_newest_and_no_more_than_agreed(iteration: int) -> None:
    noted = sampled(0, iteration)
    iterations, errors = with_newest(noted, np.ones(len(noted)), iteration, 0.5)
    assert len(iterations) == len(errors) <= MAX_POINTS
    assert iterations[0] == 0 and iterations[-1] == iteration and errors[-1] == 0.5
    assert (np.diff(iterations) > 0).all()


@given(st.lists(st.integers(1, 300), min_size=1, max_size=8))
def test_history_is_independent_of_the_way(steps: list[int]) -> None:
    experiment = LESSONS["eleven-lines"].experiment
    stepped, sought = Run(experiment), Run(experiment)
    for step in steps:
        stepped.step(step)
    sought.seek(sum(steps))
    assert same_bytes(stepped.history(), sought.history())


def test_history_shows_the_error_of_each_state() -> None:
    run = Run(LESSONS["two-layers"].experiment)
    run.seek(30)
    iterations, errors = run.history()
    assert iterations.tolist() == list(range(31))
    for iteration, error in zip(iterations.tolist(), errors.tolist(), strict=True):
        run.seek(iteration)
        np.testing.assert_allclose(run.state().error, error, rtol=1e-12)
    run.seek(10)
    assert run.history()[0].tolist() == list(range(11))


@pytest.mark.parametrize(("noted", "shown"), [(1_999, 2_000), (2_000, 1_001)])
def test_two_thousand_points_are_shown_the_newest_included(noted: int, shown: int) -> None:
    points = with_newest(np.arange(noted), np.ones(noted), noted, 0.5)
    assert [len(each) for each in points] == [shown, shown]
