"""The runs of a browser: listed, called something, copied, taken away and back; and watched."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.webapp.conftest import BROWSER, HTMX, JSON, Run
from webapp import close_app, create_app

WINDOW = {**BROWSER, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def listed(client: FlaskClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/runs", headers=JSON).get_json()
    return found


def but_for_ids(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in ("id", "view")}


def test_a_browser_finds_its_runs_the_newest_first(app: Flask) -> None:
    mine, other = app.test_client(), app.test_client()
    first, second = Run(mine, lesson="and"), Run(mine, lesson="or")
    Run(other)
    state = first.post("step", iterations=7)
    found = listed(mine)
    assert [run["id"] for run in found] == [first.id, second.id]
    for name in ("title", "lesson", "iteration", "error", "status"):
        assert found[0][name] == state[name]
    touched = datetime.fromisoformat(found[0]["touched"])
    assert abs((datetime.now(UTC) - touched).total_seconds()) < 60
    assert len(listed(other)) == 1
    assert listed(app.test_client()) == []


def test_the_cookie_says_nothing_and_reaches_no_script(client: FlaskClient) -> None:
    cookie = client.get("/", headers=WINDOW).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert len(cookie.split("=")[1].split(";")[0]) >= 22


def test_a_run_that_was_only_opened_is_not_listed(client: FlaskClient) -> None:
    path = client.get("/", headers=WINDOW).location
    assert listed(client) == []
    client.post(f"{path}/step", headers=JSON)
    assert [f"/runs/{run['id']}" for run in listed(client)] == [path]


@pytest.mark.parametrize("address", ["/", "/?lesson=and", "/walks/nine-lines", "/embed?lesson=and"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Mode": "navigate", "Sec-Purpose": "prefetch"},
    ],
)
def test_no_run_is_made_for_an_image_or_before_somebody_opens_it(
    app: Flask, address: str, headers: dict[str, str]
) -> None:
    answer = app.test_client().get(address, headers={**BROWSER, **headers})
    assert answer.status_code in (403, 503)
    assert len(app.extensions["runs"].residents) == 0


def test_a_title_is_offered_given_and_taken_away(run: Run) -> None:
    offered = run.get()["title"]
    assert offered
    for title, known in (("  Ada’s <first> try ", "Ada’s <first> try"), ("", offered)):
        answer = run.client.patch(run.path, json={"title": title}, headers=JSON)
        assert answer.status_code == 200
        assert answer.get_json()["title"] == known
        assert run.get()["title"] == listed(run.client)[0]["title"] == known


@pytest.mark.parametrize("title", ["x" * 201, "two\nlines", 7, None])
def test_what_is_no_title_is_refused(run: Run, title: Any) -> None:
    answer = run.client.patch(run.path, json={"title": title}, headers=JSON)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.get_json()["errors"]] == ["title"]


def test_a_title_from_the_page_stays_a_text(run: Run) -> None:
    answer = run.client.patch(run.path, data={"title": "007"}, headers=HTMX)
    assert answer.status_code == 204
    assert run.get()["title"] == "007"


def test_a_copy_goes_on_from_the_same_state_by_itself(run: Run) -> None:
    run.post("step", iterations=5)
    run.patch(learning_rate=0.3)
    run.patch("weights", layer=0, **{"from": 2, "to": 1}, value=0.1)
    run.post("step", iterations=5)
    answer = run.client.post(f"{run.path}/copy", headers=JSON)
    assert answer.status_code == 201
    state, path = answer.get_json(), answer.headers["Location"]
    assert path == f"/runs/{state['id']}" != run.path and state["view"] != run.get()["view"]
    assert but_for_ids(state) == but_for_ids(run.get())
    undone = run.client.post(f"{path}/undo", headers=JSON).get_json()
    assert undone["weights"] != run.get()["weights"]
    run.post("undo")
    assert but_for_ids(run.get()) == but_for_ids(undone)


def test_a_deleted_run_is_gone_and_can_be_taken_back(run: Run) -> None:
    before = run.post("step", iterations=3)
    stream = run.client.get(f"{run.path}/stream")
    assert run.client.delete(run.path, headers=JSON).status_code == 204
    assert b"".join(stream.response).count(b"nn:frame") <= 1
    gone = run.client.get(run.path, headers=JSON)
    assert gone.status_code == 404 and "taken back" in gone.get_json()["detail"]
    assert run.client.post(f"{run.path}/step", headers=JSON).status_code == 404
    assert run.client.get(f"/watch/{before['view']}").status_code == 404
    assert listed(run.client) == []
    assert run.post("restore") == before
    assert [each["id"] for each in listed(run.client)] == [run.id]
    assert run.post("step")["iteration"] == 4


def test_the_list_is_a_page(run: Run) -> None:
    run.client.patch(run.path, json={"title": "<b>bold</b>"}, headers=JSON)
    page = run.client.get("/runs", headers=WINDOW).text
    assert "&lt;b&gt;bold&lt;/b&gt;" in page and "<b>bold" not in page
    assert f'href="{run.path}"' in page
    removed = run.client.delete(run.path, headers=HTMX)
    assert removed.status_code == 200 and "Take it back" in removed.text
    restored = run.client.post(f"{run.path}/restore", headers=HTMX)
    assert f'href="{run.path}"' in restored.text


# Watched


@pytest.fixture
def view(run: Run) -> str:
    """Where others look at the run."""
    return f"/watch/{run.get()['view']}"


def test_a_view_shows_the_run_without_its_id(run: Run, view: str) -> None:
    run.post("step", iterations=4)
    state = run.client.get(view, headers=JSON).get_json()
    assert "id" not in state
    assert {**state, "id": run.id} == run.get()
    for part in ("/history", "/listing"):
        assert run.client.get(view + part, headers=JSON).get_json() == run.get(part)
    for address in (view, view + "/why", view + "/proof", view + "/script.py", view + "/link"):
        shown = run.client.get(address, headers=BROWSER)
        assert shown.status_code == 200 and run.id not in shown.text, address


def test_a_view_is_live_and_its_stream_never_says_the_id(run: Run, view: str) -> None:
    stream = run.client.get(f"{view}/stream")
    messages = iter(stream.response)
    seen: list[Any] = [next(messages), next(messages)]
    run.patch(learning_rate=0.5)
    seen += [next(messages), next(messages)]
    run.post("step")
    seen.append(next(messages))
    stream.close()
    said = b"".join(seen)
    assert run.id.encode() not in said and view.encode() in said
    frames = [json.loads(each.split(b"data: ")[1]) for each in seen if b"nn:frame" in each]
    assert [frame["iteration"] for frame in frames] == [0, 0, 1]
    assert {frame["view"] for frame in frames} == {view.removeprefix("/watch/")}


COMMANDS = [
    *(("POST", name) for name in ("/step", "/back", "/run", "/pause", "/reset", "/seek")),
    *(("POST", name) for name in ("/undo", "/redo", "/think", "/line", "/table", "/restore")),
    *(("PATCH", name) for name in ("", "/experiment", "/weights")),
    ("DELETE", ""),
]


@pytest.mark.parametrize(("method", "part"), COMMANDS)
def test_no_command_goes_through_a_view(run: Run, view: str, method: str, part: str) -> None:
    before = run.get()
    for path in (view, view.replace("/watch/", "/runs/")):
        answer: TestResponse = run.client.open(path + part, method=method, json={}, headers=JSON)
        assert answer.status_code in (404, 405), path
    assert run.client.get(f"/watch/{run.id}", headers=JSON).status_code == 404
    assert run.get() == before


def test_who_watches_makes_a_copy_of_their_own(app: Flask, run: Run, view: str) -> None:
    run.post("step", iterations=9)
    other = app.test_client()
    answer = other.post(f"{view}/copy", headers=JSON)
    assert answer.status_code == 201
    assert but_for_ids(answer.get_json()) == but_for_ids(run.get())
    assert run.id not in answer.text
    other.post(answer.headers["Location"] + "/step", headers=JSON)
    assert run.get()["iteration"] == 9
    assert [each["iteration"] for each in listed(other)] == [10]


def test_views_and_titles_outlive_the_server(tmp_path: Path) -> None:
    app = create_app({"TESTING": True, "DATA": tmp_path})
    run = Run(app.test_client())
    run.client.patch(run.path, json={"title": "Monday"}, headers=JSON)
    before = run.get()
    close_app(app)
    again = create_app({"TESTING": True, "DATA": tmp_path})
    state = again.test_client().get(f"/watch/{before['view']}", headers=JSON).get_json()
    close_app(again)
    assert {**state, "id": run.id} == before and state["title"] == "Monday"


def test_a_run_that_left_memory_while_in_use_is_the_same_run() -> None:
    app = create_app({"TESTING": True, "MAX_RUNS": 1})
    runs, client = app.extensions["runs"], app.test_client()
    first = Run(client)
    held = runs.get(first.id)
    Run(client)
    assert first.id not in runs.residents
    assert runs.get(first.id) is held
    close_app(app)
