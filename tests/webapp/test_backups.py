"""Copies of all runs: whole, made while others write, and as good as what they were made of."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.webapp.conftest import JSON, Run
from tests.webapp.test_live import eventually
from webapp import close_app, create_app
from webapp.kept.backups import MOST, Backups
from webapp.kept.sqlite import FILE, SqliteStore
from webapp.kept.writer import Writer

MONDAY = date(2026, 11, 30)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    writer = Writer(SqliteStore(tmp_path / "runs"))
    yield writer
    writer.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_copied_can_be_put_back(tmp_path: Path) -> None:
    data, backups = tmp_path / "runs", tmp_path / "copies"
    app = create_app({"TESTING": True, "DATA": data})
    run = Run(app.test_client())
    run.patch(learning_rate=0.5)
    run.post("step", iterations=7)
    run.post("undo")
    state = run.post("step")
    app.extensions["runs"].writer.store.back_up(tmp_path / "copy.sqlite3")
    run.patch(seed=2)
    lost = Run(app.test_client())
    lost.post("step")
    close_app(app)
    for path in data.glob(f"{FILE}*"):
        path.unlink()
    shutil.copy(tmp_path / "copy.sqlite3", data / FILE)
    app = create_app({"TESTING": True, "DATA": data, "BACKUPS": backups})
    run.client = app.test_client()
    assert run.get() == state
    assert run.post("redo")["experiment"]["learning_rate"] == 0.5
    assert run.client.get(lost.path, headers=JSON).status_code == 404
    eventually(lambda: backups.exists() and names(backups) == [f"runs-{date.today()}.sqlite3"])
    close_app(app)


def test_a_copy_is_whole_whatever_is_written_meanwhile(tmp_path: Path) -> None:
    app = create_app({"TESTING": True, "DATA": tmp_path / "runs"})
    stop, client = Event(), app.test_client()
    run = Run(client)

    def work() -> None:
        while not stop.is_set():
            run.patch(learning_rate=0.5)
            run.post("undo")

    thread = Thread(target=work)
    thread.start()
    try:
        for number in range(5):
            file = tmp_path / f"{number}.sqlite3"
            app.extensions["runs"].writer.store.back_up(file)
            with closing(sqlite3.connect(file)) as copy:
                assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                (revision,) = copy.execute("SELECT revision FROM runs").fetchone()
                assert copy.execute("SELECT count(*) FROM entries").fetchone() == (revision,)
    finally:
        stop.set()
        thread.join()
        close_app(app)


def test_there_is_one_for_each_of_the_last_days(tmp_path: Path, writer: Writer) -> None:
    folder = tmp_path / "copies"
    backups = Backups(folder, writer)
    try:
        eventually(lambda: folder.exists() and bool(names(folder)))
        (folder / "notes.txt").write_text("mine")
        days = [MONDAY + timedelta(days=number + 10_000) for number in range(MOST + 3)]
        for day in (*days, *days):
            backups.make(day)
    finally:
        backups.close()
    assert names(folder) == ["notes.txt", *(f"runs-{day}.sqlite3" for day in days[-MOST:])]


def test_a_folder_that_cannot_be_used_is_told(
    tmp_path: Path, writer: Writer, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    backups = Backups(tmp_path / "file", writer)
    eventually(lambda: "could not be copied" in caplog.text)
    backups.close()
