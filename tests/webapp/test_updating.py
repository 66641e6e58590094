"""While servers are updated one after the other: one of the next version beside one of this."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.server import Server as Process
from tests.server import serving
from tests.valkey import Valkey
from tests.webapp.conftest import JSON, Run
from tests.webapp.sharing import Server, be_quick
from tests.webapp.test_kept import ask
from tests.webapp.test_live import eventually
from tests.webapp.test_stream import Stream, without_experiment
from webapp.kept.store import Unreachable

NEXT = "tests.next_version"
Later = Callable[[], AbstractContextManager[Process]]


@pytest.fixture
def here(shared: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of this version."""
    be_quick(monkeypatch)
    server = Server(shared)
    yield server
    server.close()


@pytest.fixture
def later(shared: str, tmp_path: Path) -> Later:
    """Starts one of the next version."""
    return partial(serving, tmp_path, options=("--shared", shared), module=NEXT)


def there(server: Process, run: Run) -> Callable[..., dict[str, Any]]:
    """Asks for a run at that server."""
    return lambda method="GET", what="", **body: ask(server, method, f"{run.path}{what}", **body)


def run_of(server: Process, client: FlaskClient) -> Run:
    """A new run that this server made, to be commanded elsewhere."""
    run = Run.__new__(Run)
    run.client, run.id = client, ask(server, "POST", "/runs", lesson="eleven-lines")["id"]
    run.path = f"/runs/{run.id}"
    return run


def test_they_do_each_others_work(here: Server, later: Later) -> None:
    with later() as server:
        mine, its = Run(here.client), run_of(server, here.client)
        with Stream(its) as stream:
            assert stream.frame()["iteration"] == 0
        same, again = there(server, mine), there(server, its)
        assert same("POST", "/step", iterations=3) == mine.get()
        assert its.post("step", iterations=3) == again()
        same("POST", "/run", speed=1)
        again("POST", "/run", speed=1)
        with Stream(its) as stream:
            assert stream.frame()["status"] == "running"
            state = again("POST", "/pause")
            while (frame := stream.frame()) != without_experiment(state):
                assert frame["iteration"] <= state["iteration"]
        with pytest.raises(Unreachable):
            post = here.app.extensions["company"].post
            post.ask(its_holder(here, its), "dance", {})


def its_holder(server: Server, run: Run) -> str:
    """Who has this run, if that is not this server, which may have looked at it just now."""
    name: bytes | None = server.store.client.hget(f"run:{run.id}", "holder")
    return name.decode() if name and name != server.store.name.encode() else ""


def test_what_the_next_version_wrote_waits_for_it(
    here: Server, later: Later, valkey: Valkey
) -> None:
    with later() as server:
        run = run_of(server, here.client)
        ask(server, "PATCH", f"{run.path}/experiment", learning_rate=0.5)
        ask(server, "POST", f"{run.path}/run", speed=1, until=1_000)
        eventually(lambda: bool(valkey.client.smembers(f"playing:{its_holder(here, run)}")))
    log = valkey.client.lrange(f"log:{run.id}", 0, -1)
    for _ in range(2):
        answer = here.client.post(f"{run.path}/step", headers=JSON)
        assert answer.status_code == 503 and answer.headers["Retry-After"]
        assert "later version" in answer.get_json()["detail"]
    eventually(lambda: valkey.client.hget(f"run:{run.id}", "holder") is None)
    with later() as server:
        eventually(lambda: bool(its_holder(here, run)))
        assert valkey.client.lrange(f"log:{run.id}", 0, -1) == log
        state = run.get()
        assert state["status"] == "running" and state["experiment"]["learning_rate"] == 0.5
