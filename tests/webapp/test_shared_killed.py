"""Real servers that share their runs: one of them killed, two processes behind one address."""

import socket
import sys
from pathlib import Path

import pytest

from tests.killed_servers import kills
from tests.server import IMPATIENT, serving
from tests.valkey import Valkey
from tests.webapp.test_kept import ask
from tests.webapp.test_live import eventually
from webapp import __main__ as main
from webapp import many
from webapp.kept.valkey import connected, doubts

SLOW = 60.0
"""Seconds that a busy machine may take for what `make prove` expects within ten."""


def test_a_killed_server_costs_nothing_that_was_answered() -> None:
    assert "none lost" in kills(1, servers=2, patience=SLOW, module=IMPATIENT)


def test_processes_behind_one_address_share_their_runs(shared: str, tmp_path: Path) -> None:
    options = ("--shared", shared, "--processes", "2")
    with serving(tmp_path, options=options, module=IMPATIENT) as server:
        pid = server.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children")
        eventually(lambda: len(children.read_text().split()) == 2)
        path = "/runs/" + ask(server, "POST", "/runs", lesson="eleven-lines")["id"]
        states = [ask(server, "POST", f"{path}/step") for _ in range(10)]
        assert [state["iteration"] for state in states] == list(range(1, 11))
        assert ask(server, "GET", path) == states[-1]


@pytest.mark.parametrize(
    "words",
    [("--processes", "2"), ("--processes", "0"), ("--shared", "somewhere")],
)
def test_what_cannot_be_shared_is_told(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["webapp", *words])
    with pytest.raises(SystemExit):
        main.main()
    assert words[0] in capsys.readouterr().err


def test_a_port_that_is_taken_is_told_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server((many.HOST, 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(sys, "argv", ["many", str(port)])
        with pytest.raises(SystemExit, match=rf"^Port {port} is in use.* make many PORT=\d+$"):
            many.main()


def test_a_valkey_that_keeps_nothing_is_told_of(valkey: Valkey) -> None:
    client = connected(valkey.address)
    assert doubts(client) == []
    said = {}
    for name, worse, well in (
        ("appendonly", "no", "yes"),
        ("appendfsync", "no", "everysec"),
        ("maxmemory-policy", "allkeys-lru", "noeviction"),
    ):
        valkey.client.config_set("maxmemory", 2**30)
        valkey.client.config_set(name, worse)
        said[name] = doubts(client)
        valkey.client.config_set(name, well)
    valkey.client.config_set("maxmemory", 0)
    client.close()
    assert all(len(doubt) == 1 and name in doubt[0] for name, doubt in said.items())
