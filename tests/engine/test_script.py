"""The program that a run becomes: in a fresh interpreter it prints the run's numbers."""

import ast
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from engine import LESSONS, Experiment, Run
from engine.code.dialects import DIALECTS, NUMPY, Dialect
from engine.code.script import script
from tests.engine.used import runs

WEIRD = 'a"""\n1 / 0\r\x00\\\u2028 "'


def printed(source: str) -> dict[str, Any]:
    """What a program prints in an interpreter of its own, by name."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-I", "-"], input=source, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    pairs = (line.split(" = ") for line in done.stdout.splitlines())
    return {name: ast.literal_eval(value) for name, value in pairs}


def check(run: Run, dialect: Dialect) -> None:
    state = run.state()
    found = printed(script("A run", run.timeline, state, dialect))
    expected = {f"syn{k}": weights for k, weights in enumerate(state.weights)}
    expected |= {f"b{k}": biases for k, biases in enumerate(state.biases)}
    expected |= {"answers": state.layers[-1], "mean error": np.array(state.error)}
    if len(state.answers):
        expected["new situations"] = state.answers
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        np.testing.assert_allclose(found[name], value, rtol=1e-9, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson(lesson: str, dialect: Dialect) -> None:
    run = Run(LESSONS[lesson].experiment)
    run.step(300)
    check(run, dialect)


@settings(max_examples=10)
@given(runs())
def test_random_runs_with_edits(run: Run) -> None:
    check(run, NUMPY)


def test_inputs_beyond_what_e_can_take_are_no_warning() -> None:
    run = Run(Experiment([[1e6], [-1e6]], [[1.0], [0.0]], input_names=(WEIRD,)))
    run.step(3)
    check(run, NUMPY)


def test_names_cannot_become_code() -> None:
    run = Run(Experiment([[1.0]], [[1.0]], input_names=(WEIRD,), target_names=(WEIRD,)))
    source = script(WEIRD, run.timeline, run.state())
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Div)][2:]
    check(run, NUMPY)
