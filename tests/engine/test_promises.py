"""What docstrings promise about edits, turns and large networks, each in its smallest case."""

import numpy as np
import pytest

from engine import LESSONS, Edit, Experiment, Run, Timeline
from engine.network import check_gradient, gradient_check
from engine.timeline import turns, undo

ELEVEN = LESSONS["eleven-lines"].experiment


def test_weights_set_at_one_iteration_to_different_targets_all_stay() -> None:
    run = Run(ELEVEN)
    run.step(3)
    run.set_weight(0, 1, 0, 0.5)
    run.set_weight(0, 1, 2, -0.25)
    run.seek(0)
    run.seek(3)
    assert run.state().weights[0][1, [0, 2]].tolist() == [0.5, -0.25]


def test_choosing_again_at_iteration_0_drops_the_weights_set_there() -> None:
    run = Run(ELEVEN)
    start = run.state().weights[0].tolist()
    run.set_weight(0, 1, 0, 0.5)
    run.edit(ELEVEN, restart=True)
    assert run.state().weights[0].tolist() == start
    run.undo()
    assert run.state().weights[0][1, 0] == 0.5


def test_a_weight_that_stood_still_keeps_the_direction_it_had() -> None:
    up = Experiment(np.ones((1, 1)), np.ones((1, 1)))
    still, down = up.replace(inputs=np.zeros((1, 1))), up.replace(targets=np.zeros((1, 1)))
    timeline = Timeline(up, [Edit(3, still), Edit(5, down)])
    assert [turns(timeline, until)[0].item() for until in (5, 8)] == [0, 1]


def test_of_a_large_network_weights_of_every_column_are_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    experiment = Experiment(np.ones((1, 4)), np.ones((1, 2)))
    monkeypatch.setattr(gradient_check, "MOST_WORK", 512)  # every second one of eight, if not odd
    check = check_gradient(experiment, Run(experiment).state().weights)
    assert 1 < len(check.checked) < check.synapses
    assert {each.target for each in check.checked} == {0, 1}


def test_short_of_memory_the_oldest_timeline_forgets_first(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(ELEVEN)
    run.step(100)
    monkeypatch.setattr(undo, "MOST_BYTES", run.timeline.nbytes * 3 // 2)
    for value in (0.25, 0.5):
        run.set_weight(0, 0, 0, value)
    newest = run.undo_goal
    run.undo()
    oldest = run.undo_goal
    assert newest and oldest
    assert (oldest[0].reached, newest[0].reached) == (0, 100)
