"""Examples held out: they change nothing that is trained, and their error is noted on the way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import LESSONS, Experiment, Run
from engine.network.definition import forward
from engine.timeline.held_out import next_noted
from tests.engine.examples import experiments, same_bytes

XOR = LESSONS["eleven-lines"].experiment
HELD_OUT = {"test_inputs": XOR.inputs[1:3], "test_targets": XOR.targets[1:3]}


@st.composite
def split(draw: st.DrawFn) -> Experiment:
    """An experiment whose examples are held out as well as trained on."""
    experiment = draw(experiments())
    return experiment.replace(test_inputs=experiment.inputs, test_targets=experiment.targets)


@given(split(), st.lists(st.integers(1, 60), min_size=1, max_size=4))
def test_training_does_not_know_of_them(experiment: Experiment, steps: list[int]) -> None:
    plain = experiment.replace(test_inputs=np.empty((0, 0)), test_targets=np.empty((0, 0)))
    some, other = Run(experiment), Run(plain)
    for count in steps:
        some.step(count)
    other.step(sum(steps))
    assert same_bytes(some.state().weights, other.state().weights)
    assert other.state().test_error is None and other.test_history() is None
    assert some.state().test_error == pytest.approx(some.state().error, abs=1e-12)


@given(st.integers(0, 3_000), st.integers(0, 3_000))
def test_the_history_is_that_of_the_states(first: int, last: int) -> None:
    run = Run(XOR.replace(**HELD_OUT))
    for iteration in (first, last):
        run.seek(iteration)
    history = run.test_history()
    assert history is not None
    iterations, errors = history
    assert iterations[0] == 0 and iterations[-1] == last
    assert (np.diff(iterations) > 0).all()
    for place in {0, len(errors) // 2, len(errors) - 1}:
        weights = run.timeline.weights_at(int(iterations[place]))
        answers = forward(weights, HELD_OUT["test_inputs"])[-1]
        assert errors[place] == np.abs(HELD_OUT["test_targets"] - answers).mean()


def test_few_iterations_are_noted_and_the_early_ones_closely() -> None:
    noted = [0]
    while noted[-1] < 10_000_000:
        noted.append(next_noted(noted[-1]))
    assert noted[:34] == [*range(33), 34]
    assert len(noted) < 350
    assert all(after / before < 1.07 for before, after in zip(noted[32:], noted[33:], strict=False))


def test_an_edit_keeps_what_came_before_and_notes_what_comes_after() -> None:
    run = Run(XOR.replace(**HELD_OUT))
    run.step(100)
    before = run.test_history()
    run.edit(run.experiment.replace(learning_rate=3))
    run.step(100)
    after = run.test_history()
    assert before is not None and after is not None
    assert after[1][: len(before[1]) - 1].tolist() == before[1][:-1].tolist()
    run.undo()
    run.seek(100)
    again = run.test_history()
    assert again is not None and again[1].tolist() == before[1].tolist()


def test_others_are_tested_from_the_beginning_on() -> None:
    run = Run(XOR.replace(**HELD_OUT))
    run.step(2_000)
    weights = run.state().weights
    run.edit(run.experiment.replace(test_inputs=XOR.inputs, test_targets=XOR.targets))
    assert run.iteration == 2_000 and same_bytes(run.state().weights, weights)
    assert run.undo_labels[-1] == "at 2000: 2 held-out examples added"
    history = run.test_history()
    assert history is not None and history[0][0] == 0 and len(history[0]) > 2
    run.edit(run.experiment.replace(test_inputs=np.empty((0, 3)), test_targets=np.empty((0, 1))))
    assert run.test_history() is None and run.iteration == 2_000


def test_they_follow_the_columns() -> None:
    experiment = XOR.replace(**HELD_OUT)
    assert experiment.with_input().test_inputs.tolist() == [[0, 1, 1, 0], [1, 0, 1, 0]]
    assert experiment.without_input(1).test_inputs.tolist() == [[0, 1], [1, 1]]
    assert experiment.with_target().test_targets.tolist() == [[1, 0], [1, 0]]
    assert experiment.with_target().without_target(0).test_targets.tolist() == [[0], [0]]


def test_inputs_and_targets_go_together() -> None:
    with pytest.raises(ValueError, match="as many rows"):
        XOR.replace(test_inputs=XOR.inputs)
