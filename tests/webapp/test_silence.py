"""What a stream says, message by message, and when it says that it is alive."""

import socket
from collections.abc import Iterator

import pytest

from tests.webapp.test_clock import ELEVEN
from webapp.live import streams as streams_module
from webapp.live.errors import Full
from webapp.live.live_run import LiveRun
from webapp.live.messages import ALIVE, chunk, frame_message, html_message
from webapp.live.snapshot import Snapshot, frame_json
from webapp.live.streams import LOOK, PING, RETRY, Streams, _silence
from webapp.live.tally import BOUNDS, Tally, Total
from webapp.live.viewers import Viewer


class Sleeper(Viewer):
    """A viewer who notes how long it would have slept, and sleeps through nothing."""

    def __init__(self, written_to: int = 0) -> None:
        super().__init__()
        self.slept: list[float] = []
        self.written_to, self.leaves_after = written_to, 100

    def sleep(self, seconds: float) -> bool:
        self.slept.append(seconds)
        self.number += len(self.slept) <= self.written_to
        return super().sleep(0)

    def has_left(self) -> bool:
        self.is_gone = len(self.slept) > self.leaves_after
        return self.is_gone


def silence(sleeper: Sleeper) -> Iterator[bytes]:
    return _silence(sleeper)


def test_one_looks_every_few_seconds_and_says_so_every_ten() -> None:
    sleeper = Sleeper()
    alive = silence(sleeper)
    for _ in range(3):
        assert next(alive) == ALIVE == b": ping\n\n"
    assert sleeper.slept == [LOOK] * 12 and 3 * LOOK < PING <= 4 * LOOK


def test_where_frames_are_written_meanwhile_one_looks_less_often() -> None:
    sleeper = Sleeper(written_to=2)
    alive = silence(sleeper)
    next(alive)
    assert sleeper.slept == [LOOK, PING]
    next(alive)
    assert sleeper.slept == [LOOK, PING, PING]
    next(alive)
    assert sleeper.slept[3:] == [LOOK] * 4


def test_who_has_left_or_is_told_ends_the_silence() -> None:
    sleeper = Sleeper()
    sleeper.leaves_after = 2
    assert list(silence(sleeper)) == [] and len(sleeper.slept) == 3
    told = Sleeper()
    told.wake()
    assert list(silence(told)) == [] and told.slept == [LOOK]


class Open:
    """A stream without a socket, as a server takes it."""

    def __init__(self, revision: int | None = None, wire: socket.socket | None = None) -> None:
        self.time = 0.0
        self.live = LiveRun("id", ELEVEN, now=self.now)
        self.streams = Streams(1)
        display = self.live.display
        self.viewer = self.streams.admit(display.own, wire, revision)
        self.said = self.streams.messages(display, display.own, self.viewer, self.html)

    def now(self) -> float:
        """Each look is a second later, so that no frame comes too soon."""
        self.time += 1
        return self.time

    def html(self, snapshot: Snapshot) -> str:
        return f"<p>{snapshot.experiment.learning_rate}</p>"

    def frame(self) -> bytes:
        return frame_message(frame_json(self.live.snapshot()))


def test_first_how_to_come_back_and_then_each_time_what_is_new() -> None:
    stream = Open()
    assert next(stream.said) == RETRY
    assert next(stream.said) == stream.frame()
    stream.live.step(1)
    assert next(stream.said) == stream.frame()
    stream.live.edit(lambda experiment: experiment.replace(learning_rate=0.25))
    assert next(stream.said) == html_message("<p>0.25</p>")
    assert next(stream.said) == stream.frame()
    stream.live.step(1)
    assert next(stream.said) == stream.frame(), "the HTML is there by now"


def test_who_comes_with_other_html_gets_the_present_one() -> None:
    stream = Open(revision=-1)
    assert [next(stream.said) for _ in range(3)] == [
        RETRY,
        html_message("<p>1.0</p>"),
        stream.frame(),
    ]


def test_what_goes_past_the_server_is_the_same_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams_module, "PING", 0.01)
    wire, client = socket.socketpair()
    with wire, client:
        stream = Open(revision=-1, wire=wire)
        assert [next(stream.said), next(stream.said)] == [RETRY, ALIVE]
        whole = html_message("<p>1.0</p>") + stream.frame()
        assert client.recv(2**20) == chunk(whole)
        assert stream.streams.ways() == (1, 0)
        stream.live.step(1)
        assert next(stream.said) == ALIVE
        assert client.recv(2**20) == chunk(stream.frame())


def test_a_run_that_is_gone_ends_its_streams_and_a_server_all() -> None:
    for end in (lambda stream: stream.live.end(), lambda stream: stream.streams.close()):
        stream = Open()
        assert [next(stream.said), next(stream.said)] == [RETRY, stream.frame()]
        end(stream)
        assert list(stream.said) == []


def test_there_are_so_many_places_and_none_once_the_server_ends() -> None:
    streams, own = Streams(2), LiveRun("id", ELEVEN).display.own
    one, two = streams.admit(own), streams.admit(own)
    assert [*own.viewers.all] == [one, two] and len(streams) == 2 and streams.ways() == (0, 2)
    with pytest.raises(Full) as full:
        streams.admit(own)
    assert str(full.value) == "All places for viewers are taken."
    streams.leave(own, one)
    assert [*own.viewers.all] == [two] and len(streams) == 1
    streams.close()
    assert two.is_gone and two.sleep(0)
    with pytest.raises(Full):
        streams.admit(own)


def test_what_takes_long_is_counted_by_how_long() -> None:
    tally = Tally()
    tally.note()
    assert (tally.counts, tally.seconds) == ([0] * (len(BOUNDS) + 1), 0.0)
    tally.note(0.0, BOUNDS[0], BOUNDS[0] + 1e-9)
    tally.note(BOUNDS[-1], 7.0)
    assert tally.counts == [2, 1, *[0] * (len(BOUNDS) - 3), 1, 1]
    assert tally.seconds == pytest.approx(2 * BOUNDS[0] + BOUNDS[-1] + 7.0)


def test_a_total_grows() -> None:
    total = Total()
    total.add(3)
    total.add(4)
    assert total.value == 7
