"""Runs of other servers, as they are watched at this one."""

import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Any, cast

from webapp.kept.store import Conflict, Unreachable
from webapp.kept.valkey import Client, reaching
from webapp.live.broadcast import Broadcast
from webapp.live.snapshot import Snapshot
from webapp.shared.post import Fields, Post, unpacked

log = logging.getLogger("webapp")

WAIT = 0.5
"""Seconds to wait for a frame before looking whether there is something else to do."""
LOOK = 1.5
"""Seconds after which one says again that somebody watches here."""
FORGOTTEN = 15.0
"""Seconds after which a run that nobody watches any more is forgotten."""


@dataclass(frozen=True, eq=False)
class Sight:
    """What a stream needs of a snapshot that was taken at another server."""

    number: int
    revision: int | None
    message: bytes
    structure: Callable[[str, bool], str]
    """The HTML of everything but the numbers, for a root of addresses and for who only watches."""
    is_heavy = False
    until = None


class Passed(Broadcast):
    """Frames that come from another server, to be passed on as they are."""

    session = ""

    def forget(self) -> None:
        """While nobody watched here, frames were missed: what came last may be old by now."""
        self.session, self.latest = "", None

    def receive(self, session: str, sight: Snapshot, now: float) -> bool:
        """A frame, unless a newer one is known; False when it is of another life of the run."""
        self.session = self.session or session
        if session == self.session and (self.latest is None or self.latest.number < sight.number):
            self.publish(sight, now)
        return session == self.session

    def _make(self, snapshot: Any) -> bytes:
        return cast(bytes, snapshot.message)


class Distant:
    """A run of another server; stands in for a LiveRun and its display where they are watched."""

    def __init__(self, id: str, server: str, post: Post, now: float) -> None:
        self.id, self.server, self._post, self.asked = id, server, post, now
        self.own, self.watched = self.broadcasts = Passed(), Passed(is_watched=True)
        self._first = self._sight(0, None, b"")

    @property
    def display(self) -> "Distant":
        return self

    def latest(self, broadcast: Broadcast) -> Snapshot:
        """What came last; before anything came, something that is no news to anybody."""
        return broadcast.latest or self._first

    def begin(self, snapshot: Snapshot, write: Callable[[], bool]) -> bool:
        return write()

    def watch(self, name: str, broadcast: Passed) -> None:
        """Say that somebody watches at this server. Raises Unreachable."""
        fields = {
            "run": self.id,
            "is_watched": broadcast.is_watched,
            "server": name,
            "session": broadcast.session,
            "number": self.latest(broadcast).number,
        }
        self._post.tell(self.server, "watch", fields)

    def receive(self, fields: Fields, message: bytes, now: float) -> bool:
        """A frame; False when this is over: whoever watches has to come again."""
        if "is_gone" in fields:
            return False
        sight = self._sight(fields["number"], fields["revision"], message)
        broadcast = self.watched if fields["is_watched"] else self.own
        return broadcast.receive(fields["session"], sight, now)

    def structure(self, root: str, is_watched: bool) -> str:
        """The HTML of everything but the numbers, as the other server has it; nothing, and the end,
        when it does not answer."""
        fields = {"run": self.id, "root": root, "is_watched": is_watched}
        try:
            return self._post.ask(self.server, "structure", fields)[1].decode()
        except (Conflict, Unreachable):
            self.end()
            return ""

    def end(self) -> None:
        for broadcast in self.broadcasts:
            broadcast.end()

    def _sight(self, number: int, revision: int | None, message: bytes) -> Snapshot:
        return cast(Snapshot, Sight(number, revision, message, self.structure))


class Distants:
    """The runs of other servers that are watched here."""

    def __init__(self, client: Client, name: str, post: Post, now: Callable[[], float]) -> None:
        self._client, self._name, self._post, self._now = client, name, post, now
        self._runs: dict[str, Distant] = {}
        self._lock = Lock()
        self._closed = Event()
        self._thread = Thread(target=self._work, name="distant", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._closed.set()
        self._thread.join()

    def watch(self, id: str, server: str, is_watched: bool) -> Distant:
        """A run of that server, somebody being about to watch it. Raises Unreachable."""
        with self._lock:
            found = self._runs.get(id)
            if found is None or found.server != server:
                found = self._runs[id] = Distant(id, server, self._post, self._now())
            found.asked = self._now()
            broadcast = found.watched if is_watched else found.own
            if not broadcast.viewers.all:
                broadcast.forget()
        found.watch(self._name, broadcast)
        return found

    def _work(self) -> None:
        while not self._closed.is_set():
            try:
                with reaching(), closing(self._client.pubsub()) as channel:
                    channel.subscribe(f"frames:{self._name}")
                    self._pass_on(channel)
            except Exception as error:
                if not isinstance(error, Unreachable):
                    log.exception("Frames of other servers could not be passed on.")
                for distant in self._all():
                    self._end(distant)
                self._closed.wait(WAIT)

    def _pass_on(self, channel: Any) -> None:
        looked = self._now()
        while not self._closed.is_set():
            found = channel.get_message(ignore_subscribe_messages=True, timeout=WAIT)
            if found:
                fields, message = unpacked(found["data"])
                distant = self._runs.get(fields["run"])
                if distant and not distant.receive(fields, message, self._now()):
                    self._end(distant)
            if self._now() - looked > LOOK:
                looked = self._now()
                for distant in self._all():
                    self._look_after(distant)

    def _look_after(self, distant: Distant) -> None:
        """Say again who watches, and end what nobody watches or what is elsewhere now."""
        watched = [broadcast for broadcast in distant.broadcasts if broadcast.viewers]
        is_forgotten = not watched and self._now() - distant.asked > FORGOTTEN
        holder = self._client.hget(f"run:{distant.id}", "holder")
        is_there = self._client.exists(f"server:{distant.server}")
        if is_forgotten or not is_there or holder != distant.server.encode():
            self._end(distant)
        for broadcast in watched:
            distant.watch(self._name, broadcast)

    def _end(self, distant: Distant) -> None:
        with self._lock:
            if self._runs.get(distant.id) is distant:
                del self._runs[distant.id]
        distant.end()

    def _all(self) -> list[Distant]:
        with self._lock:
            return list(self._runs.values())
