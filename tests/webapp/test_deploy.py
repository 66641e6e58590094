"""What docs/deploy.md has people write down, tried with the real programs where there are any."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.server import ROOT, Server, free_port, serving

NAME = "lab.example.org"
SECONDS = 30.0
WAYS = os.pathsep.join((os.environ["PATH"], "/usr/sbin", "/sbin"))
NGINX, CADDY, SYSTEMD = (
    shutil.which(name, path=WAYS) for name in ("nginx", "caddy", "systemd-analyze")
)
NEW = b'{"lesson": "and"}'
BEHIND = "http://127.0.0.1:8000"


def told(kind: str) -> str:
    """The block of this kind, as the page has it."""
    found = re.search(rf"```{kind}\n(.*?)```", (ROOT / "docs/deploy.md").read_text(), re.S)
    assert found
    return found[1]


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    """What differs here is where everything listens."""
    for there, here in pairs:
        assert text.count(there) == 1
        text = text.replace(there, here)
    return text


@contextmanager
def nginx(port: int, server: Server, folder: Path) -> Iterator[None]:
    block = replaced(told("nginx"), ("listen 80", f"listen 127.0.0.1:{port}"), (BEHIND, server.url))
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    settings = folder / "nginx.conf"
    settings.write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/log; events {{}}"
        f" http {{ access_log off; {places} {block} }}"
    )
    with running([str(NGINX), "-e", str(folder / "log"), "-c", str(settings)], port):
        yield


@contextmanager
def caddy(port: int, server: Server, folder: Path) -> Iterator[None]:
    block = replaced(
        told("caddyfile"),
        (f"{NAME} {{", f"http://{NAME}:{port} {{"),
        ("127.0.0.1:8000", server.url.removeprefix("http://")),
    )
    (folder / "Caddyfile").write_text(f"{{\n admin off\n}}\n{block}")
    words = ["run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with running([str(CADDY), *words], port, HOME=str(folder)):
        yield


@contextmanager
def running(command: list[str], port: int, **names: str) -> Iterator[None]:
    """This program, once it listens."""
    process = subprocess.Popen(command, env={**os.environ, **names}, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + SECONDS
        while not _listens(port):
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.02)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


Proxy = Callable[[int, Server, Path], AbstractContextManager[None]]
PROXIES = [
    pytest.param(nginx, marks=pytest.mark.skipif(NGINX is None, reason="nginx is not installed")),
    pytest.param(caddy, marks=pytest.mark.skipif(CADDY is None, reason="Caddy is not installed")),
]


class Visitor:
    """Somebody who asks the proxy by the name that people type."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connections = ExitStack()

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *error: object) -> None:
        self._connections.close()

    def open(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=SECONDS)
        self._connections.callback(connection.close)
        accept = {"Host": NAME, "Accept": "application/json", "Content-Type": "application/json"}
        connection.request(method, path, body, {**accept, **headers})
        return self._connections.enter_context(connection.getresponse())

    def json(self, method: str, path: str, body: bytes | None = None) -> dict[str, object]:
        with self.open(method, path, body) as answer:
            assert answer.status < 300
            found: dict[str, object] = json.load(answer)
        return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The one behind each proxy."""
    with serving(tmp_path_factory.mktemp("data"), options=("--allow", NAME)) as server:
        yield server


@pytest.mark.parametrize("proxy", PROXIES)
def test_behind_a_proxy_as_it_is_told(proxy: Proxy, server: Server, tmp_path: Path) -> None:
    port = free_port()
    with ExitStack() as stack:
        stack.enter_context(proxy(port, server, tmp_path))
        visitor = stack.enter_context(Visitor(port))
        run = f"/runs/{visitor.json('POST', '/runs', NEW)['id']}"
        _frames_come_at_once(visitor, run)
        _sockets_are_passed_on(visitor, run)
        large = visitor.open("PATCH", f"{run}/experiment", b"{" + b" " * 2_000_000)
        assert large.status == 400
        assert visitor.open("GET", "/metrics").status == 403
        page = visitor.open("GET", run, Accept="text/html")
        assert page.status == 200 and b"<h1" in page.read()


def _frames_come_at_once(visitor: Visitor, run: str) -> None:
    stream = visitor.open("GET", f"{run}/stream")
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    for iteration in range(1, 4):
        assert visitor.json("POST", f"{run}/step")["iteration"] == iteration
        while f'"iteration":{iteration},'.encode() not in stream.readline():
            pass


def _sockets_are_passed_on(visitor: Visitor, run: str) -> None:
    wanted = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": f"http://{NAME}"}
    assert visitor.open("GET", f"{run}/stream", **wanted, **key).status == 101


@pytest.mark.skipif(SYSTEMD is None, reason="systemd is not installed")
def test_the_unit_is_understood(tmp_path: Path) -> None:
    unit = tmp_path / "lines-of-thought.service"
    unit.write_text(
        replaced(told("ini"), ("/opt/lines-of-thought/bin/lines-of-thought", sys.executable))
    )
    said = subprocess.run([str(SYSTEMD), "verify", unit], capture_output=True, text=True)
    assert said.returncode == 0 and unit.name not in said.stderr


def test_the_unit_gives_options_that_there_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from webapp.__main__ import _options

    (command,) = re.findall(r"^ExecStart=(.+)$", told("ini"), re.M)
    words = command.replace("%S", str(tmp_path)).split()
    monkeypatch.setattr(sys, "argv", words)
    options = _options()
    assert options.data.parent == tmp_path and options.allow == (NAME,) and not options.open
