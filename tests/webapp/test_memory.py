"""Runs give way by what they cost and whether anybody cares, within a budget of bytes for all."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.webapp.conftest import JSON, Run
from webapp import close_app, create_app
from webapp.live.live_run import LiveRun
from webapp.live.residents import Residents

TABLE = {"inputs": [[0.5] * 8] * 200, "targets": [[0.5]] * 200, "hidden": [16]}
MEMORY = 1_000_000


@pytest.fixture
def app() -> Iterator[Flask]:
    app = create_app({"TESTING": True, "MEMORY": MEMORY})
    yield app
    close_app(app)


def residents(app: Flask) -> Residents:
    found: Residents = app.extensions["runs"].residents
    return found


def taken(app: Flask) -> int:
    return sum(live.nbytes for live in residents(app).all())


def large(app: Flask, **other: Any) -> Run:
    return Run(app.test_client(), experiment={**TABLE, **other})


def test_runs_beyond_the_budget_leave_and_come_back(app: Flask) -> None:
    runs = [large(app, seed=seed) for seed in range(40)]
    for seed, run in enumerate(runs):
        run.post("step", iterations=seed + 1)
        residents(app).trim()
        assert taken(app) <= MEMORY
    assert len(residents(app)) < 20
    assert [run.get()["iteration"] for run in runs] == list(range(1, 41))


def test_a_run_that_is_watched_stays_and_others_are_told_that_there_is_no_room(app: Flask) -> None:
    watched = []
    for seed in range(100):
        answer = app.test_client().post(
            "/runs", json={"experiment": {**TABLE, "seed": seed}}, headers=JSON
        )
        if answer.status_code != 201:
            break
        path = answer.headers["Location"]
        watched.append((path, app.test_client().get(f"{path}/stream")))
    assert answer.status_code == 503 and "memory" in answer.get_json()["detail"]
    assert taken(app) <= MEMORY
    assert all(path.removeprefix("/runs/") in residents(app) for path, _ in watched)
    for _, stream in watched:
        stream.close()
    assert large(app).get()["iteration"] == 0


def test_what_has_grown_lets_go_of_what_it_can_compute_again(app: Flask) -> None:
    run = large(app)
    live = app.extensions["runs"].get(run.id)
    stream = run.client.get(f"{run.path}/stream")
    residents(app)._budget = 100 * MEMORY
    for turn in range(20):
        run.post("step", iterations=200)
        run.patch(learning_rate=1 / (turn + 1))
    state = run.get()
    assert live.nbytes > MEMORY
    residents(app)._budget = MEMORY
    residents(app).trim()
    assert live.nbytes <= MEMORY
    assert run.get() == state
    assert run.post("seek", iteration=300)["iteration"] == 300
    stream.close()


def test_to_take_in_one_more_asks_none_of_the_others_what_it_takes(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(5):
        large(app, seed=seed)
    app.extensions["runs"]._trimmed = math.inf  # what looks at all of them now and then
    asked: list[str] = []

    def nbytes(live: LiveRun) -> int:
        asked.append(live.id)
        return 1_000

    monkeypatch.setattr(LiveRun, "nbytes", property(nbytes))
    run = large(app)
    assert run.id in asked and len({*asked}) == 1
