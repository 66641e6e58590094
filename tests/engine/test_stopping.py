"""Playing stops at the first iteration at which what was waited for happens."""

from collections.abc import Iterable

import numpy as np
import pytest

from engine import LESSONS, Run, StopWhen


def _stepped(
    run: Run, stop: StopWhen, most: int = 5_000, slices: Iterable[int] = (5_000,)
) -> str | None:
    for size in slices:
        reason = stop.play(run, min(size, most))
        if reason:
            return reason
    return None


@pytest.mark.parametrize("slices", [(5_000,), (7,) * 400])
def test_stops_at_the_first_iteration_below_an_error(slices: tuple[int, ...]) -> None:
    run = Run(LESSONS["eleven-lines"].experiment)
    reason = _stepped(run, StopWhen(error_below=0.05), slices=slices)
    assert reason == "the mean error fell below 0.05"
    stopped = run.iteration
    assert run.state().error < 0.05
    run.seek(stopped - 1)
    assert run.state().error >= 0.05
    run.seek(stopped + 1)
    assert run.state().error < 0.05


def test_an_error_that_stands_exactly_there_has_not_fallen_below_yet() -> None:
    run = Run(LESSONS["eleven-lines"].experiment)
    run.seek(300)
    here = run.state().error
    assert StopWhen(error_below=here).play(run, 50) == f"the mean error fell below {here:g}"
    assert run.iteration == 301


def test_stops_when_an_answer_crosses() -> None:
    run = Run(LESSONS["two-layers"].experiment)
    reason = StopWhen(answer_crosses=0.5).play(run, 1_000)
    after = run.state().layers[-1]
    run.seek(run.iteration - 1)
    crossed = (run.state().layers[-1] < 0.5) != (after < 0.5)
    assert crossed.any()
    assert reason == f"the answer to example {np.flatnonzero(crossed)[0] + 1} crossed 0.5"


def test_goes_all_the_way_when_nothing_happens() -> None:
    run = Run(LESSONS["xor-one-neuron"].experiment)
    assert StopWhen(error_below=0.01).play(run, 300) is None
    assert run.iteration == 300


def test_sees_a_fall_that_an_edit_ahead_brings() -> None:
    experiment = LESSONS["eleven-lines"].experiment
    run = Run(experiment)
    run.seek(50)
    run.edit(experiment.replace(targets=np.full((4, 1), 0.5)))
    run.seek(10)
    assert StopWhen(error_below=0.2).play(run, 200) == "the mean error fell below 0.2"
    assert run.iteration == 50
