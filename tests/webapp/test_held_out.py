"""Examples held out, through HTTP: in the experiment, the state, the history; absent without."""

from typing import Any

import numpy as np
import pytest

from tests.webapp.conftest import BROWSER, JSON, Run

TEST = {"test_inputs": [[0, 0, 1], [1, 0, 0]], "test_targets": [[0], [1]]}


def error_of(state: dict[str, Any], run: Run) -> float:
    """The mean |error| of the held-out examples, from what the network thinks of them."""
    answers = run.post("think", inputs=TEST["test_inputs"])["layers"][-1]
    return float(np.abs(np.array(TEST["test_targets"]) - answers).mean())


def test_without_them_nothing_speaks_of_them(run: Run) -> None:
    run.post("step", iterations=300)
    assert "test_error" not in run.get()
    assert "test_error" not in run.get("/history")
    assert not [name for name in run.get()["experiment"] if name.startswith("test")]


def test_they_are_tested_on_and_never_trained_on(run: Run) -> None:
    other = Run(run.client, lesson="eleven-lines")
    run.patch(**TEST)
    for each in (run, other):
        each.post("step", iterations=700)
    state = run.get()
    assert state["weights"] == other.get()["weights"]
    assert state["test_error"] == pytest.approx(error_of(state, run), abs=1e-15)
    assert {name: state["experiment"][name] for name in TEST} == TEST


def test_their_error_has_a_history(run: Run) -> None:
    run.patch(**TEST)
    run.post("step", iterations=5_000)
    history = run.get("/history")["test_error"]
    iterations = history["iteration"]
    assert iterations[:3] == [0, 1, 2] and iterations[-1] == 5_000
    assert iterations == sorted(set(iterations)) and len(iterations) < 400
    for place in (0, 10, 60, -1):
        state = run.post("seek", iteration=iterations[place])
        assert history["error"][place] == pytest.approx(state["test_error"], abs=1e-15)


def test_they_change_without_changing_the_run(run: Run) -> None:
    before = run.post("step", iterations=10)
    state = run.patch(**TEST)
    assert state["iteration"] == 10 and state["weights"] == before["weights"]
    assert run.get("/history")["test_error"]["iteration"][-1] == 10
    assert run.post("undo") == before


def test_a_changed_table_keeps_them_in_shape(run: Run) -> None:
    run.patch(**TEST)
    run.form(operation="remove-input", index="0")
    run.form(operation="add-target")
    experiment = run.get()["experiment"]
    assert experiment["test_inputs"] == [[0, 1], [0, 0]]
    assert experiment["test_targets"] == [[0, 0], [1, 0]]


def test_they_are_taken_along(run: Run) -> None:
    run.patch(**TEST)
    run.post("step", iterations=5)
    run.patch(learning_rate=2.0)
    run.post("step", iterations=5)
    body = run.get("/experiment.json")
    again = Run(run.client, **body).get()
    assert again.pop("id") != run.get()["id"]
    assert again["test_error"] == run.get()["test_error"]
    assert again["experiment"] == run.get()["experiment"]


@pytest.mark.parametrize(
    "body, field",
    [
        ({"test_inputs": [[1, 0, 1]]}, "test_targets"),
        ({**TEST, "test_inputs": [[1, 0], [0, 1]]}, "test_inputs.0"),
        ({**TEST, "test_targets": [[1, 0], [0, 1]]}, "test_targets.0"),
        ({**TEST, "test_targets": [[2], [0]]}, "test_targets.0.0"),
        ({**TEST, "test_inputs": "all"}, "test_inputs"),
    ],
)
def test_wrong_ones_are_refused(run: Run, body: dict[str, Any], field: str) -> None:
    response = run.client.patch(run.path + "/experiment", json=body, headers=JSON)
    assert response.status_code == 422
    assert response.get_json()["errors"][0]["field"] == field
    assert "test_error" not in run.get()


def test_the_page_tells_how_many(run: Run) -> None:
    run.patch(**TEST)
    page = run.client.get(run.path, headers=BROWSER).text
    assert "2 held out" in page
    assert "2 more examples are held out" in page
