"""Each lesson keeps its promise when it is trained as long as it says."""

import numpy as np
import pytest

from engine import LESSONS, Lesson, Run, State, limits, train
from engine.clouds import CLOUDS, cloud
from engine.diagnosis.kinds.not_separable import certificate
from engine.network.definition import starting_weights
from tests.golden import GOLDEN

ALL = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


def trained(lesson: str) -> State:
    run = Run(LESSONS[lesson].experiment)
    run.seek(run.experiment.iterations)
    return run.state()


def answers_are_right(state: State) -> bool:
    return bool((state.layers[-1].round() == state.experiment.targets).all())


@ALL
def test_is_complete(lesson: Lesson) -> None:
    assert LESSONS[lesson.id] is lesson
    assert lesson.title and lesson.summary.endswith(".") and ". " not in lesson.summary
    assert len(lesson.experiment.situations) >= 1


@ALL
def test_is_within_the_limits(lesson: Lesson) -> None:
    experiment = lesson.experiment
    examples, columns = experiment.inputs.shape
    assert examples <= limits.MAX_EXAMPLES and columns <= limits.MAX_INPUTS
    assert experiment.targets.shape[1] <= limits.MAX_TARGETS
    assert ((experiment.targets >= limits.MIN_TARGET) & (experiment.targets <= 1)).all()
    assert len(experiment.situations) <= limits.MAX_SITUATIONS
    assert experiment.iterations <= limits.MAX_ITERATIONS


@pytest.mark.parametrize("golden", GOLDEN, ids=[each["lesson"] for each in GOLDEN])
def test_the_articles_tables(golden: dict[str, object]) -> None:
    experiment = LESSONS[str(golden["lesson"])].experiment
    assert experiment.inputs.tolist() == golden["inputs"]
    assert experiment.targets.tolist() == golden["targets"]
    assert list(experiment.hidden) == golden["hidden"]
    for setting in ("seed", "learning_rate", "iterations"):
        assert getattr(experiment, setting) == golden[setting]


@ALL
def test_the_last_bit_of_a_number_does_not_decide(lesson: Lesson) -> None:
    """Kernels and exported scripts may round differently and still show the same lesson."""
    experiment = lesson.experiment
    weights = starting_weights(experiment.shape, experiment.seed)
    nudged = tuple(synapses * (1 + 1e-14) for synapses in weights)
    ends = [train(start, experiment, experiment.iterations).weights for start in (weights, nudged)]
    for one, other in zip(*ends, strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-10)


def test_teaching_order() -> None:
    assert list(LESSONS)[:2] == ["nine-lines", "two-layers"]
    assert list(LESSONS).index("xor-one-neuron") + 1 == list(LESSONS).index("eleven-lines")


def test_one_neuron_answers_a_situation_it_has_never_seen() -> None:
    state = trained("nine-lines")
    assert answers_are_right(state) and state.answers.item() > 0.999
    assert state.weights[0].argmax() == 0


def test_one_neuron_cannot_learn_xor_but_a_hidden_layer_can() -> None:
    np.testing.assert_allclose(trained("xor-one-neuron").layers[-1], 0.5, atol=1e-3)
    state = trained("eleven-lines")
    assert answers_are_right(state) and state.error < 0.01


@pytest.mark.parametrize("seed", range(5))
def test_no_starting_weights_help_one_neuron(seed: int) -> None:
    run = Run(LESSONS["xor-one-neuron"].experiment.replace(seed=seed))
    run.seek(5_000)
    assert run.state().error > 0.49


def test_the_weight_of_the_signal_dominates_the_noise() -> None:
    state = trained("correlation")
    signal, *noise, _ = abs(state.weights[0].ravel())
    assert signal > 10 * max(noise)
    assert answers_are_right(state)
    assert state.answers.round().ravel().tolist() == [1, 0]


def test_the_constant_input_becomes_the_threshold() -> None:
    both, either = trained("and"), trained("or")
    assert answers_are_right(both) and answers_are_right(either)
    for state in (both, either):
        a, b, threshold = state.weights[0].ravel()
        assert threshold < 0 < a and a == pytest.approx(b)
    assert -both.weights[0][2] > both.weights[0][0]
    assert -either.weights[0][2] < either.weights[0][0]
    assert both.answers.item() < 0.5 < either.answers.item()


def test_parity_is_learned_after_a_ledge() -> None:
    run = Run(LESSONS["parity-three"].experiment)
    run.seek(100)
    assert run.state().error > 0.49
    assert answers_are_right(trained("parity-three"))


def test_ten_digits_are_told_apart() -> None:
    state = trained("seven-segment")
    assert answers_are_right(state)
    assert state.layers[-1].argmax(1).tolist() == list(range(10))
    assert len({tuple(row) for row in state.experiment.inputs.tolist()}) == 10


@pytest.mark.parametrize("lesson", ["fruit", "rain", *CLOUDS])
def test_stories_and_clouds_are_learned(lesson: str) -> None:
    assert answers_are_right(trained(lesson))


@pytest.mark.parametrize("name", CLOUDS)
def test_a_cloud_is_as_large_and_as_noisy_as_asked(name: str) -> None:
    points, classes = cloud(name, 101, 0.0, 1)
    assert points.shape == (101, 2) and np.abs(points).max() <= 1
    assert classes.sum() == 50
    noisy, _ = cloud(name, 2_000, 0.3, 1)
    still, _ = cloud(name, 2_000, 0.0, 1)
    assert np.std(noisy - still) == pytest.approx(0.3, rel=0.05)
    assert (noisy != cloud(name, 2_000, 0.3, 2)[0]).any()


@pytest.mark.parametrize(
    "lesson, is_parted",
    [("blobs", True), ("two-moons", False), ("circles", False), ("spirals", False)],
)
def test_a_line_parts_what_is_said_to_be_parted_by_one(lesson: str, is_parted: bool) -> None:
    experiment = LESSONS[lesson].experiment
    assert (certificate(experiment.inputs, experiment.targets[:, 0]) is None) == is_parted
