"""The code on the page is the code that ran: executing it gives the run's numbers."""

import ast
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import LESSONS, Experiment, Run
from engine.code.dialects import DIALECTS, FUNCTIONS, NUMPY, Dialect
from engine.code.listing import listing, shapes
from engine.code.stepping import scope
from tests.engine.examples import experiments
from tests.engine.used import execute, executed, runs
from webapp.views.mathml import mathml

GOLDEN = json.loads((Path(__file__).parent.parent / "golden.json").read_text())
BOTH = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)


def test_the_eleven_lines_are_those_of_the_article() -> None:
    code = listing(LESSONS["eleven-lines"].experiment)
    assert [line.source for line in code.before] == [
        "X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])",
        "y = np.array([[0, 1, 1, 0]]).T",
        "l0 = X",
        "np.random.seed(1)",
        "syn0 = 2 * np.random.random((3, 4)) - 1",
        "syn1 = 2 * np.random.random((4, 1)) - 1",
    ]
    assert code.header(60_000) == "for iteration in range(60000):"
    assert [(line.number, line.kind, line.source) for line in code.loop] == [
        (1, "forward", "l1 = 1 / (1 + np.exp(-(l0 @ syn0)))"),
        (2, "forward", "l2 = 1 / (1 + np.exp(-(l1 @ syn1)))"),
        (3, "error", "l2_error = y - l2"),
        (4, "delta", "l2_delta = l2_error * (l2 * (1 - l2))"),
        (5, "back", "l1_error = l2_delta @ syn1.T"),
        (6, "delta", "l1_delta = l1_error * (l1 * (1 - l1))"),
        (7, "update", "syn1 += l1.T @ l2_delta"),
        (8, "update", "syn0 += l0.T @ l1_delta"),
    ]


def test_functions_say_the_same_in_words() -> None:
    code = listing(LESSONS["nine-lines"].experiment, dialect=DIALECTS["functions"])
    assert [line.source for line in code.loop] == [
        "l1 = think(l0, syn0)",
        "l1_error = y - l1",
        "l1_delta = l1_error * gradient(l1)",
        "syn0 += l0.T @ l1_delta",
    ]


@BOTH
@pytest.mark.parametrize("lesson", GOLDEN, ids=lambda lesson: str(lesson["lesson"]))
def test_executing_gives_the_articles_numbers(
    dialect: Dialect, lesson: dict[str, list[dict[str, object]]]
) -> None:
    code = listing(LESSONS[str(lesson["lesson"])].experiment, dialect=dialect)
    for state in lesson["states"]:
        if int(str(state["iteration"])) <= 100:
            variables = executed(code, int(str(state["iteration"])))
            for k, weights in enumerate(state["weights"]):  # type: ignore[arg-type,var-annotated]
                np.testing.assert_allclose(variables[f"syn{k}"], weights, rtol=0, atol=1e-9)


@BOTH
@settings(max_examples=40)
@given(run=runs(), iterations=st.integers(0, 15))
def test_executing_gives_the_weights_at_any_iteration(
    dialect: Dialect, run: Run, iterations: int
) -> None:
    code = listing(run.timeline.base, run.timeline.edits, dialect)
    variables = executed(code, iterations)
    run.seek(iterations)
    for k, weights in enumerate(run.state().weights):
        np.testing.assert_allclose(variables[f"syn{k}"], weights, rtol=1e-9, atol=1e-9)


@BOTH
@settings(max_examples=40)
@given(run=runs(), iteration=st.integers(0, 15), data=st.data())
def test_every_line_gives_what_the_scope_says(
    dialect: Dialect, run: Run, iteration: int, data: st.DataObject
) -> None:
    """From any line of an iteration over its end into the next one, variable by variable."""
    code = listing(run.timeline.base, run.timeline.edits, dialect)
    first = data.draw(st.integers(1, len(code.loop)))
    assume(run.timeline.advance(iteration + 1) == iteration + 1)  # or its numbers are not finite
    states = [run.timeline.state_at(max(0, t)) for t in range(iteration - 1, iteration + 2)]
    before = scope(code, first, states[1], states[0] if iteration else None)
    variables = {"np": np} | {name: np.array(value) for name, value in before.items()}
    variables["l0"] = variables["X"]
    for line in code.before:
        if line.kind == "function":
            execute(line.source, variables)
    places = [(iteration, line) for line in range(first, len(code.loop) + 1)]
    for at, number in [*places[1:], (iteration + 1, 1), (iteration + 1, 2)]:
        done = code.loop[number - 2]
        execute(done.source, variables)
        now, past = states[at - iteration + 1], states[at - iteration]
        expected = scope(code, number, now, past if at else None)
        assert set(expected) <= set(variables)
        for name, value in expected.items():
            np.testing.assert_allclose(variables[name], value, rtol=1e-12, atol=1e-12, err_msg=name)


@given(experiments())
def test_at_the_beginning_there_is_what_before_has_made(experiment: Experiment) -> None:
    code = listing(experiment)
    variables = executed(code, 0)
    found = scope(code, 1, Run(experiment).state())
    assert set(found) == {name for line in code.before for name in line.makes}
    for name, value in found.items():
        np.testing.assert_array_equal(variables[name], value)


@BOTH
@settings(max_examples=40)
@given(run=runs(), iteration=st.integers(0, 15))
def test_lines_say_what_they_read_and_make(dialect: Dialect, run: Run, iteration: int) -> None:
    """By Python's own account of the names; and the shapes are those of what is there."""
    code = listing(run.timeline.base, run.timeline.edits, dialect)
    for line in code.loop:
        names = {node.id for node in ast.walk(ast.parse(line.source)) if isinstance(node, ast.Name)}
        assert names & set(code.variables) == set(line.variables)
    sizes = shapes(run.timeline.experiment_at(iteration))
    last = scope(code, len(code.loop), run.timeline.state_at(iteration))
    assert {name: np.shape(value) for name, value in last.items()} == {
        name: sizes[name] for name in last
    }
    assert set(last) <= set(code.variables)
    if not any(line.spans for line in code.loop):
        assert set(code.variables) == set(last)


@given(run=runs())
def test_every_line_has_a_reason_and_every_formula_is_typeset(run: Run) -> None:
    code = listing(run.timeline.base, run.timeline.edits)
    for line in (*code.before, *code.loop):
        assert line.why.endswith(".") and len(line.why) < 130
    for line in code.loop:
        if line.kind not in ("clock", "count", "edit"):
            assert line.formula is not None
            text = mathml(line.formula)
            names = set(line.variables) - ({"iteration"} if line.spans else set())
            assert all(f'data-variable="{name}"' in text for name in names)


def test_edits_are_lines_of_the_loop() -> None:
    run = Run(LESSONS["nine-lines"].experiment)
    run.set_weight(0, 2, 0, -0.5)
    run.step(137)
    targets = run.experiment.targets.copy()
    targets[3] = 1
    run.edit(run.experiment.replace(targets=targets))
    run.step(10)
    run.edit(run.experiment.replace(learning_rate=10))
    code = listing(run.timeline.base, run.timeline.edits, NUMPY)
    assert [line.source for line in code.before[-4:]] == [
        "syn0 = 2 * np.random.random((3, 1)) - 1",
        "syn0[2, 0] = -0.5",
        "learning_rate = 1",
        "iteration = 0",
    ]
    assert [line.source for line in code.loop[-3:]] == [
        "syn0 += learning_rate * (l0.T @ l1_delta)",
        "iteration += 1",
        "if iteration == 137: y[3, 0] = 1\nif iteration == 147: learning_rate = 10",
    ]
    assert code.loop[-1].makes == ("y", "learning_rate")
    assert code.header(200) == "while iteration < 200:"


def test_another_optimizer_on_the_way_is_lines_that_hold_from_there_on() -> None:
    run = Run(LESSONS["nine-lines"].experiment)
    run.step(5)
    run.edit(run.experiment.replace(optimizer="momentum"))
    run.step(5)
    run.edit(run.experiment.replace(loss="cross-entropy"))
    code = listing(run.timeline.base, run.timeline.edits, NUMPY)
    assert [line.source for line in code.loop[2:]] == [
        "if iteration < 10: l1_delta = l1_error * (l1 * (1 - l1))",
        "if iteration >= 10: l1_delta = l1_error",
        "if iteration < 5: syn0 += l0.T @ l1_delta",
        "if iteration >= 5: v0 = momentum * v0 + l0.T @ l1_delta",
        "if iteration >= 5: syn0 += v0",
        "iteration += 1",
        "if iteration == 5: v0 = np.zeros((3, 1)); momentum = 0.9",
    ]
    assert "v0" not in scope(code, 1, run.timeline.state_at(4))
    np.testing.assert_allclose(executed(code, 30)["syn0"], run.timeline.weights_at(30)[0])


MIXED = Experiment(
    np.eye(3), np.ones((3, 1)), hidden=(2,), activations=("tanh", "linear"), bias=True
)


def test_the_functions_of_a_mixed_network() -> None:
    code = listing(MIXED, (), FUNCTIONS)
    assert [line.source for line in code.before[:5]] == [
        "def tanh(x):\n    return np.tanh(x)",
        "def tanh_gradient(output):\n    return 1 - output ** 2",
        "def linear(x):\n    return x",
        "def linear_gradient(output):\n    return 1",
        "def think(inputs, synapses, biases, activation):\n"
        "    return activation(inputs @ synapses + biases)",
    ]
    assert [line.source for line in code.loop[:4]] == [
        "l1 = think(l0, syn0, b0, tanh)",
        "l2 = think(l1, syn1, b1, linear)",
        "l2_error = y - l2",
        "l2_delta = l2_error * linear_gradient(l2)",
    ]


def test_the_reference_formulas_have_the_lines_that_are_written_about() -> None:
    base = LESSONS["eleven-lines"].experiment
    lines = {"descent": 8, "momentum": 10, "rmsprop": 12, "adam": 15}
    for optimizer, count in lines.items():
        assert len(listing(base.replace(optimizer=optimizer)).loop) == count
    momentum = listing(base.replace(optimizer="momentum")).loop
    assert momentum[6].source == "v1 = momentum * v1 + l1.T @ l2_delta"
    assert momentum[7].source == "syn1 += v1"
    decay = listing(base.replace(weight_decay=1e-4, learning_rate=0.5)).loop
    assert decay[6].source == "syn1 += learning_rate * (l1.T @ l2_delta - weight_decay * syn1)"


def test_two_thousand_rows_are_still_one_line_each() -> None:
    random = np.random.default_rng(1)
    large = Experiment(random.normal(size=(2_000, 3)), random.uniform(size=(2_000, 1)))
    code = listing(large)
    assert len(code.before) == 5
    assert max(len(line) for line in code.before[0].source.splitlines()) <= 88
    variables = executed(code, 0)
    assert variables["X"].tobytes() == large.inputs.tobytes()
    np.testing.assert_array_equal(variables["y"], large.targets)
