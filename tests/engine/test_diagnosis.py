"""Each kind of finding on a run that has it; and nothing on those that have learned."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from engine import LESSONS, Edit, Experiment, Timeline, WeightEdit
from engine.diagnosis import Diagnosis, diagnose

XOR = LESSONS["eleven-lines"].experiment
TWO = XOR.replace(hidden=(2,), iterations=10_000)


def diagnosed(
    experiment: Experiment, iteration: int, weights: Sequence[WeightEdit] = ()
) -> Diagnosis:
    """The diagnosis of a run, some of whose starting weights were set by hand."""
    return diagnose(Timeline(experiment, [Edit(0, weight=each) for each in weights]), iteration)


def all_weights(value: float) -> list[WeightEdit]:
    places = [(0, i, j) for i in range(3) for j in range(4)] + [(1, i, 0) for i in range(4)]
    return [WeightEdit(*place, value) for place in places]


def kinds(found: Diagnosis) -> list[str]:
    return [finding.kind for finding in found.findings]


def changed(found: Diagnosis, experiment: Experiment) -> Experiment:
    """The experiment once the first finding's suggestion is followed."""
    attempt = found.findings[0].attempt
    assert attempt
    values: dict[str, Any] = dict(attempt.experiment)
    return experiment.replace(**values)


def test_no_line_parts_xor_and_the_multipliers_are_told() -> None:
    found = diagnosed(LESSONS["xor-one-neuron"].experiment, 10_000)
    first = found.findings[0]
    assert (found.verdict, first.kind) == ("stuck", "not-separable")
    assert first.evidence["multipliers"] == pytest.approx([0.25] * 4)
    assert found.ahead and not found.ahead.right
    assert first.attempt and first.attempt.experiment == {"hidden": [4]}


def test_what_can_be_parted_has_no_such_finding() -> None:
    for lesson in ("and", "or", "nine-lines"):
        found = diagnosed(LESSONS[lesson].experiment, 0)
        assert (found.verdict, found.findings) == ("untrained", ())
        assert found.ahead and found.ahead.right


def test_equal_rows_that_ask_for_different_answers() -> None:
    rows = Experiment([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 0, 1]], [[0], [1], [1], [0]], (4,))
    found = diagnosed(rows, 10_000)
    assert (found.verdict, kinds(found)) == ("stuck", ["contradiction"])
    assert found.findings[0].evidence["examples"] == [2, 3]
    assert found.findings[0].evidence["best_answer"] == [0.5]
    assert len(changed(found, rows).inputs) == 3


def test_a_row_of_zeros_without_an_input_of_ones() -> None:
    rows = Experiment([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [0], [0], [1]])
    found = diagnosed(rows, 10_000)
    assert (found.verdict, kinds(found)) == ("stuck", ["zero-row"])
    assert found.findings[0].evidence["answers"] == [[0.5]]
    assert diagnosed(changed(found, rows), 10_000).verdict == "learned"


@pytest.mark.parametrize("value", [0.4, 0.0])
def test_equal_starting_weights_stay_equal(value: float) -> None:
    found = diagnosed(XOR, 10_000, all_weights(value))
    first = found.findings[0]
    assert (found.verdict, first.kind) == ("stuck", "twin-neurons")
    assert first.evidence["neurons"] == [0, 1, 2, 3]
    assert first.evidence["largest_difference"] == 0


def test_a_rate_of_a_thousand_is_too_large() -> None:
    experiment = XOR.replace(learning_rate=1000)
    found = diagnosed(experiment, 10_000)
    first = found.findings[0]
    assert (found.verdict, first.kind) == ("stuck", "rate-too-large")
    assert found.ahead and found.ahead.error == pytest.approx(0.5)
    calmer = Timeline(changed(found, experiment))
    errors = calmer.state_at(first.evidence["right_at"]).errors
    assert (np.abs(errors) < 0.5).all()


@pytest.mark.parametrize("seed", [2, 3, 4, 5])
def test_leaps_are_too_large_even_where_the_error_never_rose(seed: int) -> None:
    experiment = XOR.replace(learning_rate=1000, seed=seed)
    first = diagnosed(experiment, 10_000).findings[0]
    assert first.kind == "rate-too-large" and "the first three moved a weight by" in first.text
    begun, then = (Timeline(experiment, []).state_at(t).weights for t in (0, 3))
    moved = max(np.abs(a - b).max() for a, b in zip(begun, then, strict=True))
    assert first.evidence["leap"] == moved > 10
    calmer = Timeline(experiment.replace(learning_rate=first.evidence["tried"]), [])
    assert (np.abs(calmer.state_at(first.evidence["right_at"]).errors) < 0.5).all()


@pytest.mark.parametrize(("rate", "iteration"), [(0.001, 50_000), (1e-6, 10_000)])
def test_a_tiny_rate_is_too_small(rate: float, iteration: int) -> None:
    found = diagnosed(XOR.replace(learning_rate=rate), iteration)
    assert found.findings[0].kind == "rate-too-small"
    assert found.findings[0].attempt
    assert found.findings[0].attempt.experiment == {"learning_rate": pytest.approx(0.01)}


def test_two_examples_look_alike_to_two_neurons() -> None:
    found = diagnosed(TWO, 10_000)
    first = found.findings[0]
    assert (found.verdict, kinds(found)) == ("stuck", ["alike", "too-few-neurons"])
    assert first.evidence["examples"] == [1, 3]
    assert first.evidence["distance"] < 0.001
    assert first.evidence["starts"]["right"] / first.evidence["starts"]["of"] > 0.2
    other = changed(found, TWO)
    assert other.seed != TWO.seed
    assert diagnosed(other, 10_000).verdict == "learned"


def test_a_ledge_and_when_it_is_left() -> None:
    found = diagnosed(LESSONS["parity-three"].experiment, 100)
    first = found.findings[0]
    assert (found.verdict, first.kind) == ("learning", "plateau")
    assert 500 < first.evidence["leaves_at"] < 1_000
    timeline = Timeline(LESSONS["parity-three"].experiment)
    right_at = first.evidence["right_at"]
    assert found.ahead == (right_at - 100, timeline.state_at(right_at).error, True)
    assert (np.abs(timeline.state_at(right_at).errors) < 0.5).all()
    assert (np.abs(timeline.state_at(right_at - 1).errors) >= 0.5).any()


@pytest.mark.parametrize(("short_by", "is_proposed"), [(1, True), (0, False)])
def test_a_plan_that_is_just_long_enough_stays(short_by: int, is_proposed: bool) -> None:
    experiment = LESSONS["parity-three"].experiment
    right_at = diagnosed(experiment, 100).findings[0].evidence["right_at"]
    first = diagnosed(experiment.replace(iterations=right_at - short_by), 100).findings[0]
    assert (first.kind, first.evidence["right_at"]) == ("plateau", right_at)
    assert (first.attempt is not None) == is_proposed


def test_what_only_needs_longer() -> None:
    experiment = TWO.replace(seed=12)
    found = diagnosed(experiment, 10_000)
    assert (found.verdict, kinds(found)) == ("learning", ["plateau"])
    assert "only needs longer" in found.findings[0].text
    assert found.ahead and found.ahead.right
    right_at = 10_000 + found.ahead.iterations
    assert right_at <= changed(found, experiment).iterations < 2 * right_at
    assert (np.abs(Timeline(experiment).state_at(right_at).errors) < 0.5).all()


def test_nothing_is_found_while_it_learns() -> None:
    found = diagnosed(XOR, 100)
    assert (found.verdict, found.findings) == ("learning", ())


def test_sure_and_wrong() -> None:
    found = diagnosed(XOR, 100, [WeightEdit(1, i, 0, 40.0) for i in range(4)])
    first = found.findings[0]
    assert (found.verdict, first.kind) == ("stuck", "saturated")
    assert first.evidence["examples"] == [0, 3]


def test_inputs_that_tell_nothing() -> None:
    ones, zeros = np.ones((4, 1)), np.zeros((4, 1))
    wider = XOR.replace(inputs=np.hstack([XOR.inputs, zeros, ones]))
    found = diagnosed(wider, 60_000)
    assert (found.verdict, kinds(found)) == ("learned", ["idle-input", "twin-inputs"])
    assert [finding.evidence["inputs"] for finding in found.findings] == [[3], [2, 4]]


def test_every_answer_at_the_mean() -> None:
    found = diagnosed(XOR, 100, all_weights(0.0))
    assert found.verdict == "stuck"
    base_rate = next(each for each in found.findings if each.kind == "base-rate")
    assert (base_rate.evidence["targets"], base_rate.evidence["means"]) == ([0], [0.5])


def test_nothing_is_found_where_all_is_right() -> None:
    learned = []
    for seed in range(40):
        timeline = Timeline(TWO.replace(seed=seed))
        found = diagnose(timeline, 10_000)
        is_right = bool((np.abs(timeline.state_at(10_000).errors) < 0.5).all())
        assert (found.verdict == "learned") == is_right
        if is_right:
            assert (found.findings, found.ahead) == ((), None)
            learned.append(seed)
    assert 0 < len(learned) < 40


def test_looking_changes_nothing() -> None:
    timeline = Timeline(TWO)
    before = timeline.state_at(500)
    diagnose(timeline, 500)
    assert timeline.state_at(500) is before


def test_a_large_network_is_not_called_stuck_for_want_of_time() -> None:
    random = np.random.default_rng(1)
    experiment = Experiment(
        random.random((2_000, 64)), (random.random((2_000, 16)) > 0.5), hidden=(64, 64)
    )
    found = diagnosed(experiment, 2)
    assert found.verdict == "learning"
    assert "too large to look far ahead" in found.summary


BITS = ((0, 0), (0, 1), (1, 0), (1, 1))


def of_bits(targets: Sequence[float], **formulas: Any) -> Experiment:
    """Two inputs and none that is always 1."""
    return Experiment(BITS, [[target] for target in targets], **formulas)


def test_dead_neurons_with_relu_are_named() -> None:
    relu = XOR.replace(activations=("relu", "sigmoid"), learning_rate=0.1, iterations=10_000)
    found = diagnosed(relu, 10_000)
    first = found.findings[0]
    assert (found.verdict, first.kind) == ("stuck", "saturated")
    assert (first.evidence["layer"], first.evidence["neurons"]) == (1, [0, 2])
    assert "Neurons 1 and 3 of the hidden layer are dead" in first.text and "relu" in first.text
    layer = Timeline(relu).state_at(10_000).layers[1]
    assert not layer[:, [0, 2]].any() and layer[:, [1, 3]].any(axis=0).all()


def test_sure_and_wrong_is_said_of_the_curve_there_is() -> None:
    far = [WeightEdit(0, i, 0, 40.0) for i in range(3)]
    answers = [[-1], [-1], [1], [-1]]
    tanh = XOR.replace(hidden=(), activations=("tanh",), targets=answers)
    first = next(f for f in diagnosed(tanh, 10, far).findings if f.kind == "saturated")
    assert "tanh is almost flat" in first.text and "sigmoid" not in first.text
    surprised = XOR.replace(hidden=(), loss="cross-entropy")
    assert "saturated" not in kinds(diagnosed(surprised, 10, far))


@pytest.mark.parametrize(
    ("experiment", "answer"),
    [
        (of_bits([1, 1, 1, 0]), "a half"),
        (of_bits([1, 1, 1, 0], activations=("linear",), learning_rate=0.1), "0"),
        (of_bits([1, 0, 0, 0], hidden=(3,), activations=("tanh", "sigmoid")), "a half"),
    ],
)
def test_what_becomes_of_a_row_of_zeros(experiment: Experiment, answer: str) -> None:
    found = diagnosed(experiment, 50)
    assert (found.verdict, kinds(found)[0]) == ("stuck", "zero-row")
    assert f"its answer stays {answer} for ever" in found.findings[0].text
    assert "zero-row" not in kinds(diagnosed(experiment.replace(bias=True), 50))


def test_what_can_be_parted_with_a_bias_is_not_called_impossible() -> None:
    alone = of_bits([0, 1, 1, 1])
    assert diagnosed(alone.replace(bias=True), 5_000).verdict == "learned"
    odd = diagnosed(of_bits([0, 1, 1, 0], bias=True), 100)
    assert (odd.verdict, kinds(odd)) == ("stuck", ["not-separable"])
    mirrored = of_bits([-1, 1, 1, -1], bias=True, activations=("tanh",), learning_rate=0.1)
    found = diagnosed(mirrored, 100)
    assert (found.verdict, kinds(found)) == ("stuck", ["not-separable"])
    assert found.summary == "It can never get every answer within a half of its target."


def test_amounts_are_not_right_or_wrong() -> None:
    amounts = of_bits([5, 10, 20, 7], activations=("linear",), bias=True, learning_rate=0.1)
    found = diagnosed(amounts, 2_000)
    assert found.verdict == "stuck"
    assert not {"not-separable", "zero-row"} & set(kinds(found))
    told = " ".join([found.summary, *(each.text for each in found.findings)])
    assert "right" not in told.replace("every answer right", "") and "wrong" not in told
    assert "how often the answer is 1" not in told
    line = of_bits([0, 2, 3, 5], activations=("linear",), bias=True, learning_rate=0.1)
    learned = diagnosed(line, 500)
    assert learned.verdict == "learned"
    assert learned.summary.endswith("every answer is within a half of its target.")


def test_what_will_leave_what_can_be_computed_is_told_before() -> None:
    wild = of_bits([0, 2, 3, 5], activations=("linear",), bias=True, learning_rate=5)
    found = diagnosed(wild, 3)
    assert (found.verdict, kinds(found)[0]) == ("stuck", "rate-too-large")
    assert "leave what can be computed" in found.summary
    assert diagnosed(changed(found, wild), 500).verdict in ("learned", "learning")


def test_twins_have_equal_biases_too() -> None:
    experiment = XOR.replace(bias=True)
    alike = diagnosed(experiment, 1_000, all_weights(0.4))
    assert alike.findings[0].kind == "twin-neurons"
