"""A frame begun after an edit's answer was made after the edit, at every size of frame."""

import array
import fcntl
import http.client
import json
import socket
import sys
import termios
import time
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.server import Server, serving

EDITS = 12
LINUX = sys.platform == "linux"
CONNECTIONS = Path("/proc/net/tcp")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("data")) as server:
        yield server


class Reader:
    """One who reads a stream by hand, and knows what has been sent unread."""

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

    def sent(self) -> int:
        """How many bytes of the stream there are at this end, read or not, and of those that Linux
        keeps at the other one because this one is full."""
        unread = array.array("i", [0])
        fcntl.ioctl(self.wire, termios.FIONREAD, unread)
        return self.read + unread[0] + self._waiting()

    def _waiting(self) -> int:
        ends = [f":{end[1]:04X}" for end in (self.wire.getpeername(), self.wire.getsockname())]
        connections = map(str.split, CONNECTIONS.read_text().splitlines() if LINUX else ())
        for _, *has, _, queues in (line[:5] for line in connections):
            if all(map(str.endswith, has, ends)):
                return int(queues.split(":")[0], 16)
        return 0

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


class Edited:
    """A run that plays, and one who reads its stream."""

    def __init__(self, server: Server, rows: int) -> None:
        self.server = server
        self.path, self.inputs = playing(server, rows)
        self.reader = Reader(server, self.path)
        self.reader.frame()

    def edit(self, value: float) -> int:
        """How much of the stream had been sent when the edit was answered."""
        self.inputs[0][0] = value
        ask(self.server, "PATCH", self.path + "/experiment", inputs=self.inputs)
        return self.reader.sent()

    def shows(self, value: float, sent: int) -> bool:
        """Whether the first two frames begun after this were made after the edit."""
        start, frame = self.reader.frame()
        while start < sent:
            start, frame = self.reader.frame()
        frames = (frame, self.reader.frame()[1])
        return all(frame["layers"][0][0][0] == value for frame in frames)  # type: ignore[index]

    def close(self) -> None:
        ask(self.server, "POST", self.path + "/pause")
        self.reader.wire.close()


def test_no_frame_is_older_than_an_edit_that_was_answered(server: Server) -> None:
    runs = [Edited(server, rows) for rows in (4, 200, 800)]
    for edit in range(1, EDITS + 1):
        sent = [run.edit(edit) for run in runs]
        assert all(map(Edited.shows, runs, repeat(edit), sent))
    for run in runs:
        run.close()


def test_large_frames_come_at_the_clock_s_rate(server: Server) -> None:
    path, _ = playing(server, 800)
    reader = Reader(server, path)
    reader.frame()
    is_quick = any(seconds_for_eleven(reader) < 2 for _ in range(5))
    ask(server, "POST", path + "/pause")
    reader.wire.close()
    assert is_quick  # held up by the acknowledgements of its client it was never more than five


def seconds_for_eleven(reader: Reader) -> float:
    began = time.monotonic()
    for _ in range(11):
        reader.frame()
    return time.monotonic() - began
