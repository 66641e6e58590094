"""Whatever comes in, the answer is a 4xx that names the fields, and the run is unharmed."""

import json
import logging
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import JSON, Run

EXPERIMENT = {"inputs": [[0, 0, 1], [0, 1, 1]], "targets": [[0], [1]], "situations": [[1, 1, 0]]}


def bad(client: FlaskClient, method: str, path: str, **request: Any) -> dict[str, str]:
    """The messages by field of the refusal that is expected."""
    response = client.open(path, method=method, headers=JSON, **request)
    assert 400 <= response.status_code < 500, response.text
    assert response.mimetype == "application/problem+json"
    body = response.get_json()
    assert body["status"] == response.status_code
    assert body["title"] and body["detail"]
    return {error["field"]: error["message"] for error in body["errors"]}


WRONG_EXPERIMENTS: list[tuple[dict[str, Any], set[str]]] = [
    ({"inputs": "x"}, {"inputs"}),
    ({"inputs": []}, {"inputs"}),
    ({"inputs": [[]] * 4}, {"inputs.0"}),
    ({"inputs": [[0, 0, 1], [0, 1], [0, 0, 1], 7]}, {"inputs.1", "inputs.3"}),
    (
        {"inputs": [[0, True, 1], [0, None, 1], ["1", 0, 1], [1, [], 1]]},
        {"inputs.0.1", "inputs.1.1", "inputs.2.0", "inputs.3.1"},
    ),
    (
        {"inputs": [[1e6 + 1, -1e6 - 1, 10**400]] * 4},
        {f"inputs.{i}.{j}" for i in range(4) for j in range(3)},
    ),
    ({"inputs": [[0] * 65] * 4}, {"inputs.0"}),
    ({"inputs": [[0]] * 2001, "targets": [[0]] * 2001}, {"inputs", "targets"}),
    ({"inputs": [[0, 0, 1]] * 3}, {"targets"}),
    ({"targets": [[0], [1]]}, {"targets"}),
    ({"targets": [[-0.001], [1.001], [0], [0]]}, {"targets.0.0", "targets.1.0"}),
    ({"targets": [[0] * 17] * 4}, {"targets.0"}),
    ({"situations": [[1, 1]]}, {"situations.0"}),
    ({"situations": [[1, 1, 1]] * 21}, {"situations"}),
    ({"situations": [[1, 1, "a"]]}, {"situations.0.2"}),
    ({"inputs": [[0, 1]] * 4, "situations": [[1, 1, 0]]}, {"situations.0"}),
    ({"hidden": 4}, {"hidden"}),
    ({"hidden": [4, 0]}, {"hidden.1"}),
    ({"hidden": [65, 4.5, True]}, {"hidden.0", "hidden.1", "hidden.2"}),
    ({"hidden": [1] * 7}, {"hidden"}),
    ({"seed": -1}, {"seed"}),
    ({"seed": 2**32}, {"seed"}),
    ({"seed": 10**40}, {"seed"}),
    ({"seed": None}, {"seed"}),
    ({"seed": 1.5}, {"seed"}),
    ({"learning_rate": 0}, {"learning_rate"}),
    ({"learning_rate": -1}, {"learning_rate"}),
    ({"learning_rate": 1000.0001}, {"learning_rate"}),
    ({"learning_rate": "1"}, {"learning_rate"}),
    ({"learning_rate": True}, {"learning_rate"}),
    ({"iterations": 0}, {"iterations"}),
    ({"iterations": 10_000_001}, {"iterations"}),
    ({"epochs": 3, "seed": 2}, {"epochs"}),
    (
        {"seed": -1, "hidden": [0], "targets": [[7], [0], [0], [0]]},
        {"seed", "hidden.0", "targets.0.0"},
    ),
    ({"input_names": ["a\nb"], "target_names": ["x" * 61]}, {"input_names.0", "target_names.0"}),
    ({"input_names": "a", "target_names": [7]}, {"input_names", "target_names.0"}),
    ({f"a{number}": 1 for number in range(20)}, {f"a{number}" for number in range(20)}),
    ({"lesson": "no-such"}, {"lesson"}),
    ({"lesson": 3}, {"lesson"}),
    ({}, {"experiment"}),
]


@pytest.mark.parametrize(
    "body, fields", WRONG_EXPERIMENTS, ids=[str(body)[:60] for body, _ in WRONG_EXPERIMENTS]
)
def test_every_fault_of_an_experiment_is_named(
    run: Run, body: dict[str, Any], fields: set[str]
) -> None:
    before = run.post("step", iterations=3)
    assert set(bad(run.client, "PATCH", run.path + "/experiment", json=body)) == fields
    assert run.get() == before
    assert run.post("step")["iteration"] == 4


RIGHT_EXPERIMENTS: list[dict[str, Any]] = [
    {"inputs": [[-1e6, 1e6, 0.5]], "targets": [[1]]},
    {"inputs": [[0] * 64], "targets": [[0] * 16], "hidden": [1, 64, 1, 1, 1, 1]},
    {"inputs": [[0]] * 2_000, "targets": [[0.5]] * 2_000},
    {"seed": 2**32 - 1, "learning_rate": 1000, "iterations": 10_000_000},
    {"seed": 0, "learning_rate": 1e-9, "iterations": 1},
    {"situations": [[1, 1, 0]] * 20},
    {"situations": []},
    {"hidden": []},
]


@pytest.mark.parametrize("body", RIGHT_EXPERIMENTS, ids=lambda value: str(value)[:60])
def test_what_lies_just_within_the_limits_is_taken(run: Run, body: dict[str, Any]) -> None:
    experiment = run.patch(**body)["experiment"]
    assert {name: experiment[name] for name in body} == body


@pytest.mark.parametrize(
    "command, body, fields",
    [
        ("step", {"iterations": 0}, {"iterations"}),
        ("step", {"iterations": -1}, {"iterations"}),
        ("step", {"iterations": 10_000_001}, {"iterations"}),
        ("step", {"iterations": 1.0}, {"iterations"}),
        ("step", {"iterations": True}, {"iterations"}),
        ("step", {"steps": 3}, {"steps"}),
        ("back", {"iterations": -1}, {"iterations"}),
        ("run", {"speed": 0}, {"speed"}),
        ("run", {"speed": -5}, {"speed"}),
        ("run", {"speed": "fast"}, {"speed"}),
        ("run", {"speed": False}, {"speed"}),
        ("run", {"speed": [1]}, {"speed"}),
        ("run", {"until": 0}, {"until"}),
        ("run", {"until": -1, "speed": {}}, {"until", "speed"}),
        ("seek", {}, {"iteration"}),
        ("seek", {"iteration": -1}, {"iteration"}),
        ("seek", {"iteration": "12"}, {"iteration"}),
        ("pause", {"now": 1}, {"now"}),
        ("think", {}, {"inputs"}),
        ("think", {"inputs": []}, {"inputs"}),
        ("think", {"inputs": [[1, 2]]}, {"inputs.0"}),
        ("think", {"inputs": [[1, 2, 1e7], [1, 2, "x"]]}, {"inputs.0.2", "inputs.1.2"}),
    ],
)
def test_every_fault_of_a_command_is_named(
    run: Run, command: str, body: dict[str, Any], fields: set[str]
) -> None:
    assert set(bad(run.client, "POST", f"{run.path}/{command}", json=body)) == fields


@pytest.mark.parametrize(
    "body, fields",
    [
        ({}, {"layer", "from", "to", "value"}),
        ({"layer": 2, "from": 0, "to": 0, "value": 1}, {"layer"}),
        ({"layer": 0, "from": 3, "to": 4, "value": 1}, {"from", "to"}),
        ({"layer": 10**30, "from": -1, "to": 0.5, "value": "1"}, {"layer", "from", "to", "value"}),
        ({"layer": 0, "source": 1, "to": 1, "value": 1}, {"source"}),
    ],
)
def test_every_fault_of_a_synapse_is_named(
    run: Run, body: dict[str, Any], fields: set[str]
) -> None:
    assert set(bad(run.client, "PATCH", run.path + "/weights", json=body)) == fields


@pytest.mark.parametrize(
    "body, fields",
    [
        ({}, {"lesson"}),
        ({"lesson": "eleven-lines", "experiment": EXPERIMENT}, {"lesson"}),
        ({"lesson": "twelve-lines"}, {"lesson"}),
        ({"experiment": {}}, {"inputs", "targets"}),
        ({"experiment": 7}, {"experiment"}),
        ({"experiment": EXPERIMENT | {"seed": "x"}}, {"seed"}),
        ({"experiment": EXPERIMENT | {"name": "x"}}, {"name"}),
        ({"lessons": "eleven-lines"}, {"lessons"}),
    ],
)
def test_every_fault_of_a_new_run_is_named(
    client: FlaskClient, body: dict[str, Any], fields: set[str]
) -> None:
    assert set(bad(client, "POST", "/runs", json=body)) == fields


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_no_number_that_is_not_finite(run: Run, literal: str) -> None:
    rows = f"[[0, 0, {literal}], [0, 0, 0], [0, 0, 0], [0, 0, 0]]"
    body = f'{{"learning_rate": {literal}, "inputs": {rows}}}'
    request = {"data": body, "content_type": "application/json"}
    assert set(bad(run.client, "PATCH", run.path + "/experiment", **request)) == {
        "learning_rate",
        "inputs.0.2",
    }


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[1]",
        b"7",
        b'"x"',
        b"null",
        b"\xff\xfe",
        b'{"a": "\xff"}',
        b"[" * 5_000,
        b'{"a": NaN',
        b"{'a': 1}",
    ]
    + [
        b'{"seed": ' + b"9" * 5_000 + b', "x": NaN}',
        b'{"\\ud800": 1}',
        b'{"a": "\\ud800", "b": NaN}',
    ],
)
def test_what_is_no_json_object(run: Run, body: bytes) -> None:
    bad(run.client, "PATCH", run.path + "/experiment", data=body, content_type="application/json")


def test_other_requests_that_fit_nowhere(run: Run) -> None:
    client = run.client
    bad(client, "POST", run.path + "/seek", data=b"iteration: 3", content_type="text/yaml")
    bad(client, "GET", "/runs/unknown")
    bad(client, "GET", "/runs/unknown/stream")
    bad(client, "POST", "/runs/unknown/step")
    bad(client, "GET", "/nowhere")
    bad(client, "GET", run.path + "/step")
    bad(client, "PUT", run.path)
    bad(client, "PUT", run.path + "/experiment")
    assert bad(client, "GET", "/?lesson=none").keys() == {"lesson"}
    assert set(client.get(run.path + "/step").allow) == {"OPTIONS", "POST"}


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_a_body_beyond_2_mib(run: Run, kind: str) -> None:
    body = b'{"csv": "' + b"1" * 2 * 2**20 + b'"}'
    response = run.client.patch(
        run.path + "/experiment", data=body, content_type=kind, headers=JSON
    )
    assert response.status_code == 413
    assert "at most 2 MiB" in response.get_json()["detail"]


def test_one_line_in_the_log_and_nothing_that_was_typed(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    bad(run.client, "PATCH", run.path + "/experiment", json={"seed": "secret"})
    bad(run.client, "PATCH", run.path + "/experiment", json={"secret\nfield": 1})
    run.client.get("/secret")
    lines = [json.loads(record.getMessage()) for record in caplog.records]
    assert [line["status"] for line in lines] == [422, 422, 404]
    assert [line.get("fields") for line in lines] == [["seed"], [], None]
    assert {line["route"] for line in lines[:2]} == {"/runs/<id>/experiment"}
    assert all(record.levelno == logging.WARNING for record in caplog.records)
    for record in caplog.records:
        assert "secret" not in record.getMessage() and run.id not in record.getMessage()


def test_a_page_gets_its_messages_beside_the_fields(run: Run) -> None:
    response = run.form(**{"inputs.1.2": "<b>", "learning_rate": "much"})
    assert response.status_code == 422
    assert 'hx-target="#table-problem"' in response.text
    assert 'data-field="inputs.1.2"' in response.text
    assert 'hx-target="#settings-problem"' in response.text
    page = run.client.post(
        run.path + "/step", data={"iterations": "<b>"}, headers={"Accept": "text/html"}
    )
    assert page.status_code == 422 and page.text.startswith("<!doctype html>")


def test_a_form_without_its_boundary_does_nothing(run: Run) -> None:
    answer = run.client.post(
        f"{run.path}/step", data=b"--x\r\n", content_type="multipart/form-data", headers=JSON
    )
    assert answer.status_code == 400 and "boundary" in answer.get_json()["detail"]
    assert run.get()["iteration"] == 0


@pytest.mark.parametrize("body", [b"[" * 100_000, b"{", b'{"a": \xff}', b"9" * 10_000])
def test_what_is_no_json_is_told_without_python_s_words(run: Run, body: bytes) -> None:
    answer = run.client.post(
        f"{run.path}/step", data=body, content_type="application/json", headers=JSON
    )
    assert answer.status_code in (400, 422)
    assert not re.search("recursion|Expecting|codec|Exceeds|delimiter", answer.text)
