"""`make prove`: what the server promises when machines fail, tried at length and measured.

`make test` has each of it in short form. Here the server is killed again and again while it works,
keeps a hundred thousand runs, and is used for long.
"""

import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread
from typing import Any, TypeVar
from urllib.request import Request, urlopen

from engine import LESSONS, Run
from tests.server import Server, serving
from tests.webapp.oracle import LESSON, Command, Oracle, seen
from webapp.kept.sqlite import SqliteStore
from webapp.kept.store import Kept
from webapp.kept.story import beginning
from webapp.live.encoding import encode

ROUNDS = 200
SHARED_ROUNDS = 50
STORMS = 12
CLIENTS = 4
KEPT = 100_000
SOAK_SECONDS = 300.0
Harmed = TypeVar("Harmed")


def main() -> None:
    """Runs the proofs that are named on the command line, or all."""
    from tests.killed_servers import kills as kills_of_many
    from tests.killed_servers import storms
    from tests.length import proof as examples

    proofs: dict[str, Callable[[], str]] = {
        "kills": kills,
        "many": many,
        "soak": soak,
        "shared": partial(kills_of_many, SHARED_ROUNDS),
        "valkey": partial(storms, STORMS),
        "examples": examples,
    }
    for name in sys.argv[1:] or proofs:
        print(f"{name}: {proofs[name]()}", flush=True)


# Killed while it works


class Client:
    """Commands a run of its own; knows what was answered last, and what was under way."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)
        self.oracle = Oracle()
        self.path = ""
        self.known: dict[str, Any] = {}
        self.maybe: dict[str, Any] | None = None
        self.answered = 0

    def begin(self, server: Server) -> None:
        self.path = "/runs/" + ask(server, "POST", "/runs", {"lesson": LESSON})["id"]
        self.known = self.oracle.expected()

    def work(self, server: Server, stop: Event) -> None:
        """Command after command, until the server is gone."""
        while not stop.is_set():
            command = self._command()
            self.oracle.tell(command)
            self.maybe = self.oracle.expected()
            try:
                answer = ask(server, command[0], f"{self.path}/{command[1]}", command[2])
            except (OSError, HTTPException):
                return
            self.answered += 1
            self.known, self.maybe = seen(answer), None
            assert self.known == self.oracle.expected()

    def check(self, server: Server) -> None:
        """After a restart: all that was answered is there; what was under way may be."""
        found = seen(ask(server, "GET", self.path))
        assert found in (self.known, self.maybe), f"{self.path}: {found} is not {self.known}"
        if found != self.oracle.expected():
            self._forget_the_last()
        self.known, self.maybe = found, None

    def _forget_the_last(self) -> None:
        """What was under way did not happen: begin again with a run that has not heard of it."""
        self.path = ""

    def _command(self) -> Command:
        pick = self.random
        choices: list[Command] = [
            ("POST", "step", {"iterations": pick.randint(1, 40)}),
            ("POST", "seek", {"iteration": pick.randint(0, 120)}),
            ("PATCH", "experiment", {"learning_rate": pick.choice([0.3, 1.0, 2.0])}),
            ("PATCH", "experiment", {"seed": pick.randint(0, 3)}),
            ("PATCH", "weights", {"layer": 0, "from": 0, "to": 0, "value": pick.random()}),
        ]
        if self.oracle.run.undo_labels:
            choices.append(("POST", "undo", {}))
        if self.oracle.run.redo_labels:
            choices.append(("POST", "redo", {}))
        return pick.choice(choices)


def kills() -> str:
    """Killed at random moments under load: nothing that was answered is lost, undo included."""
    clients = [Client(number) for number in range(CLIENTS)]
    answered, when = 0, random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        for round in range(ROUNDS):
            with suppress(RuntimeError), serving(Path(folder)) as server:
                for number, client in enumerate(clients):
                    if client.path:
                        client.check(server)
                    if not client.path:
                        answered += client.answered
                        clients[number] = Client(1000 * (round + 1) + number)
                        clients[number].begin(server)
                until_harmed(server, clients, when.uniform(0.05, 0.6), partial(kill, server))
    answered += sum(client.answered for client in clients)
    return f"{ROUNDS} of {ROUNDS} rounds, {answered:,} answered commands, none lost"


def until_harmed(
    server: Any, clients: Sequence[Client], seconds: float, harm: Callable[[], Harmed]
) -> Harmed:
    """All clients work at a server for so many seconds, and through the harm; what that returns."""
    stop, faults = Event(), list[BaseException]()

    def work(client: Client) -> None:
        try:
            client.work(server, stop)
        except AssertionError as fault:
            faults.append(fault)

    threads = [Thread(target=work, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    time.sleep(seconds)  # the moment of the harm, not a wait for something
    harmed = harm()
    stop.set()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return harmed


def kill(server: Server) -> None:
    """The server with all of its processes, as by `kill -9`."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    for pid in (server.process.pid, *map(int, children.split())):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    server.process.wait()


# A hundred thousand runs


def many() -> str:
    """Many kept runs cost nothing while nobody looks, and any of them opens at once."""
    with tempfile.TemporaryDirectory() as empty:
        began = time.perf_counter()
        with serving(Path(empty)) as server:
            ready_alone = time.perf_counter() - began
            ask(server, "POST", "/runs", {"lesson": "nine-lines"})
            alone = memory(server)
    with tempfile.TemporaryDirectory() as folder:
        ids = _fill(Path(folder))
        began = time.perf_counter()
        with serving(Path(folder)) as server:
            ready = time.perf_counter() - began
            ask(server, "POST", "/runs", {"lesson": "nine-lines"})
            full = memory(server)
            pick, opened = random.Random(1), []
            for id in pick.sample(ids, 200):
                began = time.perf_counter()
                assert ask(server, "GET", f"/runs/{id}")["iteration"] == 10_000
                opened.append(1000 * (time.perf_counter() - began))
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    return (
        f"{KEPT:,} runs in {size / 2**20:.0f} MiB; serving after {ready:.1f} s,"
        f" {ready_alone:.1f} without any; memory {full:.0f} MiB, {alone:.0f} without any;"
        f" opened in {statistics.median(opened):.0f} ms, the slowest of 200 in {max(opened):.0f}"
    )


def _fill(folder: Path) -> list[str]:
    run = Run(LESSONS["nine-lines"].experiment)
    first, place = encode(beginning(run.timeline, "nine-lines")), encode({"iteration": 10_000})
    store, ids, now = SqliteStore(folder), [f"run-{number}" for number in range(KEPT)], time.time()
    with store.together():
        for id in ids:
            store.create(id, Kept(place, [first], f"view-of-{id}", "somebody"), now)
            store.note(id, 1, place, now)
    store.close()
    return ids


# Used for long


def soak() -> str:
    """Runs are made, used and left for minutes: memory grows no more once it is warm."""
    measured = []
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        end, made = time.monotonic() + SOAK_SECONDS, 0
        marks = [end - SOAK_SECONDS * share for share in (2 / 3, 1 / 3, 0)]
        while marks:
            client = Client(made)
            client.begin(server)
            for _ in range(20):
                command = client._command()
                client.oracle.tell(command)
                ask(server, command[0], f"{client.path}/{command[1]}", command[2])
            made += 1
            if time.monotonic() > marks[0]:
                marks.pop(0)
                measured.append(memory(server))
    shown = ", ".join(f"{each:.0f}" for each in measured)
    return f"{made:,} runs with 20 commands each in {SOAK_SECONDS:.0f} s; MiB by thirds: {shown}"


def memory(server: Server) -> float:
    """What the server's processes have in memory, in MiB."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    total = 0
    for pid in (server.process.pid, *map(int, children.split())):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        total += pages * os.sysconf("SC_PAGE_SIZE")
    return total / 2**20


def ask(server: Server, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """What the server answers, as JSON."""
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    data = json.dumps(body or {}).encode() if method != "GET" else None
    with urlopen(Request(server.url + path, data, headers, method=method), timeout=60) as answer:
        return json.load(answer)


if __name__ == "__main__":
    main()
