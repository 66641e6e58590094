"""What the walks about the step and about other formulas say is so, held against the engine."""

import numpy as np
import pytest

from engine import LESSONS, Timeline
from engine.formulas import SIGMOID
from engine.study import Outcome, outcomes
from engine.timeline import turns
from tests.webapp.walk_claims import Seen, check, claims, rounded, stops, written_figures
from webapp.proof.sequel import sequel_experiment
from webapp.proof.sequel_printed import ERRORS, TURNS
from webapp.walks import moments

ELEVEN = LESSONS["eleven-lines"].experiment
STEP, SURER = "how-big-a-step", "quicker-is-not-surer"


@pytest.mark.parametrize(("walk", "number"), stops(STEP, SURER))
def test_claims(walk: str, number: int) -> None:
    check(walk, number)


def test_all_other_figures_are_computed() -> None:
    """Numbers with a point that a text writes itself are few; the claims account for each."""
    alphas, guesses = {"0.001", "0.1"}, {"0.01", "0.25"}
    errors = {"0.009", "0.495", "0.495164025493", "0.0086", "0.0031", "0.1255", "0.5", "0.125"}
    assert written_figures(STEP) == {*alphas, *guesses, *errors, "0.00224922"}
    assert written_figures(SURER) == {"0.9", "1.9", "0.0086", "0.242", "67.5"}


def error(rate: float, iteration: int) -> float:
    return Timeline(sequel_experiment(4, rate)).state_at(iteration).error


def starts(seen: Seen) -> tuple[Outcome, ...]:
    """The study that the page makes at this stop."""
    assert seen.stop.reveal.starts
    return outcomes(seen.after.experiment, range(200), seen.after.experiment.iterations)


def right(found: tuple[Outcome, ...]) -> int:
    return sum(each.right for each in found)


@claims(STEP, 1)
def _(seen: Seen) -> None:
    assert seen.before.experiment.learning_rate == 1
    assert seen.after.experiment.learning_rate == 10
    assert seen.after.iteration == seen.before.iteration == 0
    assert seen.right == "ten times as far"


@claims(STEP, 2)
def _(seen: Seen) -> None:
    assert f"{error(1, 10_000):.3f}" == "0.009"
    assert f"{seen.after.error:.12f}" == ERRORS[4][0.001][1] == "0.495164025493"
    assert seen.right == "still about 0.495"


@claims(STEP, 3)
def _(seen: Seen) -> None:
    found = {rate: error(rate, 10_000) for rate in ERRORS[4]}
    assert found[0.001] > found[0.01] > found[0.1] > found[1] > found[10]
    assert rounded(*(found[rate] for rate in (1, 10, 100, 1000)), digits=4) == [
        *(0.0086, 0.0031, 0.1255, 0.5)
    ]
    assert seen.right == "10"


@claims(STEP, 4)
def _(seen: Seen) -> None:
    place = 2 * 4 + 1
    assert (TURNS[1][place], TURNS[10][place]) == (2, 26)
    timeline = Timeline(seen.before.experiment)
    assert seen.after.iteration == 100
    assert turns(timeline, 100)[0][2, 1] == turns(timeline, 60_000)[0][2, 1] == 26
    assert sum(TURNS[0.001]) < 10 < sum(TURNS[10])
    assert seen.right == "26 times"


@claims(STEP, 5)
def _(seen: Seen) -> None:
    assert (np.abs(seen.before.errors) < 0.5).ravel().tolist() == [True, True, True, False]
    assert abs(seen.before.errors[3, 0]) == pytest.approx(0.5, abs=1e-3)
    assert seen.before.layers[1][3].max() < 0.001
    assert all(printed.startswith("0.125") for printed in ERRORS[4][100][1:])
    assert seen.right == "four times almost 0"


@claims(STEP, 6)
def _(seen: Seen) -> None:
    assert seen.before.layers[2].max() < 1e-60
    assert round(seen.before.error, 3) == 0.5
    slope = SIGMOID.slope(seen.before.layers[2])[1, 0]
    assert f"{slope:.70f}".startswith("0." + 65 * "0" + "1")
    assert seen.after.experiment.learning_rate == 1 and seen.after.iteration == 60_000
    for now, then in zip(seen.after.weights, seen.before.weights, strict=True):
        np.testing.assert_array_equal(now, then)
    assert seen.right == "not one weight moves"


@claims(STEP, 7)
def _(seen: Seen) -> None:
    assert ERRORS[32][10][1].startswith("0.00224922")
    first, second = f"{seen.before.error:.5f}", f"{0.00224922:.5f}"
    assert first[:6] == second[:6] and f"{seen.before.error:.8f}" != "0.00224922"
    assert seen.right == "from the last bit of a number"


@claims(SURER, 1)
def _(seen: Seen) -> None:
    off = np.abs(seen.after.errors)[:, 0]
    assert (off < 0.02).tolist() == [True, False, True, False]
    assert off[[1, 3]] == pytest.approx(0.5, abs=0.01)
    hidden = seen.after.layers[1]
    assert np.abs(hidden[1] - hidden[3]).max() < 0.001
    assert seen.right == "two"


@claims(SURER, 2)
def _(seen: Seen) -> None:
    assert right(starts(seen)) == 60
    assert seen.right == "about 30"


@claims(SURER, 3)
def _(seen: Seen) -> None:
    assert seen.before.experiment.momentum == 0.9
    speed = 0.0
    for _ in range(2):
        speed = 0.9 * speed + 1
    assert f"{speed} pushes" == seen.right == "1.9 pushes"
    for _ in range(200):
        speed = 0.9 * speed + 1
    assert speed == pytest.approx(10)


@claims(SURER, 4)
def _(seen: Seen) -> None:
    found = starts(seen)
    assert right(found) == 135 and 135 / 200 == 0.675
    stuck = [each.ending for each in found if not each.right]
    assert stuck.count("alike") > 0.8 * len(stuck)
    assert seen.right == "about 67"


@claims(SURER, 5)
def _(seen: Seen) -> None:
    missed, delta = seen.before.errors[0, 0], seen.before.deltas[1][0, 0]
    assert missed > 0.98 and 1 / 150 < delta / missed < 1 / 80
    assert seen.after.deltas[1][0, 0] == seen.after.errors[0, 0] == missed
    assert seen.right == "all of it"


@claims(SURER, 6)
def _(seen: Seen) -> None:
    plain = moments.Moment(ELEVEN, 10_000)
    assert rounded(plain.state.error, plain.at(300).state.error, digits=4) == [0.0086, 0.2418]
    assert 75 < plain.state.error / seen.after.error < 85
    assert seen.right == "to about an eightieth"


@claims(SURER, 7)
def _(seen: Seen) -> None:
    found = starts(seen)
    assert right(found) == 18
    assert np.median([each.first_right for each in found if each.first_right is not None]) < 250
    assert seen.right == "about 9"


@claims(SURER, 8)
def _(seen: Seen) -> None:
    silent = ~(seen.before.layers[1] > 0)
    assert silent.all(axis=0).tolist() == [True, False, True, False]
    assert silent.all(axis=1).tolist() == [True, False, False, True]
    later = moments.Moment(seen.before.experiment, 60_000).state
    np.testing.assert_array_equal(later.weights[0][:, [0, 2]], seen.before.weights[0][:, [0, 2]])
    assert later.layers[2][[0, 3], 0].tolist() == [0.5, 0.5]
    assert seen.right == "two"
