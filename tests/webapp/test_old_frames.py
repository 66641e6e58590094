"""A frame begun after an edit's answer was made after the edit, at every size of frame."""

import array
import fcntl
import http.client
import json
import socket
import termios
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.server import Server, serving

EDITS = 12


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("data")) as server:
        yield server


class Reader:
    """One who reads a stream by hand, and knows what has arrived unread."""

    def __init__(self, server: Server, path: str) -> None:
        address = urlsplit(server.url)
        self.wire = socket.create_connection((address.hostname, address.port), timeout=20)
        self.wire.sendall(f"GET {path}/stream HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
        self.read, self.kept = 0, b""

    def frame(self) -> tuple[int, dict[str, object]]:
        """Where in the stream the next frame begins, and the frame."""
        begins = self._until(b"event: nn:frame\ndata: ")
        start = self.read - len(self.kept) - len(b"event: nn:frame\ndata: ")
        assert begins is not None
        frame: dict[str, object] = json.loads(self._until(b"\n\n"))
        return start, frame

    def arrived(self) -> int:
        """How many bytes of the stream are at this end, read or not."""
        unread = array.array("i", [0])
        fcntl.ioctl(self.wire, termios.FIONREAD, unread)
        return self.read + unread[0]

    def _until(self, mark: bytes) -> bytes:
        while mark not in self.kept:
            data = self.wire.recv(2**20)
            assert data
            self.read += len(data)
            self.kept += data
        found, _, self.kept = self.kept.partition(mark)
        return found


def ask(server: Server, method: str, path: str, **body: object) -> dict[str, object]:
    """The state that a command answers."""
    address = urlsplit(server.url)
    one = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    one.request(method, path, json.dumps(body), headers)
    answer: dict[str, object] = json.loads(one.getresponse().read())
    one.close()
    return answer


def playing(server: Server, rows: int) -> tuple[str, list[list[float]]]:
    """A run of a table of so many rows, as fast as it can."""
    inputs = [[i / rows, (i * 7 % rows) / rows, 1.0] for i in range(rows)]
    targets = [[float(i % 2)] for i in range(rows)]
    run = ask(
        server,
        "POST",
        "/runs",
        experiment={"inputs": inputs, "targets": targets, "hidden": [8], "learning_rate": 0.01},
    )
    path = f"/runs/{run['id']}"
    ask(server, "POST", path + "/run", speed="fastest", until=1_000_000_000)
    return path, inputs


@pytest.mark.parametrize("rows", [4, 200, 800])
def test_no_frame_is_older_than_an_edit_that_was_answered(server: Server, rows: int) -> None:
    path, inputs = playing(server, rows)
    reader = Reader(server, path)
    reader.frame()
    for edit in range(1, EDITS + 1):
        inputs[0][0] = float(edit)
        ask(server, "PATCH", path + "/experiment", inputs=inputs)
        arrived = reader.arrived()
        start, frame = reader.frame()
        while start < arrived:
            start, frame = reader.frame()
        for _ in range(2):
            assert frame["layers"][0][0][0] == edit  # type: ignore[index]
            _, frame = reader.frame()
    ask(server, "POST", path + "/pause")
    reader.wire.close()


def test_large_frames_come_at_the_clock_s_rate(server: Server) -> None:
    path, _ = playing(server, 800)
    reader = Reader(server, path)
    reader.frame()
    is_quick = any(frames_in_two_seconds(reader) > 10 for _ in range(5))
    ask(server, "POST", path + "/pause")
    reader.wire.close()
    assert is_quick  # held up by the acknowledgements of its client it was never more than five


def frames_in_two_seconds(reader: Reader) -> int:
    began, frames = time.monotonic(), 0
    while time.monotonic() - began < 2:
        reader.frame()
        frames += 1
    return frames
