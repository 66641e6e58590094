"""Runs that are played together come out as they do alone: the same bytes, the same history."""

import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import LESSONS, Experiment, StopWhen
from webapp.live import clock as clock_module
from webapp.live import round as round_module
from webapp.live.broadcast import PERIOD
from webapp.live.clock import Clock
from webapp.live.live_run import LiveRun
from webapp.live.pace import Effort
from webapp.live.playback import Playback
from webapp.live.round import LEAST, play_together
from webapp.live.viewers import Viewer

ELEVEN = LESSONS["eleven-lines"].experiment
OWN = Experiment(
    np.random.default_rng(1).uniform(-2, 2, (6, 2)), np.eye(6)[:, :3], (3,), situations=np.eye(2)
)
EXPERIMENTS = (
    ELEVEN,
    ELEVEN.replace(learning_rate=3.0, seed=7),
    OWN,
    OWN.replace(bias=True, optimizer="adam", activations=("tanh",), learning_rate=0.1),
    OWN.replace(optimizer="momentum", weight_decay=0.01),
    ELEVEN.replace(iterations=12),
    OWN.replace(test_inputs=np.ones((1, 2)), test_targets=np.zeros((1, 3))),
    OWN.replace(activations=("relu", "linear"), learning_rate=30.0),  # diverges
)
Change = Callable[[LiveRun], object]
CHANGES: tuple[Change, ...] = (
    LiveRun.pause,
    lambda live: live.play(40, None),
    lambda live: live.play(7, None),
    lambda live: live.play("accelerating", None),
    lambda live: live.play(200, 10_000, StopWhen(error_below=0.3)),
    lambda live: live.set_weight(0, 0, 0, 0.5),
    lambda live: live.edit(lambda experiment: experiment.replace(learning_rate=2.0)),
    lambda live: live.seek(3),
    lambda live: live.move(2),
    lambda live: live.call("100 % “sure”"),
    LiveRun.undo,
    LiveRun.reset,
)


@dataclass
class Watched:
    """A run, one who works on it and one who only watches, and what has come to both."""

    live: LiveRun
    wires: list[socket.socket] = field(default_factory=list)
    came: bytes = b""

    def __post_init__(self) -> None:
        for broadcast in self.live.display.broadcasts:
            wire, other = socket.socketpair()
            broadcast.viewers.add(Viewer(wire))
            self.wires += [wire, other]
        self.settle()

    def settle(self) -> None:
        """The viewers know the structure, and their threads sleep."""
        for broadcast in self.live.display.broadcasts:
            for viewer in broadcast.viewers.all:
                viewer.revision, viewer.is_asleep = self.live.snapshot().revision, True

    def receive(self) -> None:
        for wire in self.wires[1::2]:
            try:
                self.came += wire.recv(2**20, socket.MSG_DONTWAIT)
            except BlockingIOError:
                self.came += b"nothing\n"

    def outcome(self) -> tuple[bytes, bytes, list[bytes], object]:
        with self.live.reading() as run:
            history = [part.tobytes() for part in run.history()]
            return self.came, run.state().training.numbers.tobytes(), history, run.iteration


class Side:
    """Some runs on a clock of their own, each watched."""

    def __init__(self, experiments: Sequence[Experiment]) -> None:
        self.time = 100.0
        self.clock = Clock(lambda: self.time, threads=False)
        self.watched = [
            Watched(LiveRun(f"{place}", each, None, self.clock.changed, self.clock.now))
            for place, each in enumerate(experiments)
        ]

    def tell(self, place: int, change: Change) -> str:
        watched = self.watched[place % len(self.watched)]
        try:
            change(watched.live)
        except Exception as refusal:
            return str(refusal)
        finally:
            watched.receive()
            watched.settle()
        return ""

    def beat(self, seconds: float) -> None:
        self.time += seconds
        self.clock.tick()
        self.clock.grind()
        for watched in self.watched:
            watched.receive()

    def close(self) -> None:
        for watched in self.watched:
            for wire in watched.wires:
                wire.close()


def apart(runs: list[LiveRun], now: Callable[[], float], early: float) -> list[LiveRun]:
    """What a clock that knows no rounds does."""
    return runs


def both(monkeypatch: pytest.MonkeyPatch, turn: Callable[[int], object]) -> None:
    """Do the same on both sides, first together and then apart."""
    for side, way in enumerate((play_together, apart)):
        monkeypatch.setattr(clock_module, "play_together", way)
        turn(side)


@pytest.fixture(autouse=True)
def nothing_fails(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A round that fails is played again apart, which nobody would see but in the log."""
    yield
    assert not caplog.get_records("call")


MOVES = st.one_of(
    st.tuples(st.integers(0, 11), st.sampled_from(CHANGES)), st.floats(0.01, 0.3).map(float)
)


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.sampled_from(EXPERIMENTS), min_size=1, max_size=3),
    st.integers(LEAST, 6),
    st.lists(MOVES, max_size=12),
)
def test_together_and_apart_are_the_same(
    experiments: list[Experiment], copies: int, moves: list[tuple[int, Change] | float]
) -> None:
    sides = [Side(experiments * copies) for _ in range(2)]
    plays: list[tuple[int, Change] | float] = [
        (place, lambda live: live.play(100, None)) for place in range(len(experiments) * copies)
    ]
    with pytest.MonkeyPatch.context() as patching:
        # What is measured differs from time to time, and with it what goes to the grind.
        patching.setattr(Effort, "is_telling", lambda effort, iterations: False)
        for move in (*plays, PERIOD, *moves, PERIOD, PERIOD):
            said: dict[int, object] = {}

            def turn(side: int, move: tuple[int, Change] | float = move) -> None:
                if isinstance(move, tuple):
                    said[side] = sides[side].tell(*move)  # noqa: B023
                else:
                    sides[side].beat(move)

            both(patching, turn)
            assert not said or said[0] == said[1]
    for one, other in zip(sides[0].watched, sides[1].watched, strict=True):
        assert one.outcome() == other.outcome()
    for side in sides:
        side.close()


def test_who_does_not_read_gets_the_rest_from_its_own_thread_and_who_has_left_is_noticed() -> None:
    side = Side([ELEVEN] * LEAST)
    slow, gone = side.watched[0], side.watched[1]
    slow.wires[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 5_000)
    for wire in gone.wires[1::2]:
        wire.close()
    for watched in side.watched:
        watched.live.play(100, None)
    viewer, other = slow.live.display.own.viewers.all[0], gone.live.display.own.viewers.all[0]
    while viewer.is_asleep:
        side.time += PERIOD
        side.clock.tick()
    came = slow.wires[1].recv(2**20)
    viewer.finish(0)
    if not came.endswith(b"\n\n\r\n"):
        came += slow.wires[1].recv(2**20)
    assert came.count(b"event: nn:frame") == came.count(b"\n\n\r\n") > 0
    assert came.endswith(b"\n\n\r\n") and other.is_gone
    side.close()


def test_a_round_leaves_nobody_out_and_nobody_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred runs of two kinds go as far in a beat, and the one whose turn is taken does not."""
    monkeypatch.setattr(round_module, "MOST", 20)
    side = Side([ELEVEN, OWN] * 50)
    for watched in side.watched:
        watched.live.play(100, None)
    side.beat(0.001)
    before = [watched.live.snapshot().iteration for watched in side.watched]
    taken = side.watched[10].live
    assert taken.playback.lock.acquire_if_free()
    side.beat(PERIOD)
    taken.playback.lock.release()
    gone = [watched.live.snapshot().iteration for watched in side.watched]
    steps = [after - first for after, first in zip(gone, before, strict=True)]
    assert steps.pop(10) == 0 and set(steps) == {5}
    side.close()


def test_a_fault_amid_a_round_is_not_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    side = Side([ELEVEN] * LEAST)
    for watched in side.watched:
        watched.live.play(100, None)

    broken, due = side.watched[0].live.playback, Playback.plainly_due

    def fail(playback: Playback, now: float) -> int | None:
        if playback is broken:
            raise RuntimeError("broken")
        return due(playback, now)

    monkeypatch.setattr(Playback, "plainly_due", fail)
    side.beat(0.055)
    assert [watched.live.snapshot().iteration for watched in side.watched] == [6] * LEAST
    assert [record.getMessage() for record in caplog.records] == [
        "Runs could not be played together."
    ]
    caplog.clear()
    side.close()


def test_what_a_beat_touches_of_a_run_is_small() -> None:
    """A dict for each of its parts would be a fifth more memory to fetch for every frame."""
    side = Side([ELEVEN])
    live = side.watched[0].live
    live.play(100, None)
    own = live.display.own
    with live.reading() as run:
        parts = (live, live.playback, live.display, live.keeper, own, *own.viewers.all, run)
        for part in (*parts, own.viewers, live.playback.lock, run.timeline):
            assert not hasattr(part, "__dict__"), part
    side.close()
