"""Servers that share their runs, one of which is killed as by `kill -9` while all of them work; or
Valkey is hindered."""

import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import partial
from http.client import HTTPException
from itertools import count, cycle
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.request import urlopen

from tests.reliability import Client, ask, kill, until_harmed
from tests.server import MODULE, Server, serving
from tests.valkey import Valkey

PROMISED = 10.0
"""Seconds after which everything is whole again."""
HELD, LATE = 10.0, 1.8
"""Seconds: longer than a lease, and as long as connections just bear."""
AWAY = (OSError, HTTPException)


class Fleet:
    """Servers that share a Valkey."""

    def __init__(self, valkey: Valkey, folder: Path, size: int, module: str) -> None:
        self.valkey, self._folder, self._module = valkey, folder, module
        self._options = ("--shared", valkey.address)
        self._numbers = count()
        self._running: dict[Server, AbstractContextManager[Server]] = {}
        for _ in range(size):
            self.start()

    @property
    def servers(self) -> list[Server]:
        return list(self._running)

    def start(self) -> None:
        folder = self._folder / str(next(self._numbers))
        running = serving(folder, options=self._options, module=self._module)
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


def done_in_time(attempt: Callable[[], None], deadline: float) -> None:
    """Tries until nobody is away any more."""
    while True:
        try:
            return attempt()
        except AWAY:
            assert time.monotonic() < deadline, "not everything was whole again in time"
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
def fleet_of(size: int, module: str = MODULE) -> Iterator[Fleet]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        fleet = Fleet(stack.enter_context(Valkey()), Path(folder), size, module)
        stack.callback(fleet.close)
        yield fleet


def kills(
    rounds: int,
    servers: int = 3,
    clients: int = 4,
    patience: float = PROMISED,
    module: str = MODULE,
) -> str:
    """Kill one after the other: nothing answered is lost or done twice, every stream goes on."""
    pick = random.Random(1)

    def kill_one(fleet: Fleet) -> float:
        killed = time.monotonic()
        fleet.kill(pick.choice(fleet.servers))
        return killed

    def made_good(fleet: Fleet) -> None:
        fleet.start()

    with fleet_of(servers, module) as fleet, Watcher(Anyone(fleet, 7)) as watcher:
        answered, longest = _rounds(fleet, rounds, clients, patience, kill_one, made_good)
    assert watcher.seen and watcher.gap < patience, f"a stream stood still for {watcher.gap:.1f} s"
    return (
        f"{rounds} of {rounds} rounds with {servers} servers, {answered:,} answered commands,"
        f" none lost or done twice; all whole again after {longest:.1f} s at most,"
        f" the stream of a run that played after {watcher.gap:.1f} s"
    )


def storms(rounds: int, clients: int = 4, patience: float = PROMISED) -> str:
    """Valkey itself is held up for longer than a lease, for less than a connection's patience,
    killed and started again, out of memory: the same is promised once it is back."""
    faults = cycle(("held", "late", "killed", "full"))

    def disturb(fleet: Fleet) -> float:
        _disturb(fleet.valkey, next(faults))
        return time.monotonic()

    with fleet_of(2) as fleet, Watcher(Anyone(fleet, 7)) as watcher:
        fleet.valkey.client.config_set("appendfsync", "always")
        answered, longest = _rounds(fleet, rounds, clients, patience, disturb, lambda fleet: None)
    assert watcher.seen and watcher.gap < HELD + patience, f"a stream stood for {watcher.gap:.1f} s"
    return (
        f"{rounds} of {rounds} rounds, {answered:,} answered commands, none lost or done twice;"
        f" all whole again {longest:.1f} s after Valkey at most, the longest gap of a stream"
        f" {watcher.gap:.1f} s"
    )


def _disturb(valkey: Valkey, how: str) -> None:
    if how == "killed":
        valkey.kill()
        valkey.start()
        return
    hinder, undo, seconds = {
        "held": (valkey.hold, valkey.go_on, HELD),
        "late": (valkey.hold, valkey.go_on, LATE),
        "full": (valkey.fill, valkey.empty, LATE),
    }[how]
    hinder()
    time.sleep(seconds)  # how long the fault lasts, not a wait for something
    undo()


Moment = Callable[[Fleet], float]
"""Does harm; when it was over."""


def _rounds(
    fleet: Fleet,
    rounds: int,
    clients: int,
    patience: float,
    harm: Moment,
    made_good: Callable[[Fleet], None],
) -> tuple[int, float]:
    """How many commands were answered, and after how many seconds all was whole again, at worst."""
    pick, answered, longest = random.Random(2), 0, 0.0
    anyone: Any = Anyone(fleet, 8)
    workers: list[Client] = []
    for round in range(rounds):
        while len(workers) < clients:
            workers.append(Client(1000 * round + len(workers)))
            begin = partial(workers[-1].begin, anyone)
            done_in_time(begin, time.monotonic() + patience)
        one = Anyone(fleet, pick.randrange(1000))
        harmed = until_harmed(one, workers, pick.uniform(0.05, 0.6), partial(harm, fleet))
        for worker in workers:
            done_in_time(partial(worker.check, anyone), harmed + patience)
        longest = max(longest, time.monotonic() - harmed)
        answered += sum(worker.answered for worker in workers if not worker.path)
        workers = [worker for worker in workers if worker.path]
        if round + 1 < rounds:
            made_good(fleet)
    return answered + sum(worker.answered for worker in workers), longest
