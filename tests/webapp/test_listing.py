"""The code of a run over HTTP, and going through it line by line."""

import json
from typing import Any

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from engine.code.listing import listing
from engine.lessons import LESSONS
from tests.engine.used import execute
from tests.webapp.conftest import BROWSER, HTMX, JSON, Run
from tests.webapp.test_commands import CHARGE

STATE = ("iteration", "weights", "layers", "errors", "deltas", "error", "answers")


def executed(found: dict[str, Any], iterations: int, lines: int = 0) -> dict[str, Any]:
    """The variables as a reader's own Python has them, so many iterations and lines on."""
    variables: dict[str, Any] = {"np": np}
    loop = [line["source"] for line in found["loop"]]
    for source in [*found["before"], *loop * iterations, *loop[:lines]]:
        execute(source, variables)
    return variables


def agree(variables: dict[str, Any], scope: dict[str, Any]) -> None:
    named = {
        name for name, value in variables.items() if isinstance(value, np.ndarray | int | float)
    }
    assert named == set(scope)
    for name, value in scope.items():
        np.testing.assert_allclose(variables[name], value, rtol=1e-12, atol=1e-12, err_msg=name)


def test_the_listing_of_the_contract(run: Run) -> None:
    found = run.get("/listing")
    assert found["before"] == [
        line.source for line in listing(LESSONS["eleven-lines"].experiment).before
    ]
    first = found["loop"][0]
    assert {name: first[name] for name in ("number", "source", "reads", "makes")} == {
        "number": 1,
        "source": "l1 = 1 / (1 + np.exp(-(l0 @ syn0)))",
        "reads": ["l0", "syn0"],
        "makes": ["l1"],
    }
    assert (found["iteration"], found["line"]) == (0, 1)
    agree(executed(found, 0), found["scope"])


@pytest.mark.parametrize("lesson", ["nine-lines", "two-layers", "eleven-lines", "parity-three"])
def test_every_line_gives_the_scope_that_the_page_shows(client: FlaskClient, lesson: str) -> None:
    run = Run(client, lesson=lesson)
    run.post("seek", iteration=7)
    found = run.get("/listing")
    length = len(found["loop"])
    for done in range(2 * length):
        iterations, lines = divmod(done, length)
        assert (found["iteration"], found["line"]) == (7 + iterations, lines + 1)
        agree(executed(found, 7 + iterations, lines), found["scope"])
        found = run.post("line")


def test_lines_over_a_whole_iteration_and_back_are_a_step_and_back(run: Run) -> None:
    run.post("seek", iteration=136)
    before, after = (stated(run), stated(run, step=True))
    run.post("seek", iteration=136)
    length = len(run.get("/listing")["loop"])
    passed = []
    for _ in range(length):
        assert stated(run) == before
        passed.append(run.get("/listing"))
        run.post("line", lines=1)
    assert (stated(run), run.get("/listing")["line"]) == (after, 1)
    for there in reversed(passed):
        assert run.post("line", lines=-1) == there
        assert stated(run) == before


def stated(run: Run, step: bool = False) -> str:
    state = run.post("step") if step else run.get()
    return json.dumps([state[name] for name in STATE])


def test_many_lines_at_once(run: Run) -> None:
    there = run.post("line", lines=8 * 137 + 3)
    assert (there["iteration"], there["line"]) == (137, 4)
    back = run.post("line", lines=-10)
    assert (back["iteration"], back["line"]) == (136, 2)
    run.post("seek", iteration=136)
    assert run.get("/listing")["line"] == 1


def test_before_the_first_line_there_is_none_to_take_back(run: Run) -> None:
    beginning = run.get("/listing")
    assert run.post("line", lines=-1) == beginning
    run.post("line", lines=2)
    assert run.post("line", lines=-5) == beginning


@pytest.mark.parametrize(
    "command, body",
    [
        ("step", {}),
        ("back", {}),
        ("seek", {"iteration": 3}),
        ("pause", {}),
        ("reset", {}),
        ("undo", {}),
        ("experiment", {"learning_rate": 2}),
        ("experiment", {"seed": 2}),
        ("weights", {"layer": 0, "from": 0, "to": 0, "value": 1}),
    ],
)
def test_every_other_command_goes_to_the_first_line(
    run: Run, command: str, body: dict[str, Any]
) -> None:
    run.patch(learning_rate=0.5)
    run.post("line", lines=8 * 3 + 4)
    assert run.get("/listing")["line"] == 5
    run.patch(command, **body) if command in ("experiment", "weights") else run.post(
        command, **body
    )
    assert run.get("/listing")["line"] == 1


def test_edits_on_the_way_are_part_of_the_code(run: Run) -> None:
    run.patch("weights", **{"layer": 0, "from": 2, "to": 1, "value": -0.5})
    run.post("seek", iteration=5)
    run.patch(targets=[[1], [1], [1], [0]])
    run.post("seek", iteration=9)
    run.patch(learning_rate=0.25)
    run.post("seek", iteration=12)
    found = run.get("/listing")
    assert found["before"][-3:] == ["syn0[2, 1] = -0.5", "learning_rate = 1", "iteration = 0"]
    for at in (0, 4, 5, 8, 9, 12):
        state = run.post("seek", iteration=at)
        variables = executed(found, at)
        for k, weights in enumerate(state["weights"]):
            np.testing.assert_allclose(variables[f"syn{k}"], weights, rtol=0, atol=1e-12)
        agree(variables, run.get("/listing")["scope"])
    run.post("seek", iteration=4)
    for lines in range(1, len(found["loop"]) + 1):
        agree(executed(found, 4, lines), run.post("line")["scope"])


def test_a_line_back_through_an_edit(run: Run) -> None:
    run.post("seek", iteration=5)
    edited = run.patch(targets=[[1], [1], [1], [0]])
    run.post("line", lines=-1)
    agree(executed(run.get("/listing"), 4, 9), run.get("/listing")["scope"])
    assert run.post("line")["scope"]["y"] == edited["experiment"]["targets"]


def test_in_other_words(run: Run) -> None:
    run.post("line", lines=8 * 2 + 3)
    found = run.get("/listing?dialect=functions")
    assert found["loop"][0]["source"] == "l1 = think(l0, syn0)"
    variables = executed(found, 2, 3)
    for name, value in found["scope"].items():
        np.testing.assert_allclose(variables[name], value, rtol=1e-12, atol=1e-12)
    bad = run.client.get(run.path + "/listing?dialect=cobol", headers=JSON)
    assert (bad.status_code, bad.get_json()["errors"][0]["field"]) == (422, "dialect")


@pytest.mark.parametrize("lines", ["1", 1.5, True, None, 10**12])
def test_lines_that_are_no_number(run: Run, lines: object) -> None:
    answer = run.client.post(run.path + "/line", json={"lines": lines}, headers=JSON)
    assert (answer.status_code, answer.get_json()["errors"][0]["field"]) == (422, "lines")
    assert run.get("/listing")["line"] == 1


def test_from_the_page(run: Run) -> None:
    assert run.client.post(run.path + "/line", data={"lines": "2"}, headers=HTMX).status_code == 204
    assert run.get("/listing")["line"] == 3
    back = run.client.post(run.path + "/line", data={"lines": "-1"}, headers=BROWSER)
    assert (back.status_code, back.headers["Location"]) == (303, run.path)
    page = run.client.get(run.path + "/listing", headers=BROWSER)
    assert page.mimetype == "text/html"
    assert '<li aria-current="step"><code>l2 = ' in page.text


def test_a_line_pauses_a_run_that_plays(run: Run) -> None:
    run.post("run", speed=0.001)
    run.post("line")
    assert run.get()["status"] == "paused"


def test_where_the_numbers_end_the_last_line_cannot_be_executed(client: FlaskClient) -> None:
    run = Run(client, experiment={"inputs": [[1e6]], "targets": [[0.5]], "hidden": [2]})
    for layer, source, target, value in CHARGE:
        run.patch("weights", **{"layer": layer, "from": source, "to": target, "value": value})
    run.post("step", iterations=40)
    run.patch(targets=[[1]])
    length = len(run.get("/listing")["loop"])
    for line in range(2, length + 1):
        assert run.post("line")["line"] == line
    refused = client.post(run.path + "/line", headers=JSON)
    assert refused.status_code == 409
    assert (run.get()["iteration"], run.get("/listing")["line"]) == (40, length)
    assert run.post("line", lines=-1)["line"] == length - 1


def test_every_window_learns_which_line_is_next(app: Flask, run: Run) -> None:
    """Without a request of its own: it is in the frame."""
    streams, live = app.extensions["streams"], app.extensions["runs"].get(run.path.split("/")[-1])
    viewers = [streams.admit(live.display.own) for _ in range(2)]
    windows = [
        streams.messages(live.display, live.display.own, viewer, lambda _: "") for viewer in viewers
    ]
    for window in windows:
        assert next(window).startswith(b"retry")
        assert frame(next(window))["line"] == 1
    run.post("line", lines=3)
    assert [frame(next(window))["line"] for window in windows] == [4, 4]
    for viewer in viewers:
        streams.leave(live.display.own, viewer)


def frame(message: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(message.split(b"data: ")[1])
    return found
