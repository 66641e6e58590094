"""What the walks about the code and one neuron say is so, held against the engine."""

import numpy as np
import pytest

from engine.formulas import SIGMOID
from tests.webapp.walk_claims import (
    FAULTS,
    WALKS,
    Seen,
    answers,
    check,
    claims,
    deltas,
    rounded,
    stops,
    weights,
    written_figures,
)
from webapp.walks import moments


@pytest.mark.parametrize(("walk", "number"), stops("nine-lines", "two-layers"))
def test_claims(walk: str, number: int) -> None:
    check(walk, number)


def test_every_file_is_a_walk() -> None:
    assert not FAULTS
    ours = ["nine-lines", "two-layers", "why", "hidden-layer"]
    assert [id for id in WALKS if id in ours] == ours


def test_all_other_figures_are_computed() -> None:
    """Numbers with a point that a text writes itself are few; the claims account for each."""
    assert written_figures("nine-lines") == {"4.63"}
    guesses = {"0.1", "0.01", "0.001", "-0.88"}
    assert written_figures("two-layers") == {"0.88", "0.12", *guesses}


@claims("nine-lines", 1)
def _(seen: Seen) -> None:
    first, _, third = weights(seen.before)
    assert seen.before.experiment.inputs[2].tolist() == [1, 0, 1]
    assert first + third == pytest.approx(-1.1657, abs=1e-4)
    assert seen.before.experiment.situations.tolist() == [[1, 0, 0]]
    assert -0.2 < first < 0
    answer = seen.before.answers.item()
    assert 0.4 < answer < 0.5 and answer == pytest.approx(SIGMOID.value(np.array(first)).item())


@claims("nine-lines", 2)
def _(seen: Seen) -> None:
    assert SIGMOID.value(np.array([0.0, -20, 20])).round(8).tolist() == [0.5, 0, 1]
    assert seen.right == "a half"
    assert seen.input(3) == [1] * 4


@claims("nine-lines", 3)
def _(seen: Seen) -> None:
    errors = seen.before.errors[:, 0]
    assert np.argsort(-abs(errors))[:2].tolist() == [2, 1]
    assert (errors[[1, 2]] > 0).all()
    assert seen.right == "example 3" and seen.targets[2] == 1


@claims("nine-lines", 4)
def _(seen: Seen) -> None:
    assert seen.input(2) == [0, 1, 0, 1]
    _, second, third, fourth = deltas(seen.before)
    moved = weights(seen.at(1))[1] - weights(seen.before)[1]
    assert 0 * third + second + fourth == pytest.approx(moved)
    assert seen.right == "not at all"


@claims("nine-lines", 5)
def _(seen: Seen) -> None:
    assert seen.input(1) == [0, 1, 1, 0]
    _, second, third, _ = deltas(seen.before)
    parts = rounded(weights(seen.before)[0], second, third, digits=3)
    assert round(sum(parts), 3) == round(weights(seen.after)[0], 3) == 0.12


@claims("nine-lines", 6)
def _(seen: Seen) -> None:
    assert seen.input(1) == seen.targets and seen.input(3) == [1] * 4
    assert sum(np.equal(seen.input(2), seen.targets)) == 2
    first, second, third = weights(seen.after)
    assert first > 9 and abs(second) < 0.25 and third < -4
    assert weights(seen.before)[2] > third
    assert seen.right == "that of input 1"


@claims("nine-lines", 7)
def _(seen: Seen) -> None:
    first, _, third = weights(seen.before)
    assert seen.before.experiment.inputs[[0, 2]].tolist() == [[0, 0, 1], [1, 0, 1]]
    assert answers(seen.before)[0] == pytest.approx(SIGMOID.value(np.array(third)).item())
    assert rounded(first, third, first + third, digits=2) == [9.67, -4.63, 5.04]
    assert round(first / -third) == 2


@claims("nine-lines", 8)
def _(seen: Seen) -> None:
    assert [1, 0, 0] not in seen.before.experiment.inputs.tolist()
    assert seen.after.experiment.situations.tolist() == [[1, 0, 0]]
    assert f"{seen.after.answers.item():.8f}" == "0.99993704"


@claims("nine-lines", 9)
def _(seen: Seen) -> None:
    first = weights(seen.at(1))[0] - weights(seen.at(0))[0]
    assert weights(seen.at(10_001))[0] - weights(seen.before)[0] < first / 2_000
    assert SIGMOID.slope(seen.before.layers[1])[2, 0] < 0.01
    assert rounded(weights(seen.before)[0], weights(seen.after)[0], digits=1) == [9.7, 10.4]
    assert seen.right == "about {syn0 1 at 20000:1}"


@claims("two-layers", 1)
def _(seen: Seen) -> None:
    assert seen.targets == [0, 0, 1, 1]
    worst = abs(seen.after.errors).max()
    assert worst == answers(seen.after)[0] and round(worst, 2) == 0.01
    assert seen.right == "about 0.01"


@claims("two-layers", 2)
def _(seen: Seen) -> None:
    assert SIGMOID.value(np.array([2.0, -2.0])).round(2).tolist() == [0.88, 0.12]
    assert seen.right == "0.12"


@claims("two-layers", 3)
def _(seen: Seen) -> None:
    fallen = next(t for t in range(200) if seen.at(t).error < 0.1)
    assert 50 < fallen < 150
    assert seen.at(0).error - seen.at(100).error > 0.8 * seen.at(0).error
    assert seen.right == "after about 100"


@claims("two-layers", 4)
def _(seen: Seen) -> None:
    error, steepness = seen.before.errors[2, 0], SIGMOID.slope(seen.before.layers[1])[2, 0]
    assert round(round(error, 3) * round(steepness, 3), 3) == round(deltas(seen.before)[2], 3)


@claims("two-layers", 5)
def _(seen: Seen) -> None:
    inputs, delta = seen.before.layers[0], seen.before.deltas[0]
    assert (inputs.shape, delta.shape, inputs.T.shape) == ((4, 3), (4, 1), (3, 4))
    assert (inputs.T @ delta).shape == seen.before.weights[0].shape == (3, 1)
    assert seen.right == "3 rows, 1 column"


@claims("two-layers", 6)
def _(seen: Seen) -> None:
    assert seen.before.layers[0].T[0].tolist() == [0, 0, 1, 1]
    moved = weights(seen.after)[0] - weights(seen.before)[0]
    assert sum(deltas(seen.before)[2:]) == pytest.approx(moved)
    assert rounded(*deltas(seen.before)[2:], moved, digits=4) == [0.1381, 0.1481, 0.2862]
    assert seen.right == "3 and 4"


@claims("two-layers", 7)
def _(seen: Seen) -> None:
    assert seen.targets == [0, 1, 0, 1] == seen.input(2)
    assert weights(seen.before) == weights(moments.before(seen.walk, seen.walk.stops[1]).state)
    first, second, _ = weights(seen.after)
    assert abs(first) < 0.25 and second > 9
    assert seen.right == "that of input 2"
