"""Runs outlive the server: the log of a run, and the real server killed."""

import json
import time
from math import nextafter
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.reliability import kill
from tests.server import Server, serving
from tests.webapp.conftest import BROWSER, JSON, Run
from webapp import close_app, create_app
from webapp.kept.opening import Unusable, usable
from webapp.kept.sqlite import FILE, InUse, SqliteStore


def test_two_servers_do_not_share_a_folder(tmp_path: Path) -> None:
    first = SqliteStore(tmp_path)
    with pytest.raises(InUse):
        SqliteStore(tmp_path)
    first.close()
    SqliteStore(tmp_path).close()


@pytest.mark.parametrize("what", ["damaged", "newer"])
def test_a_file_that_cannot_be_read_is_set_aside(tmp_path: Path, what: str) -> None:
    if what == "damaged":
        (tmp_path / FILE).write_bytes(b"no database" * 1000)
    else:
        newer = SqliteStore(tmp_path)
        newer._connection.execute("PRAGMA user_version = 1000")
        newer.close()
    before = (tmp_path / FILE).read_bytes()
    app = create_app({"TESTING": True, "DATA": tmp_path})
    Run(app.test_client())
    assert "It was set aside" in app.test_client().get("/runs", headers=BROWSER).text
    close_app(app)
    aside = [path for path in tmp_path.iterdir() if "set-aside" in path.name]
    assert [path.read_bytes() for path in aside] == [before]


def test_data_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(Unusable, match="no folder"):
            usable(place)


def restarted(data: Path, path: str, *tell: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """What another server with the same folder answers to commands, the last one's state."""
    app = create_app({"TESTING": True, "DATA": data})
    client = app.test_client()
    answer: dict[str, Any] = client.get(path, headers=JSON).get_json()
    for command, body in tell:
        answer = client.post(f"{path}/{command}", json=body, headers=JSON).get_json()
    close_app(app)
    return answer


def test_edits_undo_and_place_outlive_the_server(tmp_path: Path) -> None:
    app = create_app({"TESTING": True, "DATA": tmp_path})
    run = Run(app.test_client(), lesson="eleven-lines")
    states = [run.post("step", iterations=7)]
    states.append(run.patch("weights", layer=0, **{"from": 2, "to": 1}, value=0.1))
    run.post("step", iterations=30)
    states.append(run.patch(learning_rate=0.3))
    states.append(run.patch(hidden=[3, 2]))
    states.append(run.patch(lesson="nine-lines"))
    states.append(run.post("step", iterations=3))
    close_app(app)
    assert restarted(tmp_path, run.path) == states[-1]
    undone = restarted(tmp_path, run.path, ("undo", {}), ("undo", {}))
    assert undone["weights"] == states[2]["weights"]
    assert undone["experiment"] == states[2]["experiment"]
    assert undone["lesson"] == states[2]["lesson"]
    redone = restarted(tmp_path, run.path, ("redo", {}), ("redo", {}))
    assert redone["experiment"] == states[-1]["experiment"]
    assert redone["lesson"] == "nine-lines"


def test_the_server_says_that_it_is_well(tmp_path: Path) -> None:
    app = create_app({"TESTING": True, "DATA": tmp_path})
    assert app.test_client().get("/health").get_json() == {"status": "ok"}
    close_app(app)


def test_a_line_outlives_the_server(tmp_path: Path) -> None:
    app = create_app({"TESTING": True, "DATA": tmp_path})
    run = Run(app.test_client())
    run.post("step", iterations=2)
    listing = run.post("line", lines=3)
    close_app(app)
    again = create_app({"TESTING": True, "DATA": tmp_path})
    assert again.test_client().get(f"{run.path}/listing", headers=JSON).get_json() == listing
    close_app(again)


def test_a_run_that_gave_way_comes_back(tmp_path: Path) -> None:
    app = create_app({"TESTING": True, "DATA": tmp_path, "MAX_RUNS": 2})
    client = app.test_client()
    runs = [Run(client) for _ in range(5)]
    for steps, run in enumerate(runs):
        run.post("step", iterations=steps + 1)
    assert [run.get()["iteration"] for run in runs] == [1, 2, 3, 4, 5]
    close_app(app)


def test_what_was_answered_outlives_a_kill(tmp_path: Path) -> None:
    path: str = ""
    known: dict[str, Any] = {}
    for turn in range(2):
        with pytest.raises(RuntimeError, match="status -9"), serving(tmp_path) as server:
            if turn:
                assert ask(server, "GET", path) == known
            else:
                path = "/runs/" + ask(server, "POST", "/runs", lesson="two-layers")["id"]
            ask(server, "PATCH", f"{path}/experiment", learning_rate=2 + turn)
            ask(server, "POST", f"{path}/step", iterations=5)
            known = ask(server, "POST", f"{path}/undo" if turn else f"{path}/step")
            kill(server)
    assert restarted(tmp_path, path) == known


def test_a_run_that_played_goes_on_after_a_kill(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="status -9"), serving(tmp_path) as server:
        path = "/runs/" + ask(server, "POST", "/runs", lesson="eleven-lines")["id"]
        ask(server, "POST", f"{path}/run", speed=1000)
        reached, deadline = 0, time.monotonic() + 60
        while reached < 2_000 and time.monotonic() < deadline:
            reached = ask(server, "GET", path)["iteration"]
        assert reached >= 2_000
        server.process.kill()
        server.process.wait()
    again = restarted(tmp_path, path)
    assert again["status"] == "running"
    assert again["iteration"] >= reached - 1_000


@pytest.mark.parametrize("plays", [False, True])
def test_a_long_way_back_is_played_and_ends_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plays: bool
) -> None:
    monkeypatch.setattr("webapp.live.way_back.PATIENCE", 0.0)
    app = create_app({"TESTING": True, "DATA": tmp_path})
    run = Run(app.test_client())
    run.post("seek", iteration=500_000)
    run.post("line", lines=3)
    before = run.get()
    if plays:
        run.post("run", speed=20, until=5_000_000)
    close_app(app)
    restarted(tmp_path, run.path)  # and ended on its way
    app = create_app({"TESTING": True, "DATA": tmp_path})
    client, deadline = app.test_client(), time.monotonic() + 60
    is_back = False
    while not is_back and time.monotonic() < deadline:
        again = client.get(run.path, headers=JSON).get_json()
        is_back = again["iteration"] > 500_000 if plays else again == before
    close_app(app)
    assert is_back


def test_another_machines_last_digits_are_told(tmp_path: Path) -> None:
    app = create_app({"TESTING": True, "DATA": tmp_path})
    run = Run(app.test_client())
    run.post("step", iterations=5)
    close_app(app)
    store = SqliteStore(tmp_path)
    kept = store.read(run.id)
    assert kept
    place = json.loads(kept.place)
    said = {}
    for error in (place["error"], nextafter(place["error"], 1)):
        written = json.dumps({**place, "error": error}).encode()
        store.note(run.id, kept.revision, written, time.time())
        store.close()
        app = create_app({"TESTING": True, "DATA": tmp_path})
        said[error] = "last digits" in app.test_client().get(run.path, headers=BROWSER).text
        close_app(app)
        store = SqliteStore(tmp_path)
    store.close()
    assert list(said.values()) == [False, True]


def ask(server: Server, method: str, path: str, **body: Any) -> dict[str, Any]:
    """What the server answers, as JSON."""
    headers = {**JSON, "Content-Type": "application/json"}
    data = json.dumps(body).encode() if method != "GET" else None
    request = Request(server.url + path, data, headers, method=method)
    with urlopen(request, timeout=30) as response:
        answer: dict[str, Any] = json.load(response)
    return answer
