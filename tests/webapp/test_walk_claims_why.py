"""What the walks about questions and the hidden layer say is so, held against the engine."""

import numpy as np
import pytest

from engine.formulas import SIGMOID
from tests.webapp.walk_claims import (
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


@pytest.mark.parametrize(("walk", "number"), stops("why", "hidden-layer"))
def test_claims(walk: str, number: int) -> None:
    check(walk, number)


def test_all_other_figures_are_computed() -> None:
    """Numbers with a point that a text writes itself are few; the claims account for each."""
    seeds = {"-0.17", "0.44", "-1.00", "9.67", "-0.21", "-4.63"}
    assert written_figures("why") == {"0.25", "0.00966449", "0.1", *seeds}
    assert not written_figures("hidden-layer")


@claims("why", 1)
def _(seen: Seen) -> None:
    power = np.exp(-(seen.before.layers[0] @ seen.before.weights[0]))
    np.testing.assert_allclose(
        power / (1 + power) ** 2, SIGMOID.slope(seen.before.layers[1]), rtol=1e-14
    )
    assert seen.right == "the very same number"


@claims("why", 2)
def _(seen: Seen) -> None:
    assert seen.before.experiment.situations[0].tolist() == [0, 0, 0]
    assert seen.before.answers[0, 0] == seen.after.answers[0, 0] == 0.5
    assert seen.right == "still exactly a half"


@claims("why", 3)
def _(seen: Seen) -> None:
    assert seen.input(2) == [0] * 4
    assert weights(seen.after)[1] == weights(seen.before)[1]
    assert seen.right == "at {syn0 2 at 0}, as before"


@claims("why", 4)
def _(seen: Seen) -> None:
    steepness = SIGMOID.slope(seen.before.layers[1])[0, 0]
    assert 1 / 35 < steepness < 1 / 28 and SIGMOID.slope(np.array(0.5)) == 0.25
    assert seen.after.errors[0, 0] > 0.96 and deltas(seen.after)[0] < 0.03
    later = moments.after(seen.walk, seen.stop).at(10_000).state
    assert answers(later)[0] > 0.5
    assert seen.right == "about a thirtieth"


@claims("why", 5)
def _(seen: Seen) -> None:
    printed = [f"{answers(state)[0]:.8f}" for state in (seen.before, seen.after)]
    assert printed == ["0.00966400", "0.00966449"]
    assert seen.after.iteration == seen.before.iteration - 1
    assert seen.right == "the print is one update old"


@claims("why", 6)
def _(seen: Seen) -> None:
    assert seen.before.experiment.learning_rate == 1 == float(seen.right)
    assert seen.after.experiment.learning_rate == 10
    assert deltas(seen.after) == deltas(seen.before)


@claims("why", 7)
def _(seen: Seen) -> None:
    seed_1 = moments.before(seen.walk, seen.walk.stops[0])
    assert rounded(*weights(seed_1.state), digits=2) == [-0.17, 0.44, -1.00]
    ends = (weights(seed_1.at(10_000).state), weights(seen.after))
    assert all(rounded(*end, digits=2) == [9.67, -0.21, -4.63] for end in ends)
    assert seen.right == "nearly the same"


@claims("hidden-layer", 1)
def _(seen: Seen) -> None:
    wanted = [
        float((a or b) and not (a and b)) for a, b in zip(seen.input(1), seen.input(2), strict=True)
    ]
    assert seen.targets == wanted
    assert rounded(*answers(seen.after), digits=4) == [0.5] * 4
    assert max(map(abs, weights(seen.after))) < 1e-4
    assert seen.right == "a half, four times"


@claims("hidden-layer", 2)
def _(seen: Seen) -> None:
    assert [sum(np.equal(seen.input(n), seen.targets)) for n in (1, 2, 3)] == [2, 2, 2]
    assert seen.right == "in two"


@claims("hidden-layer", 3)
def _(seen: Seen) -> None:
    assert [matrix.shape for matrix in seen.before.weights] == [(3, 4), (4, 1)]
    assert sum(matrix.size for matrix in seen.before.weights) == int(seen.right) == 16


@claims("hidden-layer", 4)
def _(seen: Seen) -> None:
    delta, tie = deltas(seen.before)[0], seen.before.weights[1][2, 0]
    assert delta < 0 and tie < 0
    assert round(round(delta, 3) * round(tie, 3), 3) == round(delta * tie, 3)
    assert seen.right == "rise"


@claims("hidden-layer", 5)
def _(seen: Seen) -> None:
    errors = [seen.at(t).error for t in (0, 100, 300, 1_000)]
    assert errors[1] > 0.9 * errors[0] and errors[2] < errors[1] / 1.5 and errors[3] < 0.05
    single = moments.before(WALKS["nine-lines"], WALKS["nine-lines"].stops[0])
    falling = [single.at(t).state.error for t in range(50)]
    assert falling == sorted(falling, reverse=True)
    assert seen.right == "hardly at all"


@claims("hidden-layer", 6)
def _(seen: Seen) -> None:
    high = seen.before.layers[1] > 0.5
    found = [n for n in range(4) if high[:, n].tolist() == [True, True, True, False]]
    assert [f"neuron {n + 1}" for n in found] == [seen.right] == ["neuron 4"]
    assert seen.before.experiment.inputs[3].tolist() == [1, 1, 1]


@claims("hidden-layer", 7)
def _(seen: Seen) -> None:
    assert (seen.before.layers[1][:, 2] > 0.5).tolist() == [True, False, False, False]
    assert seen.before.experiment.inputs[0, :2].tolist() == [0, 0] and seen.targets[0] == 0
    first, second, third, fourth = seen.before.weights[1][:, 0]
    assert third < -10 and first < 0 < min(second, fourth)
    assert seen.right == "negative"


@claims("hidden-layer", 8)
def _(seen: Seen) -> None:
    assert [1, 1, 0] not in seen.before.experiment.inputs.tolist()
    assert seen.after.experiment.situations.tolist() == [[1, 1, 0]]
    assert seen.after.answers.item() < 0.01 > answers(seen.after)[3]
    assert seen.right == "nearly 0"
