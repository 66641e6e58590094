"""Sections on the server: training through it, seeking, memory, and how many may watch."""

import http.client
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.cases import FOUR, Case
from bench.load import Result, measure, server
from bench.race import Contender, race
from bench.table import Section, duration
from bench.training import ARTICLE, alone_on_a_thread
from engine import Experiment, train
from engine.network.many import warm_up
from webapp.incoming.schema import FARTHEST

PLAY_SECONDS = 4
DIRECT_SECONDS = 0.5
SEEKS = 300
RUNS = 300
ROUNDS = 30
CROWDS = (1, 10, 100, 250, 500, 1_000)
"""Runs that play, one viewer each."""
SERVED = ("frames/s", "gap p50", "gap p95", "gap p99", "refused", "server's cores", "a frame")
WAYS = {"one process, SQLite": 0, "one process, Valkey": 1, "two processes, Valkey": 2}
"""How they are served, and the processes that share a Valkey."""


def fastest() -> Section:
    """Playing at `fastest` through the server, beside the engine by itself."""
    return Section(
        "Through the server at fastest",
        ["network", "article's loop", "engine alone", "through the server", "share", "× the loop"],
        map(_played, FOUR),
    )


def seeking() -> Section:
    """Any of 60,000 iterations of the eleven-line network, through HTTP; and what runs weigh."""
    return Section("Seek and memory", ["what", "median", "95th percentile"], _sought())


def viewers() -> Section:
    """Streams at twenty frames a second; the load comes from the same machine."""
    return Section(
        "Viewers",
        ["what", *SERVED],
        (_watched(*load) for load in (*((runs, False) for runs in CROWDS), (1_000, True))),
    )


def processes() -> Section:
    """The same streams from one process and from two that share a Valkey."""
    return Section(
        "Processes",
        ["what", *SERVED],
        (_served(runs, *ways) for runs in (400, 1_000) for ways in WAYS.items()),
    )


class Client:
    """One connection that stays open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON that is answered."""
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        self._connection.request(method, path, json.dumps(body) if body else None, headers)
        response = self._connection.getresponse()
        answer = json.loads(response.read())
        if response.status >= 400:
            raise RuntimeError(answer["message"])
        return answer


def _experiment(case: Case) -> dict[str, Any]:
    return {
        "inputs": case.inputs.round(3).tolist(),  # a body holds at most 2 MiB
        "targets": case.targets.tolist(),
        "hidden": list(case.shape[1:-1]),
        "learning_rate": case.learning_rate,
        "iterations": 10_000_000,
    }


def _played(case: Case) -> list[str]:
    alone = _alone(case)
    with server() as (port, _):
        client = Client(port)
        path = f"/runs/{client.call('POST', '/runs', {'experiment': _experiment(case)})['id']}"
        client.call("POST", f"{path}/step", {"iterations": 10})
        client.call("POST", f"{path}/run", {"speed": "fastest", "until": FARTHEST})
        began, first = time.perf_counter(), client.call("GET", path)["iteration"]
        time.sleep(PLAY_SECONDS)
        last = client.call("GET", path)["iteration"]
        through = (last - first) / (time.perf_counter() - began)
    loop = _article(case)
    rates = [f"{rate:,.0f}/s" for rate in (loop, alone, through)]
    return [str(case), *rates, f"{through / alone:.0%}", f"{through / loop:.3g} ×"]


def _article(case: Case) -> float:
    """Iterations a second of the article's loop, on one thread or more, whichever is faster."""
    with Contender(ARTICLE, "article") as loop, alone_on_a_thread() as alone:
        return 1 / min(race((loop, alone), case, ROUNDS).values())


def _alone(case: Case) -> float:
    """Iterations a second of the engine in calls of a hundredth of a second."""
    warm_up()
    experiment = Experiment(
        case.inputs, case.targets, case.shape[1:-1], learning_rate=case.learning_rate
    )
    weights, chunk, done = tuple(case.weights), 16, 0
    began = time.perf_counter()
    while (elapsed := time.perf_counter() - began) < DIRECT_SECONDS:
        weights = train(weights, experiment, chunk).weights
        done += chunk
        chunk = max(16, int(0.01 * done / max(elapsed, 1e-3)))
    return done / elapsed


def _sought() -> Iterator[list[str]]:
    with server() as (port, pid):
        client = Client(port)
        path = f"/runs/{client.call('POST', '/runs', {'lesson': 'eleven-lines'})['id']}"
        client.call("POST", f"{path}/step", {"iterations": 60_000})
        times = []
        for iteration in random.Random(1).sample(range(60_000), SEEKS):
            began = time.perf_counter()
            client.call("POST", f"{path}/seek", {"iteration": iteration})
            times.append(time.perf_counter() - began)
        times.sort()
        middle, late = times[SEEKS // 2], times[int(SEEKS * 0.95)]
        yield ["seek, eleven-lines", duration(middle), duration(late)]
        before = _resident(pid)
        for _ in range(RUNS):
            run = client.call("POST", "/runs", {"lesson": "eleven-lines"})["id"]
            client.call("POST", f"/runs/{run}/step", {"iterations": 60_000})
        each = (_resident(pid) - before) / RUNS
        yield ["memory of a run after 60,000", f"{each / 1024:.0f} KiB", ""]


def _watched(number: int, together: bool) -> list[str]:
    what = f"one run, {number:,} viewers" if together else f"{number:,} × one run, one viewer"
    return [what, *_told(measure(number, together))]


def _served(runs: int, way: str, processes: int) -> list[str]:
    return [f"{runs:,} runs, {way}", *_told(measure(runs, processes=processes))]


def _told(result: Result) -> list[str]:
    gaps = [f"{1e3 * result.percentile(percent):.0f} ms" for percent in (50, 95, 99)]
    frames, cores = f"{result.frames_per_second:,.0f}", f"{result.server_cpu:.2f}"
    return [frames, *gaps, str(result.refused), cores, duration(result.frame_cpu)]


def _resident(pid: int) -> int:
    """Bytes in memory of a process and its children, on Linux; elsewhere 0."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = (Path(f"/proc/{each}/statm").read_text().split()[1] for each in (pid, *children))
        return 4096 * sum(map(int, pages))
    except OSError:
        return 0
