"""The ground around a run, held against values computed independently."""

from itertools import permutations

import numpy as np
import pytest

from engine import LESSONS, Experiment, Timeline, train
from engine.network.definition import starting_weights
from engine.network.training import trace
from engine.network.training_state import TrainingState
from engine.study import Weight, landscape
from engine.study.matching import assignment, orders, reordered
from engine.study.trails import joined, trails


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


def test_over_two_weights_the_ground_is_what_setting_them_by_hand_would_give() -> None:
    timeline = Timeline(LESSONS["eleven-lines"].experiment.replace(bias=True))
    found = landscape(timeline, 300, (Weight(0, 2, 1), Weight(1, 3, 0)))
    state = timeline.state_at(300)
    for row, column in ((0, 0), (20, 50)):
        moved = state.training
        for weight, step in zip(
            (Weight(0, 2, 1), Weight(1, 3, 0)), (found.u[column], found.v[row]), strict=True
        ):
            value = moved.weights[weight.layer][weight.source, weight.target] + step
            moved = moved.with_weight(*weight, value)
        expected = trace(moved, state.experiment).error
        assert found.ground[row, column] == pytest.approx(expected, rel=1e-12)
    assert 0 < sum(found.shares) < 1


def test_the_same_network_with_its_neurons_in_another_order_is_the_same_place() -> None:
    experiment = Experiment(
        np.random.default_rng(1).uniform(-1, 1, (6, 3)), np.full((6, 2), 0.5), (5, 4), bias=True
    )
    state = Timeline(experiment).state_at(3)
    order = [np.random.default_rng(k).permutation(size) for k, size in enumerate((5, 4))]
    weights, biases = reordered(state.weights, state.biases, order)
    shuffled = trace(TrainingState.of(weights, experiment, biases), experiment)
    assert shuffled.layers[-1] == pytest.approx(state.layers[-1], rel=1e-12)
    back = reordered(weights, biases, orders(state.layers, shuffled.layers))
    assert np.array_equal(joined(*back), joined(state.weights, state.biases))


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6])
def test_neurons_are_assigned_with_the_least_cost_of_all_orders(size: int) -> None:
    for seed in range(5):
        cost = np.random.default_rng(seed).uniform(-1, 1, (size, size)).round(1)
        found = assignment(cost)
        assert sorted(found) == list(range(size))
        rows = range(size)
        least = min(sum(cost[rows, order]) for order in map(list, permutations(rows)))
        assert cost[rows, found].sum() == pytest.approx(least)


def test_other_starts_end_at_their_own_errors_and_matched_they_end_closer() -> None:
    experiment = LESSONS["eleven-lines"].experiment
    timeline = Timeline(experiment)
    found = landscape(timeline, 5_000, others=5)
    assert [other.seed for other in found.others] == [0, 2, 3, 4, 5]
    own = timeline.state_at(5_000)
    here = joined(own.weights, ())
    for other, trail in zip(found.others, trails(own, 5), strict=True):
        alone = train(starting_weights(experiment.shape, other.seed), experiment, 5_000)
        assert other.error == trace(alone.state, experiment).error
        unmatched = joined(alone.weights, ())
        assert np.linalg.norm(trail.places[-1] - here) <= np.linalg.norm(unmatched - here) + 1e-9
        assert min(found.u) <= other.trail[:, 0].min() and other.trail[:, 0].max() <= max(found.u)
