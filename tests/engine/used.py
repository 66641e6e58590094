"""Random runs that have been used: stepped, edited in all ways, taken back."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine import Run
from engine.code.listing import Listing
from engine.formulas import ACTIVATIONS, LOSSES, OPTIMIZERS
from tests.engine.examples import INPUTS, TARGETS, experiments


@st.composite
def runs(draw: st.DrawFn, most_iterations: int = 12, most_uses: int = 6) -> Run:
    """A run with edits before it, at it and ahead of it."""
    run = Run(draw(experiments(most=4)).replace(**{"learning_rate": draw(RATES), **draw(FORMULAS)}))
    for _ in range(draw(st.integers(0, most_uses))):
        draw(st.sampled_from(USES))(draw, run)
        run.seek(draw(st.integers(0, most_iterations)))
    return run


RATES = st.sampled_from([1.0, 0.3, 2.0])
OPTIMIZED = st.fixed_dictionaries(
    {},
    optional={
        "optimizer": st.sampled_from(list(OPTIMIZERS)),
        "weight_decay": st.sampled_from([0.0, 0.01]),
        "momentum": st.sampled_from([0.0, 0.5, 0.9]),
    },
)
NETWORKS = st.fixed_dictionaries(
    {"bias": st.booleans()},
    optional={
        "activations": st.lists(st.sampled_from(list(ACTIVATIONS)), min_size=1, max_size=4),
        "learning_rate": st.just(0.02),
    },
)
"""A small rate where activations are not sigmoids: what overshoots is chaotic."""
FORMULAS = st.builds(
    lambda network, optimized: {**network, **optimized},
    NETWORKS.map(lambda each: {**each, "learning_rate": 0.02} if "activations" in each else each),
    OPTIMIZED,
)


def _edit_input(draw: st.DrawFn, run: Run) -> None:
    run.edit(run.experiment.replace(inputs=_changed(draw, run.experiment.inputs, INPUTS)))


def _edit_target(draw: st.DrawFn, run: Run) -> None:
    run.edit(run.experiment.replace(targets=_changed(draw, run.experiment.targets, TARGETS)))


def _fill_inputs(draw: st.DrawFn, run: Run) -> None:
    run.edit(run.experiment.replace(inputs=run.experiment.inputs + 0.25))


def _change_rate(draw: st.DrawFn, run: Run) -> None:
    run.edit(run.experiment.replace(learning_rate=draw(RATES)))


def _change_optimizer(draw: st.DrawFn, run: Run) -> None:
    run.edit(run.experiment.replace(**draw(OPTIMIZED)))


def _change_loss(draw: st.DrawFn, run: Run) -> None:
    if run.experiment.activations[-1] == "sigmoid":
        run.edit(run.experiment.replace(loss=draw(st.sampled_from(list(LOSSES)))))


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
    *(_add_example, _set_weight, _undo, _change_optimizer, _change_loss),
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
