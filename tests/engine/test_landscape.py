"""The ground around a run, held against values computed independently."""

import numpy as np
import pytest

from engine import LESSONS, Experiment, Timeline
from engine.study import landscape


def test_the_article_s_run_lies_in_a_plane_almost_wholly() -> None:
    timeline = Timeline(LESSONS["eleven-lines"].experiment)
    found = landscape(timeline, 60_000)
    assert found.shares == pytest.approx((0.9858, 0.0128), abs=5e-4)
    assert found.errors[0] == pytest.approx(0.4964, abs=5e-5)
    assert found.iterations[0] == 0 and found.iterations[-1] == 60_000
    assert found.trail[-1] == pytest.approx((0, 0))


def test_the_ground_below_the_run_is_its_own_error_where_it_stands() -> None:
    timeline = Timeline(LESSONS["eleven-lines"].experiment)
    found = landscape(timeline, 10_000)
    for mark, at_least in ((-1, 0.02), (0, 0.05)):
        place = found.trail[mark]
        column, row = np.abs(found.u - place[0]).argmin(), np.abs(found.v - place[1]).argmin()
        assert found.ground[row, column] == pytest.approx(found.errors[mark], abs=at_least)


@pytest.mark.parametrize("hidden", [(), (3,), (2, 2)])
@pytest.mark.parametrize("iteration", [0, 1, 50])
def test_any_network_at_any_iteration_has_a_ground(hidden: tuple[int, ...], iteration: int) -> None:
    experiment = Experiment(np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([[0.0], [1.0]]), hidden)
    for each in (experiment, experiment.replace(bias=True)):
        found = landscape(Timeline(each), iteration)
        assert found.ground.shape == (len(found.v), len(found.u))
        assert np.isfinite(found.ground).all() and np.isfinite(found.trail).all()
        assert 0 <= found.shares[1] <= found.shares[0] <= 1
