"""The rules of a run: step, back, edit, undo, redo, reset."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import LESSONS, Experiment, NoSuchSynapse, NotFinite, Run
from engine.limits import MAX_UNDO
from engine.timeline import undo
from tests.engine.examples import experiments, same_bytes, same_state
from tests.engine.test_timeline import CHARGE, EXPLOSIVE, SNAP, SPARK, STRAIN, STRAINED

XOR = LESSONS["eleven-lines"].experiment
SLOWER = XOR.replace(learning_rate=0.5)
FLIPPED = XOR.replace(targets=1 - XOR.targets)


def run_at(iteration: int, experiment: Experiment = XOR) -> Run:
    begun = Run(experiment)
    begun.seek(iteration)
    return begun


def test_a_new_run_stands_at_the_start() -> None:
    begun = Run(XOR)
    assert (begun.iteration, begun.experiment, begun.undo_labels, begun.redo_labels) == (
        0,
        XOR,
        (),
        (),
    )
    assert begun.state().error == pytest.approx(0.4964100319027255, abs=1e-15)
    assert begun.history()[0].tolist() == [0]


@given(experiments(), st.integers(0, 60), st.integers(1, 60))
def test_back_after_step_is_where_it_was(experiment: Experiment, start: int, by: int) -> None:
    walker = run_at(start, experiment)
    before = walker.state()
    walker.step(by)
    after = walker.state()
    walker.step(-by)
    assert same_state(walker.state(), before)
    walker.seek(start + by)
    assert same_state(walker.state(), after)


def test_back_ends_at_the_start() -> None:
    walker = run_at(3)
    walker.step(-10)
    assert walker.iteration == 0


@given(experiments())
def test_probing_changes_nothing(experiment: Experiment) -> None:
    probed, left_alone = run_at(5, experiment), run_at(5, experiment)
    probed.think(np.full((3, experiment.shape[0]), 9.0))
    probed.history()
    probed.state()
    probed.step()
    left_alone.step()
    assert same_state(probed.state(), left_alone.state())


def test_thinking_refuses_what_it_cannot_answer() -> None:
    strained = Run(STRAINED, STRAIN)
    assert strained.think([[1.0]])[-1].tolist() == [[0.5] * 16]
    with pytest.raises(ValueError, match="another network"):
        strained.think([[1.0, 2.0]])


def test_the_state_is_computed_once() -> None:
    assert run_at(3).state().trace is not run_at(3).state().trace
    still = run_at(3)
    assert still.state().trace is still.state().trace


@pytest.mark.parametrize("experiment", [SLOWER, FLIPPED, XOR.with_example()])
def test_an_edit_of_values_keeps_weights_and_iteration(experiment: Experiment) -> None:
    edited = run_at(137)
    weights = edited.state().weights
    edited.edit(experiment)
    assert same_bytes(edited.state().weights, weights)
    assert (edited.iteration, edited.experiment) == (137, experiment)
    edited.seek(136)
    assert edited.experiment == XOR


@pytest.mark.parametrize("experiment", [XOR.replace(seed=2), XOR.replace(hidden=(3,))])
def test_another_shape_or_seed_starts_anew(experiment: Experiment) -> None:
    edited = run_at(137)
    edited.edit(experiment)
    assert same_state(edited.state(), Run(experiment).state())
    edited.undo()
    assert same_state(edited.state(), run_at(137).state())
    edited.step(10)
    edited.redo()
    assert same_state(edited.state(), Run(experiment).state())


def test_a_restart_is_an_edit_even_of_the_same_network() -> None:
    chosen = run_at(9, LESSONS["nine-lines"].experiment)
    chosen.edit(LESSONS["two-layers"].experiment, "lesson two-layers", restart=True)
    assert (chosen.iteration, chosen.undo_labels[-1]) == (0, "at 9: lesson two-layers")
    chosen.edit(LESSONS["two-layers"].experiment, restart=True)
    chosen.undo()
    assert (chosen.iteration, chosen.undo_labels) == (9, ())


def test_an_edit_that_changes_nothing_is_none() -> None:
    same = run_at(5)
    same.edit(XOR.replace(inputs=XOR.inputs.copy()))
    same.set_weight(0, 0, 0, float(same.state().weights[0][0, 0]))
    assert not same.undo_labels


def test_undo_is_as_if_never_edited_even_later_on() -> None:
    edited = run_at(100)
    edited.edit(FLIPPED)
    edited.step(50)
    flipped = edited.state()
    edited.undo()
    assert same_state(edited.state(), run_at(150).state())
    edited.redo()
    assert same_state(edited.state(), flipped)


def test_an_edit_in_the_past_makes_a_new_future() -> None:
    edited = run_at(100)
    edited.edit(FLIPPED)
    edited.seek(40)
    edited.edit(SLOWER)
    edited.seek(200)
    assert edited.experiment == SLOWER
    edited.undo()
    assert edited.experiment == FLIPPED
    assert [edit.at for edit in edited.timeline.edits] == [100]


def test_labels_say_what_was_edited() -> None:
    edited = run_at(137)
    edited.edit(XOR.replace(targets=np.array([[1], [1], [1], [0.0]])))
    assert edited.undo_labels[-1] == "at 137: target of example 1 from 0 to 1"
    edited.step(3)
    edited.set_weight(0, 2, 1, -0.5)
    assert edited.undo_labels[-1] == "at 140: weight input 3 → hidden neuron 2 from -0.171 to -0.5"
    assert [edit.at for edit in edited.timeline.edits] == [137, 140]
    edited.undo()
    assert edited.redo_labels[0] == "at 140: weight input 3 → hidden neuron 2 from -0.171 to -0.5"


def test_one_edit_holds_all_that_was_edited_at_one_iteration() -> None:
    edited = run_at(12)
    edited.edit(SLOWER)
    edited.edit(SLOWER.replace(targets=np.array([[1], [1], [1], [0.0]])))
    assert [edit.at for edit in edited.timeline.edits] == [12]
    assert edited.undo_labels[-1] == "at 12: target of example 1 from 0 to 1"


def test_a_weight_set_by_hand() -> None:
    edited = run_at(20)
    edited.set_weight(1, 3, 0, 2.5)
    assert edited.state().weights[1][3, 0] == 2.5
    for place in ((2, 0, 0), (0, 3, 0), (0, 0, 4), (-1, 0, 0), (0, -1, 0)):
        with pytest.raises(NoSuchSynapse):
            edited.set_weight(*place, 1.0)
    edited.undo()
    assert same_state(edited.state(), run_at(20).state())


def test_reset_folds_the_values_and_keeps_undo() -> None:
    edited = run_at(10)
    edited.edit(SLOWER)
    edited.step(5)
    edited.reset()
    assert same_state(edited.state(), Run(SLOWER).state())
    assert edited.timeline.edits == ()
    edited.undo()
    assert same_state(edited.state(), Run(XOR).state())


def test_reset_loses_nothing() -> None:
    edited = run_at(10)
    edited.set_weight(0, 0, 0, 3.0)
    edited.step(5)
    before = edited.state()
    edited.reset()
    assert same_state(edited.state(), Run(XOR).state())
    edited.undo()
    assert same_state(edited.state(), before)
    edited.undo()
    edited.edit(SLOWER)
    edited.seek(7)
    edited.reset()
    edited.undo()
    assert (edited.iteration, [edit.at for edit in edited.timeline.edits]) == (7, [15])


def test_nothing_to_take_back_is_no_error() -> None:
    begun = Run(XOR)
    begun.undo()
    begun.redo()
    assert begun.undo_goal is None and begun.redo_goal is None and begun.iteration == 0


def test_goals_lead_where_undo_and_redo_lead() -> None:
    edited = run_at(30)
    edited.edit(XOR.replace(seed=5))
    edited.step(2)
    goal = edited.undo_goal
    edited.undo()
    assert goal == (edited.timeline, 30)
    goal = edited.redo_goal
    edited.redo()
    assert goal == (edited.timeline, 2)


def test_a_diverging_run_stays_at_the_last_good_state() -> None:
    exploding = Run(EXPLOSIVE, [*CHARGE, SPARK])
    exploding.seek(30)
    assert exploding.state().diverged_at is None
    exploding.step(1_000)
    last = exploding.state()
    assert (last.iteration, last.diverged_at) == (40, 41)
    exploding.step(1)
    assert same_state(exploding.state(), last)
    exploding.step(-1)
    assert (exploding.iteration, exploding.state().diverged_at) == (39, None)
    exploding.reset()
    assert (exploding.iteration, len(exploding.undo_labels)) == (0, 1)


def test_a_refused_edit_leaves_everything() -> None:
    strained = Run(STRAINED, STRAIN, iteration=5)
    before = strained.state()
    with pytest.raises(NotFinite):
        strained.edit(SNAP)
    assert same_state(strained.state(), before) and not strained.undo_labels


def test_undo_is_bounded_and_old_timelines_forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "MOST_BYTES", 3_000)
    edited = run_at(300)
    for turn in range(MAX_UNDO + 5):
        edited.edit(XOR.replace(learning_rate=2 + turn))
    kept = [moment.timeline.nbytes for moment in edited._undo]
    assert len(kept) == MAX_UNDO and sum(kept) < 3_000 + MAX_UNDO * 200
    for _ in range(MAX_UNDO):
        edited.undo()
    assert edited.experiment.learning_rate == 6
    edited.seek(299)
    assert same_state(edited.state(), run_at(299).state())
