"""Random runs that have been used: stepped, edited in all ways, taken back."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine import Run
from engine.code.listing import Listing
from tests.engine.examples import INPUTS, TARGETS, experiments


@st.composite
def runs(draw: st.DrawFn, most_iterations: int = 12, most_uses: int = 6) -> Run:
    """A run with edits before it, at it and ahead of it."""
    run = Run(draw(experiments(most=4)).replace(learning_rate=draw(RATES)))
    for _ in range(draw(st.integers(0, most_uses))):
        draw(st.sampled_from(USES))(draw, run)
        run.seek(draw(st.integers(0, most_iterations)))
    return run


RATES = st.sampled_from([1.0, 0.3, 2.0])


def _edit_input(draw: st.DrawFn, run: Run) -> None:
    run.edit(run.experiment.replace(inputs=_changed(draw, run.experiment.inputs, INPUTS)))


def _edit_target(draw: st.DrawFn, run: Run) -> None:
    run.edit(run.experiment.replace(targets=_changed(draw, run.experiment.targets, TARGETS)))


def _fill_inputs(draw: st.DrawFn, run: Run) -> None:
    run.edit(run.experiment.replace(inputs=run.experiment.inputs + 0.25))


def _change_rate(draw: st.DrawFn, run: Run) -> None:
    run.edit(run.experiment.replace(learning_rate=draw(RATES)))


def _add_example(draw: st.DrawFn, run: Run) -> None:
    run.edit(run.experiment.with_example())


def _set_weight(draw: st.DrawFn, run: Run) -> None:
    layer = draw(st.integers(0, len(run.state().weights) - 1))
    rows, columns = run.state().weights[layer].shape
    place = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
    run.set_weight(layer, *place, draw(st.sampled_from([-0.5, 0.0, 3.0])))


def _undo(draw: st.DrawFn, run: Run) -> None:
    run.undo()


USES = (
    *(_edit_input, _edit_target, _fill_inputs, _change_rate),
    *(_add_example, _set_weight, _undo),
)


def _changed(draw: st.DrawFn, table: Any, values: st.SearchStrategy[float]) -> Any:
    changed = table.copy()
    changed.flat[draw(st.integers(0, table.size - 1))] = draw(values)
    return changed


def executed(code: Listing, iterations: int) -> dict[str, Any]:
    """The variables once `before` and so many times the loop have been executed."""
    variables: dict[str, Any] = {"np": np}
    for line in code.before:
        execute(line.source, variables)
    for _ in range(iterations):
        for line in code.loop:
            execute(line.source, variables)
    return variables


@np.errstate(over="ignore")
def execute(source: str, variables: dict[str, Any]) -> None:
    """Run one statement, as a reader's own Python would."""
    exec(source, variables)
