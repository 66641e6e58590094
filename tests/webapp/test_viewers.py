"""News on its way to a viewer: written past the viewer's sleeping thread, or by that thread."""

import socket
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from engine import LESSONS
from tests.webapp.test_live import DEADLINE, eventually
from webapp.live.broadcast import PERIOD, Broadcast
from webapp.live.errors import Full
from webapp.live.live_run import LiveRun
from webapp.live.messages import chunk, frame_message
from webapp.live.snapshot import Snapshot, frame_json
from webapp.live.streams import Streams
from webapp.live.viewers import UNSENT, Viewer, Viewers, wire_of

FRAME = chunk(b"data: {}\n\n")


class Watching:
    """A viewer with a wire, a thread that sleeps for it, and what arrives at the other end."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.wire, self.client = socket.socketpair()
        self.client.settimeout(DEADLINE)
        self.viewer, self.pool = Viewer(self.wire), pool
        self.live = LiveRun("id", LESSONS["eleven-lines"].experiment)
        self.viewer.revision = self.live.snapshot().revision

    def asleep(self) -> Future[bool]:
        """The viewer's thread, which sleeps now; the result says whether it was woken."""
        sleeping = self.pool.submit(self.viewer.sleep, DEADLINE)
        eventually(lambda: self.viewer.is_asleep)
        return sleeping

    def news(self) -> Snapshot:
        return self.live.step(1)

    def received(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            data += self.client.recv(size - len(data))
        return data


@pytest.fixture
def watching() -> Iterator[Watching]:
    with ThreadPoolExecutor() as pool:
        watching = Watching(pool)
        yield watching
        watching.viewer.wake()
        watching.wire.close()
        watching.client.close()


def test_a_chunk_is_framed() -> None:
    assert chunk(b"data: {}\n\n") == b"A\r\ndata: {}\n\n\r\n"


def test_news_is_written_while_the_thread_sleeps(watching: Watching) -> None:
    sleeping = watching.asleep()
    for _ in range(3):
        watching.viewer.tell(watching.news(), FRAME)
        assert watching.received(len(FRAME)) == FRAME
    assert not sleeping.done()


def test_a_thread_that_is_awake_is_told(watching: Watching) -> None:
    watching.viewer.tell(watching.news(), FRAME)
    watching.viewer.tell(watching.news(), FRAME)
    assert watching.viewer.sleep(0) and not watching.viewer.sleep(0)


def test_what_needs_html_first_wakes_the_thread(watching: Watching) -> None:
    sleeping = watching.asleep()
    changed = watching.live.edit(lambda experiment: experiment.replace(seed=2))
    watching.viewer.tell(changed, FRAME)
    assert sleeping.result(DEADLINE)


def test_a_heavy_frame_is_left_to_the_thread(watching: Watching) -> None:
    sleeping = watching.asleep()
    watching.viewer.tell(watching.news(), None)
    assert sleeping.result(DEADLINE)


def test_nothing_is_shown_twice_and_nothing_old(watching: Watching) -> None:
    old, new = watching.news(), watching.news()
    watching.asleep()
    for snapshot in (new, old, new):
        watching.viewer.tell(snapshot, FRAME)
    assert watching.received(len(FRAME)) == FRAME
    watching.client.setblocking(False)
    with pytest.raises(BlockingIOError):
        watching.client.recv(1)


def test_who_does_not_read_misses_frames_but_never_a_part_of_one(watching: Watching) -> None:
    large = chunk(b"x" * 100_000)
    sleeping = watching.asleep()
    told = 0
    while not sleeping.done():
        watching.viewer.tell(watching.news(), large)
        told += 1
        if not watching.viewer.is_asleep:
            break
    for _ in range(5):
        watching.viewer.tell(watching.news(), large)
    assert watching.received(told * len(large)) == told * large
    assert sleeping.result(DEADLINE)
    watching.client.setblocking(False)
    with pytest.raises(BlockingIOError):
        watching.client.recv(1)


def test_a_client_that_left_is_noticed(watching: Watching) -> None:
    sleeping = watching.asleep()
    watching.client.close()
    watching.viewer.tell(watching.news(), FRAME)
    assert sleeping.result(DEADLINE) and watching.viewer.is_gone


def test_a_client_that_left_without_reading_has_left(watching: Watching) -> None:
    assert not watching.viewer.has_left()
    watching.wire.send(FRAME)
    watching.client.close()
    assert watching.viewer.has_left() and watching.viewer.is_gone and watching.viewer.sleep(0)


def test_without_a_wire_everyone_is_woken(watching: Watching) -> None:
    viewers, some = Viewers(), [Viewer() for _ in range(3)]
    for viewer in some:
        viewers.add(viewer)
    viewers.tell(watching.news(), lambda: b"data: {}\n\n")
    assert [viewer.sleep(0) for viewer in some] == [True] * 3
    viewers.remove(some[0])
    assert len(viewers) == 2


def test_only_plain_sockets_of_http_1_1_are_wires(watching: Watching) -> None:
    environ = {"gunicorn.socket": watching.wire, "SERVER_PROTOCOL": "HTTP/1.1"}
    assert wire_of(environ) is watching.wire
    assert wire_of(environ | {"SERVER_PROTOCOL": "HTTP/1.0"}) is None
    assert wire_of(environ | {"SERVER_PROTOCOL": "HTTP/2"}) is None
    assert wire_of({"SERVER_PROTOCOL": "HTTP/1.1"}) is None


def test_little_waits_unsent_and_nothing_waits_to_be_sent_together(watching: Watching) -> None:
    """Or who does not read gets frames of long ago, and a click's frame waits for the next one."""
    with socket.socket() as plain:
        wire_of({"gunicorn.socket": plain, "SERVER_PROTOCOL": "HTTP/1.1"})
        assert plain.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert plain.getsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT) == UNSENT
    before = watching.wire.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
    wire_of({"gunicorn.socket": watching.wire, "SERVER_PROTOCOL": "HTTP/1.1"})
    assert watching.wire.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) <= 2 * UNSENT < before


def test_places_of_those_who_left_in_silence_are_given_away(watching: Watching) -> None:
    streams = Streams(1)
    gone = streams.admit(watching.live.display.own, watching.wire)
    with pytest.raises(Full):
        streams.admit(watching.live.display.own)
    watching.client.close()
    other = streams.admit(watching.live.display.own)
    assert gone.is_gone and gone.sleep(0)
    for viewer in (gone, other):
        streams.leave(watching.live.display.own, viewer)
    assert len(streams) == 0


@pytest.mark.parametrize("is_watched", [False, True])
def test_a_frame_is_written_to_who_sleeps_as_it_is_told_to_who_is_awake(
    watching: Watching, is_watched: bool
) -> None:
    broadcast = Broadcast(is_watched)
    broadcast.viewers.add(watching.viewer)
    watching.asleep()
    news = watching.news()
    broadcast.publish(news, 0.0)
    message = frame_message(frame_json(news, is_watched))
    assert watching.received(len(chunk(message))) == chunk(message)
    assert broadcast.message(news) == message


def test_frames_are_due_at_once_and_then_a_period_later(watching: Watching) -> None:
    broadcast, news = Broadcast(), watching.news()
    assert broadcast.is_due(0.0, 0.0)
    broadcast.publish(news, 10.0)
    dues = [(0.9 * PERIOD, 0.0), (0.9 * PERIOD, 0.2 * PERIOD), (1.1 * PERIOD, 0.0)]
    assert [broadcast.is_due(10.0 + later, early) for later, early in dues] == [False, True, True]


def test_what_was_shown_needs_no_audience(watching: Watching) -> None:
    broadcast, news = Broadcast(), watching.news()
    assert not broadcast.has_audience_for(None) and not broadcast.has_audience_for(news)
    broadcast.viewers.add(watching.viewer)
    assert broadcast.has_audience_for(None) and broadcast.has_audience_for(news)
    broadcast.publish(news, 0.0)
    assert broadcast.has_audience_for(None) and not broadcast.has_audience_for(news)
