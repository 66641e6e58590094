"""The program that a run becomes: in a fresh interpreter it prints the run's numbers."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from engine import LESSONS, Experiment, Run, State
from engine.code.dialects import DIALECTS, NUMPY, Dialect
from engine.code.script import script
from tests.engine.used import runs

WEIRD = 'a"""\n1 / 0\r\x00\\\u2028 "'


DRIVER = """
import contextlib, io, json, sys
outputs = []
for source in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(compile(source, "script", "exec"), {"__name__": "__main__"})
    outputs.append(output.getvalue())
json.dump(outputs, sys.stdout)
"""
"""Programs one after the other, each in names of its own: an interpreter takes long to start."""


def printed(sources: Sequence[str], python: str = sys.executable) -> list[dict[str, Any]]:
    """What programs print in an interpreter of their own, by name."""
    command = [python, "-W", "error", "-I", "-c", DRIVER]
    alone = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        command, input=json.dumps(sources), capture_output=True, text=True, env=alone
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [_read(text) for text in json.loads(done.stdout)]


def _read(text: str) -> dict[str, Any]:
    pairs = (line.split(" = ") for line in text.splitlines())
    return {name: ast.literal_eval(value) for name, value in pairs}


def check(used: Sequence[Run], dialect: Dialect) -> None:
    sources = [script("A run", run.timeline, run.state(), dialect) for run in used]
    for run, found in zip(used, printed(sources), strict=True):
        holds(run.state(), found)


def holds(state: State, found: dict[str, Any]) -> None:
    """What was printed are the numbers of the state."""
    expected = {f"syn{k}": weights for k, weights in enumerate(state.weights)}
    expected |= {f"b{k}": biases for k, biases in enumerate(state.biases)}
    expected |= {"answers": state.layers[-1], "mean error": np.array(state.error)}
    if len(state.answers):
        expected["new situations"] = state.answers
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        np.testing.assert_allclose(found[name], value, rtol=1e-9, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_every_lesson(dialect: Dialect) -> None:
    used = [Run(lesson.experiment) for lesson in LESSONS.values()]
    for run in used:
        run.step(300)
    check(used, dialect)


@settings(max_examples=10)
@given(runs())
def test_random_runs_with_edits(run: Run) -> None:
    check([run], NUMPY)


def test_inputs_beyond_what_e_can_take_are_no_warning() -> None:
    run = Run(Experiment([[1e6], [-1e6]], [[1.0], [0.0]], input_names=(WEIRD,)))
    run.step(3)
    check([run], NUMPY)


def test_names_cannot_become_code() -> None:
    run = Run(Experiment([[1.0]], [[1.0]], input_names=(WEIRD,), target_names=(WEIRD,)))
    source = script(WEIRD, run.timeline, run.state())
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Div)][2:]
    check([run], NUMPY)
