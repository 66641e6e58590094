"""The server as it is started by hand."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.server import FRESH, IMPATIENT, ROOT, Server, free_port, serving
from webapp import __main__ as main

LIMIT = 5
"""Seconds in which the server must have stopped."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for those who only ask."""
    with serving(tmp_path_factory.mktemp("data")) as server:
        yield server


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that soon gives up those who are slow, and has few files."""
    folder = tmp_path_factory.mktemp("data")
    with serving(folder, files=256, module=IMPATIENT) as server:
        yield server


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """One for a test that stops it, or reads all that it says; nothing was loaded before."""
    with serving(tmp_path, program=FRESH) as server:
        yield server


def connection(server: Server) -> http.client.HTTPConnection:
    address = urlsplit(server.url)
    assert address.hostname and address.port
    return http.client.HTTPConnection(address.hostname, address.port, timeout=10)


def ask(server: Server, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    """Status and body of the answer to a program."""
    with_body = {"Content-Type": "application/json"} if body is not None else {}
    one = connection(server)
    try:
        one.request(method, path, body, {"Accept": "application/json"} | with_body)
        response = one.getresponse()
        return response.status, response.read()
    finally:
        one.close()


def new_run(server: Server, what: bytes = b'{"lesson": "eleven-lines"}') -> str:
    status, body = ask(server, "POST", "/runs", what)
    assert status == 201
    return f"/runs/{json.loads(body)['id']}"


def open_stream(server: Server, path: str, room: int | None = None) -> socket.socket:
    """A socket on which the first frame has come; `room` are the bytes that may wait there."""
    address = urlsplit(server.url)
    stream = socket.socket()
    if room:
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    stream.settimeout(10)
    stream.connect((address.hostname, address.port))
    stream.sendall(f"GET {path}/stream HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
    received = b""
    while b"nn:frame" not in received:
        received += stream.recv(65536)
    return stream


def said(server: Server) -> list[str]:
    """What it has printed, but for the lines about requests."""
    return [line for line in server.output().splitlines() if not line.startswith("{")]


def test_it_stops_in_time_with_open_streams_and_a_run_at_work(tmp_path: Path) -> None:
    for number, program in ((signal.SIGTERM, FRESH), (signal.SIGINT, ()), (signal.SIGHUP, ())):
        with serving(tmp_path, program=program) as server:
            path = new_run(server)
            streams = [open_stream(server, path) for _ in range(8)]
            ask(server, "POST", path + "/run", b'{"speed": "fastest", "until": 1000000000}')
            os.kill(server.process.pid, number)
            assert server.process.wait(LIMIT) == 0
            for stream in streams:
                while stream.recv(65536):
                    pass
                stream.close()
            assert said(server) == [f"Serving on {server.url}/"]


@pytest.mark.skipif(sys.platform != "linux", reason="others look for their parent now and then")
def test_a_process_stops_with_the_one_that_made_it() -> None:
    stop = "from webapp.posix import stop_with_parent; stop_with_parent()"
    program = (
        f"import os, signal\nif os.fork() == 0: {stop}; print('there', flush=True)\nsignal.pause()"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout and parent.stdout.readline() == b"there\n"
        parent.kill()
        assert parent.communicate(timeout=LIMIT)[0] == b""  # once nobody has the other end


def test_a_viewer_that_does_not_read_holds_up_nobody(tmp_path: Path) -> None:
    table = {"inputs": [[row / 400, 1.0] for row in range(400)], "targets": [[1.0]] * 400}
    with serving(tmp_path, module=IMPATIENT) as server:
        path = new_run(server, json.dumps({"experiment": table}).encode())
        deaf, good = open_stream(server, path, room=4096), open_stream(server, path)
        ask(server, "POST", path + "/run", b'{"speed": 10000, "until": 100000000}')
        received = 0
        while received < 2**19:
            data = good.recv(65536)
            assert data
            received += len(data)
        server.process.terminate()
        assert server.process.wait(LIMIT) == 0
        deaf.close()
        good.close()


def test_a_taken_port_is_explained(server: Server) -> None:
    port = str(urlsplit(server.url).port)
    command = [sys.executable, "-m", "webapp", "--port", port, "--no-open"]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert second.returncode == 1
    assert "make run PORT=" in second.stderr and port in second.stderr
    assert "Traceback" not in second.stderr
    assert ask(server, "GET", "/lessons")[0] == 200


def refused(patch: pytest.MonkeyPatch, data: Path, *options: str) -> str | int | None:
    """What the program ends with, started with these options."""
    patch.setattr(sys, "argv", ["webapp", "--data", str(data), *options])
    with pytest.raises(SystemExit) as ended:
        main.main()
    return ended.value.code


@pytest.mark.parametrize("option", [["--port", "x"], ["--port", "99999"], ["--colour"]])
def test_wrong_options(
    option: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert refused(monkeypatch, tmp_path, *option) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["203.0.113.1", "300.1.1.1"])
def test_no_such_address(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = refused(monkeypatch, tmp_path, "--host", host, "--port", str(free_port()))
    assert isinstance(told, str) and f"no address {host}" in told and "HOST=" in told


@pytest.mark.parametrize("size", [2 * 2**20 + 1, 20 * 2**20])
def test_a_large_body_is_refused_with_an_answer(server: Server, size: int) -> None:
    path = new_run(server)
    status, body = ask(server, "PATCH", path + "/experiment", b" " * size)
    assert status == 413 and json.loads(body)["status"] == 413


def test_it_says_where_it_serves_and_a_line_of_json_for_each_request(own: Server) -> None:
    path = new_run(own)
    assert ask(own, "PATCH", path + "/experiment", b'{"seed": -1}')[0] == 422
    assert ask(own, "POST", path + "/step", b"{")[0] == 400
    way, *lines = [json.loads(line) for line in own.output().splitlines()[1:]]
    assert way["frames"] == "socket"
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("POST", "/runs", 201),
        ("PATCH", "/runs/<id>/experiment", 422),
        ("POST", "/runs/<id>/step", 400),
    ]
    assert path.split("/")[-1] not in own.output()
    assert said(own) == [f"Serving on {own.url}/"]


def test_bytes_that_are_no_request(server: Server) -> None:
    address = urlsplit(server.url)
    for garbage in (
        b"\x00\xff\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
    ):
        with socket.create_connection((address.hostname, address.port), timeout=10) as raw:
            raw.sendall(garbage)
            assert raw.recv(65536).startswith(b"HTTP/1.1 4")
    assert ask(server, "GET", "/lessons")[0] == 200
    assert "Traceback" not in server.output()


def test_a_stream_is_well_formed_to_its_last_byte(own: Server) -> None:
    """Frames are written past the HTTP server; a strict client must not notice."""
    path = new_run(own)
    one = connection(own)
    one.request("GET", path + "/stream")
    response = one.getresponse()
    assert response.getheader("Transfer-Encoding") == "chunked"
    ask(own, "POST", path + "/run", b'{"speed": 1000, "until": 700}')
    iterations: list[int] = []
    while not iterations or iterations[-1] < 700:
        line = response.readline()
        if line.startswith(b"data: {"):
            iterations.append(json.loads(line[6:])["iteration"])
            assert response.readline() == b"\n"
        else:
            assert line in (b"\n", b"retry: 1000\n", b"event: nn:frame\n", b": ping\n")
    assert iterations == sorted(iterations) and len(iterations) > 5
    own.process.terminate()
    assert response.read() == b""
    one.close()


def test_a_client_that_lingers_holds_up_nobody(server: Server) -> None:
    address = urlsplit(server.url)
    lingering = []
    for _ in range(5):
        raw = socket.create_connection((address.hostname, address.port), timeout=10)
        raw.sendall(
            f"GET /lessons HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n\r\n".encode()
        )
        assert raw.recv(65536).startswith(b"HTTP/1.1 200")
        lingering.append(raw)
    began = time.monotonic()
    for _ in range(10):
        assert ask(server, "GET", "/lessons")[0] == 200
    assert time.monotonic() - began < 1.5
    for raw in lingering:
        raw.close()


def silent(server: Server, opening: bytes = b"") -> socket.socket:
    """A connection that says no more than this."""
    address = urlsplit(server.url)
    raw = socket.create_connection((address.hostname, address.port), timeout=10)
    raw.sendall(opening)
    return raw


def test_no_number_of_connections_costs_a_run(impatient: Server) -> None:
    paths = [new_run(impatient) for _ in range(5)]
    crowd = [silent(impatient) for _ in range(300)]
    assert all(ask(impatient, "GET", path)[0] == 200 for path in paths)
    crowd += [silent(impatient, b"POST /runs HTTP/1.1\r\nHost: 127") for _ in range(300)]
    statuses = {ask(impatient, "GET", path)[0] for path in paths}
    assert statuses <= {200, 503}
    for raw in crowd:
        raw.close()
    assert all(ask(impatient, "GET", path)[0] == 200 for path in paths)
    assert "Traceback" not in impatient.output()


def test_what_comes_too_slowly_is_given_up(impatient: Server) -> None:
    path = new_run(impatient)
    head = f"POST {path}/step HTTP/1.1\r\nHost: {urlsplit(impatient.url).netloc}\r\n"
    long = f"{head}Content-Length: 200\r\n\r\n"
    openings = (head, long, long + "iterations=1")
    for raw in [silent(impatient, opening.encode()) for opening in openings]:
        raw.settimeout(30)
        answer = raw.recv(65536)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
        raw.close()
    assert json.loads(ask(impatient, "GET", path)[1])["iteration"] == 0


def test_a_chunked_body_has_the_same_limit(server: Server) -> None:
    path = new_run(server)
    one = connection(server)
    one.request(
        "PATCH", path + "/experiment", iter([b" " * 2**16] * 40), {"Accept": "application/json"}
    )
    assert one.getresponse().status == 413
    one.close()
    assert ask(server, "GET", path)[0] == 200


def test_a_header_does_not_move_the_application(server: Server) -> None:
    one = connection(server)
    one.request("GET", "/lessons", headers={"Script-Name": "/x", "Script_Name": "/x"})
    assert one.getresponse().status == 200
    one.close()
