"""Disks fill up, folders are in use, files are damaged: work goes on, no number is ever wrong."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from tests.webapp.conftest import BROWSER, JSON, Run
from tests.webapp.test_kept import restarted
from webapp import close_app, create_app
from webapp.kept import opening, sqlite
from webapp.kept import writer as writer_module
from webapp.kept.sqlite import FILE, SqliteStore


def awaited(condition: Callable[[], bool]) -> bool:
    """Whether this comes about, on a busy machine too."""
    deadline = time.monotonic() + 60
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


def test_work_goes_on_while_the_disk_is_full_and_is_kept_once_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "RETRY", 0.05)
    app = create_app({"TESTING": True, "DATA": tmp_path})
    run, writer = Run(app.test_client()), app.extensions["runs"].writer
    writer.store._connection.execute("PRAGMA max_page_count = 1")
    table = [[place / 997, 1.0] for place in range(500)]
    run.patch(inputs=table, targets=[[0.5]] * 500)
    state = run.post("step", iterations=3)
    assert writer.fault and "full" in writer.fault
    assert run.client.get(run.path, headers=JSON).headers["X-Not-Kept"] == "yes"
    assert run.client.post(f"{run.path}/copy", headers=JSON).status_code == 503
    writer.store._connection.execute("PRAGMA max_page_count = 1000000")
    assert awaited(lambda: writer.fault is None)
    assert "X-Not-Kept" not in run.client.get(run.path, headers=JSON).headers
    close_app(app)
    assert restarted(tmp_path, run.path) == state


def test_a_folder_in_use_is_taken_over_with_all_that_was_done_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.0)
    monkeypatch.setattr(writer_module, "RETRY", 0.05)
    monkeypatch.setattr(sqlite, "BUSY", 0.05)
    other = SqliteStore(tmp_path)
    app = create_app({"TESTING": True, "DATA": tmp_path, "MAX_RUNS": 1})
    client, writer = app.test_client(), app.extensions["runs"].writer
    run, more = Run(client), Run(client)
    run.post("step", iterations=2)
    more.patch(seed=7)
    state = run.patch(learning_rate=0.5)
    assert client.get(run.path, headers=BROWSER).headers["X-Not-Kept"] == "yes"
    other.close()
    assert awaited(lambda: writer.fault is None)
    assert client.get("/runs", headers=JSON).get_json()[0]["id"] == run.id
    close_app(app)
    assert restarted(tmp_path, run.path) == state
    assert restarted(tmp_path, more.path)["experiment"]["seed"] == 7


def test_who_waits_for_a_folder_in_use_says_so_at_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = SqliteStore(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(opening.opened, tmp_path)
        assert awaited(lambda: "Waiting up to 10 s" in caplog.text)
        assert not waiting.done()
        other.close()
        writer = waiting.result()
    assert isinstance(writer.store, SqliteStore) and writer.fault is None
    writer.close()


def test_what_is_damaged_of_one_run_is_told_and_costs_no_other(tmp_path: Path) -> None:
    app = create_app({"TESTING": True, "DATA": tmp_path})
    damaged, sound = Run(app.test_client()), Run(app.test_client())
    close_app(app)
    store = SqliteStore(tmp_path)
    for entry, seal in ((b"{", None), (b"[1, 2]", None), (b'{"base": {}}', None), (b"\xff", 1)):
        store._write(
            "UPDATE entries SET entry = ?, seal = ? WHERE run = ?", entry, seal, damaged.id
        )
        store.close()
        app = create_app({"TESTING": True, "DATA": tmp_path})
        answer = app.test_client().get(damaged.path, headers=JSON)
        assert answer.status_code == 404 and "damaged" in answer.get_json()["detail"]
        assert app.test_client().get(sound.path, headers=JSON).status_code == 200
        close_app(app)
        store = SqliteStore(tmp_path)
    store.close()


def test_a_file_damaged_anywhere_never_shows_a_wrong_number(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    app = create_app({"TESTING": True, "DATA": whole})
    runs = [Run(app.test_client(), lesson=lesson) for lesson in ("and", "or", "eleven-lines")]
    known = {run.path: run.patch(learning_rate=0.25) for run in runs}
    close_app(app)
    content, random = (whole / FILE).read_bytes(), Random(1)
    for turn in range(20):
        folder = tmp_path / str(turn)
        folder.mkdir()
        damaged = bytearray(content)
        for _ in range(random.choice([1, 30, 3000])):
            damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        (folder / FILE).write_bytes(damaged)
        app = create_app({"PROPAGATE_EXCEPTIONS": False, "DATA": folder})
        client = app.test_client()
        for path, state in known.items():
            answer = client.get(path, headers=JSON)
            assert answer.status_code in (200, 404, 503), answer.text
            assert answer.status_code != 200 or answer.get_json() == state
        created = client.post("/runs", json={"lesson": "and"}, headers=JSON)
        assert created.status_code == 201
        assert client.post(created.headers["Location"] + "/step", headers=JSON).status_code == 200
        close_app(app)
