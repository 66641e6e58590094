"""Servers that share their runs, one of which is killed as by `kill -9` while all of them work."""

import json
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from http.client import HTTPException
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.request import urlopen

from tests.reliability import Client, ask, kill
from tests.server import Server, serving
from tests.valkey import Valkey

PROMISED = 10.0
"""Seconds after which everything is whole again."""
AWAY = (OSError, HTTPException)


class Fleet:
    """Servers that share a Valkey."""

    def __init__(self, valkey: Valkey, folder: Path, size: int) -> None:
        self._options, self._folder = ("--shared", valkey.address), folder
        self._numbers = count()
        self._running: dict[Server, AbstractContextManager[Server]] = {}
        for _ in range(size):
            self.start()

    @property
    def servers(self) -> list[Server]:
        return list(self._running)

    def start(self) -> None:
        running = serving(self._folder / str(next(self._numbers)), options=self._options)
        self._running[running.__enter__()] = running

    def kill(self, server: Server) -> None:
        kill(server)
        self._end(server)

    def close(self) -> None:
        for server in self.servers:
            self._end(server)

    def _end(self, server: Server) -> None:
        with suppress(RuntimeError):
            self._running.pop(server).__exit__(None, None, None)


class Anyone:
    """Any server of a fleet: each time another one."""

    def __init__(self, fleet: Fleet, seed: int) -> None:
        self._fleet, self._random = fleet, random.Random(seed)

    @property
    def url(self) -> str:
        return self._random.choice(self._fleet.servers).url


def whole_again(client: Client, anyone: Any, deadline: float) -> None:
    """After a kill: all that was answered is there, in time."""
    while True:
        try:
            return client.check(anyone)
        except AWAY:
            assert time.monotonic() < deadline, f"{client.path} was not whole again in time"
            time.sleep(0.05)


class Watcher:
    """Watches a run that plays, at any server, and comes again when the stream ends."""

    def __init__(self, anyone: Any) -> None:
        self._anyone = anyone
        self._path = "/runs/" + ask(anyone, "POST", "/runs", {"lesson": "eleven-lines"})["id"]
        ask(anyone, "POST", f"{self._path}/run", {"speed": 20, "until": 1_000_000})
        self.seen, self.gap, self._last = 0, 0.0, time.monotonic()
        self._stop = Event()
        self._thread = Thread(target=self._work, daemon=True)

    def __enter__(self) -> "Watcher":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stop.is_set():
            address = f"{self._anyone.url}{self._path}/stream"
            with suppress(*AWAY), urlopen(address, timeout=2) as stream:
                for line in stream:
                    if line.startswith(b"data: {"):
                        self._note(json.loads(line[6:]))
                    if self._stop.is_set():
                        return

    def _note(self, frame: dict[str, object]) -> None:
        now = time.monotonic()
        self.seen, self.gap, self._last = self.seen + 1, max(self.gap, now - self._last), now


@contextmanager
def fleet_of(size: int) -> Iterator[Fleet]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        fleet = Fleet(stack.enter_context(Valkey()), Path(folder), size)
        stack.callback(fleet.close)
        yield fleet


def kills(rounds: int, servers: int = 3, clients: int = 4, patience: float = PROMISED) -> str:
    """Kill one after the other: nothing answered is lost or done twice, every stream goes on."""
    pick, answered, longest = random.Random(1), 0, 0.0
    with fleet_of(servers) as fleet, Watcher(Anyone(fleet, 7)) as watcher:
        anyone: Any = Anyone(fleet, 8)
        workers: list[Client] = []
        for round in range(rounds):
            while len(workers) < clients:
                workers.append(Client(1000 * round + len(workers)))
                workers[-1].begin(anyone)
            killed = _toil_until_killed(fleet, workers, pick)
            for worker in workers:
                whole_again(worker, anyone, killed + patience)
            longest = max(longest, time.monotonic() - killed)
            answered += sum(worker.answered for worker in workers if not worker.path)
            workers = [worker for worker in workers if worker.path]
            fleet.start()
        answered += sum(worker.answered for worker in workers)
    assert watcher.seen and watcher.gap < patience, f"a stream stood still for {watcher.gap:.1f} s"
    return (
        f"{rounds} of {rounds} rounds with {servers} servers, {answered:,} answered commands,"
        f" none lost or done twice; all whole again after {longest:.1f} s at most,"
        f" the stream of a run that played after {watcher.gap:.1f} s"
    )


def _toil_until_killed(fleet: Fleet, workers: list[Client], pick: random.Random) -> float:
    """When that was."""
    stop, faults = Event(), list[BaseException]()

    anyone: Any = Anyone(fleet, pick.randrange(1000))

    def toil(worker: Client) -> None:
        try:
            worker.work(anyone, stop)
        except AssertionError as fault:
            faults.append(fault)

    threads = [Thread(target=toil, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    time.sleep(pick.uniform(0.05, 0.6))  # the moment of the kill, not a wait for something
    killed = time.monotonic()
    fleet.kill(pick.choice(fleet.servers))
    stop.set()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return killed
