"""The real server in a process of its own, as `make run` starts it."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.forks import Forked

ROOT = Path(__file__).parent.parent
MODULE = "webapp"
IMPATIENT = "tests.impatient"
FRESH = (sys.executable, "-m", MODULE)
START_SECONDS = 60
STOP_SECONDS = 5


@dataclass(frozen=True)
class Server:
    """A server that accepts connections at `url`."""

    url: str
    process: subprocess.Popen[bytes] | Forked
    log: IO[bytes]

    def output(self) -> str:
        """What it has printed so far."""
        return Path(self.log.name).read_text()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    data: Path,
    port: int | None = None,
    files: int | None = None,
    options: Sequence[str] = (),
    module: str = MODULE,
    program: Sequence[str] = (),
    place: Path = ROOT,
) -> Iterator[Server]:
    """A running server; leaving stops it and fails unless it stops cleanly within its 5 s.

    `files` is how many it may have open, `options` what else stands on its command line. It is
    `module`, with all that it needs loaded before; or `program`, from its first byte, in the folder
    `place`.
    """
    port = port or free_port()
    address = ["--host", "127.0.0.1", "--port", str(port), "--data", str(data), "--no-open"]
    address.extend(options)
    with tempfile.NamedTemporaryFile() as log:
        process = (
            _fresh([*program, *address], place, log)
            if program
            else Forked(module, address, log.name, files)
        )
        server = Server(f"http://127.0.0.1:{port}", process, log)
        try:
            _await_line(server, f"Serving on {server.url}/")
            yield server
        finally:
            _stop(server)


@contextmanager
def standing_still(server: Server) -> Iterator[None]:
    """All its processes stop amid whatever they do, as when a machine sleeps, and then go on."""
    os.killpg(server.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(server.process.pid, signal.SIGCONT)


def _fresh(command: Sequence[str], place: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=place,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        process_group=0,
    )


def _await_line(server: Server, line: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while line not in server.output().splitlines():
        if server.process.poll() is not None:
            raise RuntimeError(f"the server ended before it served:\n{server.output()}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"no {line!r} within {START_SECONDS} s:\n{server.output()}")
        time.sleep(0.02)


def _stop(server: Server) -> None:
    server.process.terminate()
    try:
        status = server.process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
        raise RuntimeError(f"the server did not stop in time:\n{server.output()}") from None
    if status:
        raise RuntimeError(f"the server stopped with status {status}:\n{server.output()}")
