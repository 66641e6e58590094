"""What the contract says of the addresses, one by one."""

import numpy as np
import pytest
from flask.testing import FlaskClient

from engine import LESSONS
from tests.webapp.conftest import BROWSER, HTMX, JSON, Run

FIELDS = (
    *("id", "view", "title", "lesson", "experiment", "status", "iteration", "weights", "layers"),
    *("errors", "deltas", "error", "answers", "asked", "line"),
)
CHARGE = ((0, 0, 0, 0), (0, 0, 1, 0), (1, 0, 0, 1e308), (1, 1, 0, -1e308))
"""Two huge weights that cancel, until the target is no longer a half."""
XOR = {"inputs": [[0, 1], [1, 1]], "targets": [[1], [0]]}


def test_front_page_opens_the_eleven_lines(client: FlaskClient) -> None:
    response = client.get("/", headers=BROWSER)
    assert response.status_code == 303
    assert client.get(response.location, headers=JSON).get_json()["lesson"] == "eleven-lines"
    other = client.get("/?lesson=two-layers", headers=JSON)
    assert client.get(other.location, headers=JSON).get_json()["lesson"] == "two-layers"


def test_looking_at_the_front_page_makes_no_run(client: FlaskClient) -> None:
    assert client.head("/").status_code == 200
    assert len(client.application.extensions["runs"].residents) == 0


def test_state_has_the_contracts_fields_and_the_next_line_in_order(run: Run) -> None:
    assert tuple(run.get()) == FIELDS


def test_new_run_of_an_experiment_takes_defaults(client: FlaskClient) -> None:
    state = Run(client, experiment=XOR).get()
    assert state["lesson"] is None
    assert state["experiment"] == XOR | {
        "hidden": [],
        "seed": 1,
        "learning_rate": 1.0,
        "iterations": 10_000,
        "situations": [],
    }
    assert state["answers"] == []
    assert Run(client, experiment=state["experiment"]).get()["weights"] == state["weights"]


def test_ids_cannot_be_guessed(client: FlaskClient) -> None:
    paths = {Run(client).path for _ in range(20)}
    assert len(paths) == 20
    assert all(len(path) >= len("/runs/") + 21 for path in paths)


def test_ten_steps_are_step_ten(client: FlaskClient) -> None:
    slow, fast = Run(client), Run(client)
    for _ in range(10):
        state = slow.post("step")
    assert state["weights"] == fast.post("step", iterations=10)["weights"]
    assert state["iteration"] == 10


def test_seek_goes_back_exactly(run: Run) -> None:
    there = run.post("seek", iteration=137)
    run.post("seek", iteration=5_000)
    back = run.post("seek", iteration=137)
    assert back == there


def test_back_goes_so_many_iterations_at_most_to_the_start(run: Run) -> None:
    there, later = run.post("seek", iteration=136), run.post("seek", iteration=137)
    assert run.post("back") == there
    assert run.post("step") == later
    assert run.post("back", iterations=130)["iteration"] == 7
    assert run.post("back", iterations=8)["iteration"] == 0
    assert run.post("back")["iteration"] == 0


def test_finished_after_the_plan_and_more_can_be_run(run: Run) -> None:
    assert run.post("seek", iteration=59_999)["status"] == "paused"
    assert run.post("step")["status"] == "finished"
    assert run.post("step")["iteration"] == 60_001


def test_reset_has_the_same_starting_weights(run: Run) -> None:
    first = run.get()
    run.post("step", iterations=50)
    assert run.post("reset") == first


def test_values_and_learning_rate_keep_weights_and_iteration(run: Run) -> None:
    before = run.post("step", iterations=9)
    after = run.patch(targets=[[1], [1], [1], [0]], learning_rate=3)
    assert after["iteration"] == 9
    assert after["weights"] == before["weights"]
    assert after["experiment"]["learning_rate"] == 3
    assert after["errors"] != before["errors"]


@pytest.mark.parametrize("change", [{"seed": 2}, {"hidden": [3, 2]}, {"hidden": []}])
def test_new_shape_or_seed_starts_anew(run: Run, change: dict[str, object]) -> None:
    run.post("step", iterations=9)
    state = run.patch(**change)
    assert state["iteration"] == 0
    random = np.random.RandomState(state["experiment"]["seed"])
    for weights in state["weights"]:
        expected = 2 * random.random_sample(np.shape(weights)) - 1
        np.testing.assert_array_equal(weights, expected)


def test_more_inputs_take_the_situations_along(run: Run) -> None:
    state = run.patch(inputs=[[0, 0, 1, 5], [0, 1, 1, 5], [1, 0, 1, 5], [1, 1, 1, 5]])
    assert state["experiment"]["situations"] == [[1, 1, 0, 0]]
    assert len(state["answers"]) == 1


def test_patch_of_a_lesson(run: Run) -> None:
    run.post("step", iterations=3)
    state = run.patch(lesson="two-layers")
    assert (state["lesson"], state["iteration"]) == ("two-layers", 0)
    undone = run.post("undo")
    assert (undone["lesson"], undone["iteration"]) == ("eleven-lines", 3)
    assert run.post("redo")["lesson"] == "two-layers"


def test_one_synapse(run: Run) -> None:
    run.post("step", iterations=3)
    body = {"layer": 0, "from": 2, "to": 1, "value": -0.5}
    state = run.client.patch(run.path + "/weights", json=body, headers=JSON).get_json()
    assert state["weights"][0][2][1] == -0.5
    assert state["iteration"] == 3


def test_undo_and_redo(run: Run) -> None:
    before = run.post("step", iterations=4)
    after = run.patch(learning_rate=9)
    assert run.post("undo") == before
    assert run.post("redo") == after


def test_think_changes_nothing(run: Run) -> None:
    before = run.post("step", iterations=20)
    layers = run.post("think", inputs=[[1, 1, 0], [0, 0, 1]])["layers"]
    assert [np.shape(layer) for layer in layers] == [(2, 3), (2, 4), (2, 1)]
    assert layers[-1][0] == before["answers"][0]
    assert layers[-1][1] == before["layers"][-1][0]
    assert run.get() == before


def test_history_holds_the_first_and_the_newest(run: Run) -> None:
    assert run.get("/history") == {"iteration": [0], "error": [run.get()["error"]]}
    state = run.post("seek", iteration=60_000)
    history = run.get("/history")
    assert len(history["iteration"]) == len(history["error"]) <= 2_000
    assert (history["iteration"][0], history["iteration"][-1]) == (0, 60_000)
    assert history["error"][-1] == state["error"]


def test_lessons(client: FlaskClient) -> None:
    lessons = client.get("/lessons", headers=JSON).get_json()
    assert [lesson["id"] for lesson in lessons] == list(LESSONS)
    assert all(lesson["title"] and lesson["summary"] for lesson in lessons)


def test_table_to_take_along(run: Run) -> None:
    response = run.client.get(run.path + "/table.csv")
    assert response.mimetype == "text/csv"
    assert response.text.splitlines()[1:] == ["0,0,1,0", "0,1,1,1", "1,0,1,1", "1,1,1,0"]


def test_diverged_run_says_so_and_can_be_taken_back(client: FlaskClient) -> None:
    run = Run(client, experiment={"inputs": [[1e6]], "targets": [[0.5]], "hidden": [2]})
    for layer, source, target, value in CHARGE:
        run.patch("weights", **{"layer": layer, "from": source, "to": target, "value": value})
    run.post("step", iterations=40)
    run.patch(targets=[[1]])
    last = run.post("step")
    assert (last["status"], last["iteration"], last["diverged_at"]) == ("diverged", 40, 41)
    for command in ("step", "run"):
        refused = client.post(f"{run.path}/{command}", headers=JSON)
        assert refused.status_code == 409
        assert "back or reset" in refused.get_json()["detail"]
    assert client.post(run.path + "/seek", json={"iteration": 41}).status_code == 409
    assert run.get() == last
    back = run.post("seek", iteration=39)
    assert back["status"] == "paused" and "diverged_at" not in back
    assert run.post("reset")["status"] == "paused"


@pytest.mark.parametrize(
    "path, body",
    [("/step", {}), ("/pause", {}), ("/seek", {"iteration": 3}), ("/reset", {})],
)
def test_commands_take_forms_and_answer_each_client(
    run: Run, path: str, body: dict[str, int]
) -> None:
    address = run.path + path
    assert run.client.post(address, data=body, headers=HTMX).status_code == 204
    page = run.client.post(address, data=body, headers=BROWSER)
    assert (page.status_code, page.location) == (303, run.path)
    assert run.client.post(address, data=body).get_json()["status"] == "paused"
