"""A stream on a WebSocket, byte by byte, from a real server."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.server import Server, serving
from tests.webapp.test_old_frames import ask
from webapp.live.messages import accepted, text_frame

FRAME = b"event: nn:frame\ndata: "
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
"""The example of RFC 6455, section 1.3."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("data")) as server:
        yield server


class Socket:
    """A client's end; `head` is what the handshake was answered."""

    def __init__(self, server: Server, path: str, **headers: str) -> None:
        address = urlsplit(server.url)
        self.wire = socket.create_connection((address.hostname, address.port), timeout=20)
        lines = {
            "Host": address.netloc,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": KEY,
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.wire.sendall(f"GET {path}/stream HTTP/1.1\r\n{text}\r\n".encode())
        self.coming = self.wire.makefile("rb")
        self.status = int(self.coming.readline().split()[1])
        self.head = {}
        while line := self.coming.readline().decode().strip():
            name, value = line.split(": ", 1)
            self.head[name.lower()] = value

    def messages(self) -> list[bytes]:
        """What the next text frame holds."""
        start, size = self.coming.read(2)
        assert start == 0x81
        if size > 125:
            size = int.from_bytes(self.coming.read(2 if size == 126 else 8))
        return self.coming.read(size).split(b"\n\n")[:-1]

    def frame(self) -> dict[str, Any]:
        """The next frame of numbers."""
        while not (message := self.messages()[-1]).startswith(FRAME):
            continue
        frame: dict[str, Any] = json.loads(message.removeprefix(FRAME))
        return frame

    def close(self) -> None:
        self.coming.close()
        self.wire.close()


@pytest.fixture
def connected(server: Server) -> Iterator[Callable[..., Socket]]:
    """Opens sockets to a run; they are closed with the test."""
    with ExitStack() as stack:
        yield lambda path, **headers: stack.enter_context(closing(Socket(server, path, **headers)))


def new_run(server: Server, **experiment: Any) -> str:
    body = {"experiment": experiment} if experiment else {"lesson": "eleven-lines"}
    return f"/runs/{ask(server, 'POST', '/runs', **body)['id']}"


def test_the_handshake_and_the_frames(server: Server, connected: Callable[..., Socket]) -> None:
    run = new_run(server)
    client = connected(run)
    assert client.status == 101
    assert client.head["sec-websocket-accept"] == accepted(KEY) == ACCEPT
    assert client.head["upgrade"] == "websocket" and client.head["connection"] == "upgrade"
    assert "transfer-encoding" not in client.head and "content-length" not in client.head
    state = ask(server, "GET", run)
    del state["experiment"]
    assert client.frame() == state
    for _ in range(3):
        iteration = ask(server, "POST", f"{run}/step")["iteration"]
        assert client.frame()["iteration"] == iteration


def test_html_comes_before_the_numbers_that_need_it(
    server: Server, connected: Callable[..., Socket]
) -> None:
    run = new_run(server)
    client = connected(run)
    client.frame()
    ask(server, "PATCH", f"{run}/experiment", hidden=[5])
    html, frame = client.messages()
    assert html.startswith(b"data: ") and b"<hx-partial" in html
    assert len(json.loads(frame.removeprefix(FRAME))["weights"][0][0]) == 5


def test_a_frame_of_any_length_comes_whole(
    server: Server, connected: Callable[..., Socket]
) -> None:
    rows = [[1.0] * 64] * 200
    run = new_run(server, inputs=rows, targets=[[0.5]] * 200, hidden=[64])
    client = connected(run)
    assert len(client.frame()["layers"][0]) == 200
    ask(server, "POST", f"{run}/step")
    assert client.frame()["iteration"] == 1
    assert [len(text_frame(bytes(size))) - size for size in (125, 126, 65535, 65536)] == [
        *(2, 4, 4, 10)
    ]


def test_another_site_gets_none(server: Server, connected: Callable[..., Socket]) -> None:
    run = new_run(server)
    assert connected(run, Origin="http://elsewhere.example").status == 403
    assert connected(run, Origin="null").status == 403
    assert connected(run, Origin=server.url).status == 101


def test_what_cannot_be_had_is_said(server: Server, connected: Callable[..., Socket]) -> None:
    assert connected("/runs/unknown").status == 404
    assert connected(new_run(server), Sec_WebSocket_Version="8").status == 400


def test_it_ends_with_the_run_and_says_so(server: Server, connected: Callable[..., Socket]) -> None:
    run = new_run(server)
    client = connected(run)
    client.frame()
    with urlopen(Request(server.url + run, method="DELETE")) as answer:
        assert answer.status == 204
    assert client.coming.read() == b"\x88\x02\x03\xe9"
