"""What a finding looks at, to its bounds, and what it says, word by word."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from engine.diagnosis.finding import Finding
from engine.diagnosis.kinds import few_neurons
from engine.diagnosis.kinds.alike import _candidates, _pairs, _shown
from tests.engine.test_diagnosis import TWO, XOR, diagnosed

NARROW = XOR.replace(hidden=(3, 1), iterations=10_000)


def found(kind: str, hidden: tuple[int, ...], seed: int = 1) -> Finding | None:
    """The finding of this kind after the planned iterations."""
    findings = diagnosed(NARROW.replace(hidden=hidden, seed=seed), 10_000).findings
    return next((each for each in findings if each.kind == kind), None)


def test_too_few_neurons_is_said_in_numbers() -> None:
    told = found("too-few-neurons", NARROW.hidden)
    assert told and told.attempt
    starts, more = told.evidence["starts"], told.evidence["with_one_more"]
    assert told.text == (
        f"Of {starts['of']} other starts none learn this in 10,000 iterations; with 2 neurons in "
        f"the last hidden layer it is {more['right']} of {more['of']}. More neurons make it easier "
        "to find a way."
    )
    assert told.evidence["hidden"] == (3, 1)
    assert (starts["right"], starts["iterations"], more["iterations"]) == (0, 10_000, 10_000)
    assert starts["share"][1] < 0.1 < 0.5 < more["share"][0]
    assert (told.where, told.attempt.experiment) == (("l2",), {"hidden": [3, 2]})
    assert told.attempt.label == "Try 2 neurons in the last hidden layer"


@pytest.mark.parametrize(("most", "is_told"), [(1, False), (2, True)])
def test_no_more_neurons_are_asked_for_than_there_may_be(
    most: int, is_told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(few_neurons, "MAX_NEURONS", most)
    assert bool(found("too-few-neurons", (1,))) == is_told


def test_examples_that_look_alike_are_told_with_what_they_share() -> None:
    told = found("alike", TWO.hidden)
    assert told
    (one, other), starts = told.evidence["hidden"], told.evidence["starts"]
    answer = told.evidence["answers"].mean()
    assert told.text == (
        "Examples 2 and 4 ask for different answers but look alike to the hidden layer: "
        f"({one[0]:.3g}, {one[1]:.3g}) and ({other[0]:.3g}, {other[1]:.3g}), at most "
        f"{np.abs(one - other).max():.2g} apart. So it gives both about the same answer, "
        f"{answer:.3g}. Of {starts['of']} other starts {starts['right']} learn this in 10,000 "
        f"iterations, which stands for {starts['share'][0]:.0%} to {starts['share'][1]:.0%} of all."
    )
    assert told.where == ("any 1 any", "any 3 any", "l1 1 any", "l1 3 any")
    assert told.evidence["pairs"] == [[1, 3]]
    assert told.evidence["targets"].tolist() == [[1], [0]]


def test_alike_is_nearer_than_a_tenth_with_targets_further_apart_than_a_half() -> None:
    layer = np.array([[0.0, 0], [0.0625, 0], [0, 0.1], [0.5, 0.5], [0.5, 0.53125]])
    targets = np.array([[0.0], [1], [1], [0.25], [0.75]])
    assert _pairs(layer, targets, [0, 3]) == [(0.0625, 0, 1)]
    targets[4] = 0.78125
    assert _pairs(layer, targets, [1, 3]) == [(0.03125, 3, 4), (0.0625, 0, 1)]
    assert _pairs(layer, targets, [2]) == []


def test_three_pairs_are_told_the_closest_first() -> None:
    layer = np.array([[0.0], [0.03125], [0.03125], [0.0625], [0.09375]])
    targets = np.array([[0.0], [1], [1], [1], [1]])
    told = [(0.03125, 0, 1), (0.03125, 0, 2), (0.0625, 0, 3)]
    assert _pairs(layer, targets, [0]) == told


def test_every_pair_is_looked_at_up_to_four_hundred_examples() -> None:
    """Of more those next to each other in the order of some neuron, equal ones as they stand."""
    layer = np.random.default_rng(1).random((401, 3)).round(2)
    few = np.transpose(_candidates(layer[:400])).tolist()
    assert few == [list(pair) for pair in combinations(range(400), 2)]
    orders = [sorted(range(401), key=column.__getitem__) for column in layer.T]
    neighbours = {tuple(sorted(pair)) for order in orders for pair in pairwise(order)}
    assert [tuple(pair) for pair in np.transpose(_candidates(layer))] == sorted(neighbours)


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ([0.12345], "0.123"),
        ([0.5, 1e-5], "(0.5, 1e-05)"),
        ([1, 2, 3, 4, 5, 6], "(1, 2, 3, 4, 5, 6)"),
        ([1, 2, 3, 4, 5, 6, 7], "(1, 2, 3, 4, 5, 6, …)"),
    ],
)
def test_a_row_of_neurons_is_shown_short(row: list[float], shown: str) -> None:
    assert _shown(np.array(row)) == shown
