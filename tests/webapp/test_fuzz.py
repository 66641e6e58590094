"""Anything at all may come in: the answer is no 5xx, and a refusal changes nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.length import examples
from tests.webapp.conftest import HTMX, JSON, Run
from webapp import close_app, create_app

EXPERIMENT = {"inputs": [[0, 0, 1], [0, 1, 1]], "targets": [[0], [1]], "situations": [[1, 1, 0]]}

numbers = st.one_of(
    *(st.integers(), st.integers(0, 5), st.floats(), st.floats(0, 1)),
    st.sampled_from([10**400, 2**64]),
)
scraps = numbers | st.none() | st.booleans() | st.text(max_size=5) | st.just("fastest")
junk = st.recursive(
    scraps,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
tables = st.lists(st.lists(st.floats(0, 1) | scraps, max_size=4), max_size=5)
COMMANDS = {
    "POST step": ("iterations",),
    "POST run": ("speed", "until"),
    "POST pause": ("now",),
    "POST seek": ("iteration",),
    "POST undo": (),
    "POST redo": (),
    "POST think": ("inputs",),
    "PATCH weights": ("layer", "from", "to", "value"),
    "PATCH experiment": (
        *("inputs", "targets", "situations", "hidden", "seed", "learning_rate", "iterations"),
        *("lesson", "input_names", "target_names"),
    ),
}
FORM = (
    *("inputs.0.0", "inputs.1.9", "targets.0.0", "situations.0.1", "input_names.0", "hidden"),
    *("seed", "learning_rate", "iterations", "operation", "index", "paste", "at"),
)
KINDS = (
    *("application/json", "application/x-www-form-urlencoded", "text/plain", "", "x"),
    "multipart/form-data; boundary=x",
)
MOST_ITERATIONS = 300
"""So that no example takes long: whole numbers beyond are left out where they would be counted."""


@st.composite
def commands(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """An address of a run and a body for it, right or wrong."""
    command = draw(st.sampled_from(sorted(COMMANDS)))
    names = st.sampled_from((*COMMANDS[command], "x")) if COMMANDS[command] else st.text(max_size=5)
    body = draw(st.dictionaries(names, junk | tables, max_size=4))
    counted = [body.get("iterations"), body.get("iteration")]
    assume(all(not (isinstance(n, int) and n > MOST_ITERATIONS) for n in counted))
    return command, body


@pytest.fixture(scope="module")
def lasting() -> Iterator[Run]:
    """One run for all examples; its clock has started when the first test begins."""
    app = create_app({"TESTING": True})
    run = Run(app.test_client(), experiment=EXPERIMENT)
    run.post("run")
    yield run
    close_app(app)


def held(run: Run, method: str, part: str, **request: Any) -> None:
    """Asserts that the answer is no 5xx and that a refusal changes nothing."""
    run.post("pause")
    before = run.get()
    response = run.client.open(f"{run.path}/{part}", method=method, **request)
    assert response.status_code < 500, response.text
    if response.status_code >= 400:
        assert run.get() == before


@settings(max_examples=examples(150))
@given(commands())
def test_any_json_to_any_command(lasting: Run, command: tuple[str, dict[str, Any]]) -> None:
    (method, part), body = command[0].split(), json.dumps(command[1])
    held(lasting, method, part, data=body, content_type="application/json", headers=JSON)


@settings(max_examples=examples(150))
@given(st.dictionaries(st.sampled_from(FORM), st.text(max_size=12) | numbers.map(str), max_size=4))
def test_any_form_to_any_edit(lasting: Run, fields: dict[str, str]) -> None:
    held(lasting, "PATCH", "experiment", data=fields, headers=HTMX)


@given(st.binary(max_size=60), st.sampled_from(KINDS))
def test_any_bytes_under_any_name(lasting: Run, data: bytes, kind: str) -> None:
    held(lasting, "PATCH", "experiment", data=data, content_type=kind, headers=JSON)
    held(lasting, "POST", "think", data=data, content_type=kind, headers=JSON)
