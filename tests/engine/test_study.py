"""Many starts: each as it is alone, to the last bit, and counted as an independent program did."""

from itertools import islice
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import LESSONS, Experiment, train
from engine.network.definition import starting_weights
from engine.network.training import trace
from engine.network.training_state import TrainingState
from engine.study import Group, Outcome, Plan, combinations, outcomes, work
from engine.study.interval import wilson
from engine.study.outcome import outcome_of
from tests.engine.examples import experiments

ELEVEN_LINES = LESSONS["eleven-lines"].experiment
ITERATIONS = 40


def alone(experiment: Experiment, seed: int, iterations: int) -> tuple[float, bool, int | None]:
    """Final error, whether all is right and when it first was, one iteration after the other."""
    state, first = TrainingState.first(experiment.replace(seed=seed)), None
    for iteration in range(iterations + 1):
        seen = trace(state, experiment)
        right = bool((np.abs(seen.errors) < 0.5).all())
        first = iteration if right and first is None else first
        if iteration < iterations:
            state = train(state, experiment, 1).state
    return seen.error, right, first


def groups(vary: dict[str, list[Any]]) -> tuple[Group, ...]:
    return tuple(Group(each, ELEVEN_LINES.replace(**each)) for each in combinations(vary))


def told(outcome: Outcome) -> tuple[float, bool, int | None]:
    return outcome.error, outcome.right, outcome.first_right


@given(experiments(), st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=20))
@settings(max_examples=25, deadline=None)
def test_starts_side_by_side_are_as_each_is_alone(experiment: Experiment, seeds: list[int]) -> None:
    found = outcomes(experiment, seeds, ITERATIONS)
    assert [outcome.seed for outcome in found] == seeds
    for outcome in islice(found, 3):
        assert told(outcome) == alone(experiment, outcome.seed, ITERATIONS)


@pytest.mark.parametrize("examples", [4, 5, 8, 9, 128, 129, 301])
@pytest.mark.parametrize("shape", [(1, 1), (3, 9, 2), (9, 17, 8, 3)])
def test_no_size_of_table_or_layer_changes_a_bit(shape: tuple[int, ...], examples: int) -> None:
    random = np.random.default_rng(1)
    table = random.uniform(-1, 1, (examples, shape[0])), random.uniform(0, 1, (examples, shape[-1]))
    experiment = Experiment(*table, shape[1:-1], learning_rate=2 / examples)
    for outcome in outcomes(experiment, [3, 4], ITERATIONS):
        assert told(outcome) == alone(experiment, outcome.seed, ITERATIONS)


@pytest.mark.parametrize("optimizer", ["descent", "momentum", "rmsprop", "adam"])
@pytest.mark.parametrize(
    "formulas",
    [
        {"activations": ("tanh", "sigmoid"), "bias": True},
        {"activations": ("relu", "linear"), "weight_decay": 0.01},
        {"loss": "cross-entropy", "bias": True, "weight_decay": 0.001},
        {"activations": ("linear", "tanh")},
    ],
)
@pytest.mark.parametrize("examples", [4, 11, 150])
def test_every_formula_comes_out_as_alone(
    optimizer: str, formulas: dict[str, Any], examples: int
) -> None:
    random = np.random.default_rng(2)
    table = random.uniform(-1, 1, (examples, 3)), random.uniform(0, 1, (examples, 2)).round()
    experiment = Experiment(
        *table, (5,), learning_rate=0.1 / examples, optimizer=optimizer, **formulas
    )
    for outcome in outcomes(experiment, range(6), ITERATIONS):
        assert told(outcome) == alone(experiment, outcome.seed, ITERATIONS)


def test_numbers_that_do_not_last_end_where_they_end_alone() -> None:
    experiment = Experiment(
        np.array([[1e6], [-1e6]]), np.array([[1.0], [0.0]]), (2,), learning_rate=1e303
    )
    for outcome in outcomes(experiment, range(20), ITERATIONS):
        trained = train(starting_weights(experiment.shape, outcome.seed), experiment, ITERATIONS)
        assert (outcome.ending == "diverged") == trained.diverged
        assert outcome.error == trace(trained.weights, experiment).error


@pytest.mark.parametrize(
    ("seeds", "iterations", "expected"),
    [(1_000, 10_000, (295, 934, 995)), (200, 60_000, (137, 196, 200))],
)
def test_as_many_starts_learn_xor_as_an_independent_program_counted(
    seeds: int, iterations: int, expected: tuple[int, ...]
) -> None:
    plan = Plan(groups({"hidden": [(2,), (3,), (4,)]}), seeds, iterations)
    right = [0, 0, 0]
    for piece in plan.pieces():
        right[piece.group] += sum(outcome.right for outcome in work(piece))
    assert tuple(right) == expected


def test_two_neurons_fail_since_two_examples_look_alike() -> None:
    found = outcomes(ELEVEN_LINES.replace(hidden=(2,)), range(1, 17), 60_000)
    assert found[0].ending == "alike"
    assert {outcome.ending for outcome in found} >= {"right", "alike"}


@pytest.mark.parametrize(
    ("neurons", "shares"),
    [(4, (0.5, 100, 100, 100, 96, 0.5, 0)), (3, (None, 80, 91.5, 97.5, 78, 0, None))],
)
def test_the_sweep_over_the_learning_rate(neurons: int, shares: tuple[float | None, ...]) -> None:
    """Shares right of 200 seeds after 10,000 iterations, counted by an independent program."""
    for rate, share in zip((0.01, 0.1, 1, 10, 30, 100, 300), shares, strict=True):
        if share is not None:
            experiment = ELEVEN_LINES.replace(hidden=(neurons,), learning_rate=rate)
            found = outcomes(experiment, range(200), 10_000)
            assert 100 * np.mean([outcome.right for outcome in found]) == share


def test_every_group_gets_every_seed_once_in_the_same_shuffled_order() -> None:
    vary: dict[str, list[Any]] = {"learning_rate": [0.1, 1.0], "hidden": [(2,), (4,), (8, 8)]}
    plan = Plan(groups(vary), 500, 10_000)
    seeds: dict[int, list[int]] = {}
    for piece in plan.pieces():
        assert piece.experiment.learning_rate == plan.groups[piece.group].vary["learning_rate"]
        assert piece.experiment.hidden == plan.groups[piece.group].vary["hidden"]
        seeds.setdefault(piece.group, []).extend(piece.seeds)
    assert len(seeds) == 6
    assert all(order == seeds[0] for order in seeds.values())
    assert sorted(seeds[0]) == list(range(500)) != seeds[0]
    assert np.mean(seeds[0][:100]) == pytest.approx(250, abs=50)


def test_the_interval_of_five_in_ten() -> None:
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)


@pytest.mark.parametrize(("away", "ending"), [(0.019, "base-rate"), (0.021, "wrong")])
@pytest.mark.parametrize("side", [1, -1])
def test_how_near_to_the_mean_is_the_base_rate(away: float, ending: str, side: int) -> None:
    """One neuron that says a half and so much more, or less, to two examples of 0 and 1."""
    experiment = Experiment([[1.0], [1.0]], [[0.0], [1.0]])
    answer = 0.5 + side * away
    weight = np.array([[np.log(answer / (1 - answer))]])
    seen = trace(TrainingState.of([weight], experiment), experiment)
    assert outcome_of(experiment, 1, seen, None, False).ending == ending
