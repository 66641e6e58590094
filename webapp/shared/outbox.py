"""Frames for those who watch a run of this server at another one."""

import logging
import time
from contextlib import suppress
from secrets import token_urlsafe
from threading import Condition, Thread

from webapp.kept.store import Elsewhere, Newer, Unreachable
from webapp.kept.valkey import Client, reaching
from webapp.live.broadcast import Broadcast
from webapp.live.errors import Full, UnknownRun
from webapp.live.runs import Runs
from webapp.live.snapshot import Snapshot
from webapp.live.viewers import Viewer
from webapp.shared.post import Fields, Letter, packed

log = logging.getLogger("webapp")

INTEREST = 5.0
"""Seconds for which another server is sent frames, unless it says again that somebody watches."""


class Afar(Viewer):
    """All who watch a broadcast at other servers: one viewer, without a thread of its own."""

    def __init__(self, outbox: "Outbox", run: str, broadcast: Broadcast) -> None:
        super().__init__()
        self._outbox, self.run, self.broadcast = outbox, run, broadcast
        self.servers: dict[str, float] = {}
        self.session = token_urlsafe(6)

    def tell(self, snapshot: Snapshot, frame: bytes | None) -> None:
        self._outbox.put(self, snapshot)

    def wake(self) -> None:
        if self.is_gone:
            self._outbox.put(self, None)


class Outbox:
    """Sends what is newest of each run, all that has come together in one go.

    A server that watches has one channel for all runs, and says now and then which number it knows:
    so what gets lost there is sent again, and who begins to watch is sent the newest.
    """

    def __init__(self, client: Client, runs: Runs) -> None:
        self._client, self._runs = client, runs
        self._afar: dict[tuple[str, bool], Afar] = {}
        self._news: dict[Afar, Snapshot | None] = {}
        self._wake = Condition()
        self._closed = False
        self._thread = Thread(target=self._work, name="outbox", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        with self._wake:
            self._closed = True
            self._wake.notify_all()
        self._thread.join()

    def watch(self, fields: Fields, body: bytes) -> Letter:
        """Somebody watches at another server; that lasts for INTEREST. The hand `watch`."""
        run, is_watched, server = fields["run"], fields["is_watched"], fields["server"]
        try:
            live = self._runs.get(run)
        except (UnknownRun, Elsewhere, Full, Newer, Unreachable):
            self._say_gone(server, run)
            return {}, b""
        broadcast = live.display.watched if is_watched else live.display.own
        with self._wake:
            afar = self._afar.get((run, is_watched))
            if afar is None or afar.broadcast is not broadcast:
                afar = self._afar[run, is_watched] = Afar(self, run, broadcast)
                broadcast.viewers.add(afar)
            afar.servers[server] = time.monotonic() + INTEREST
        newest = live.display.latest(broadcast)
        if (afar.session, newest.number) != (fields["session"], fields["number"]):
            self.put(afar, newest)
        return {}, b""

    def put(self, afar: Afar, snapshot: Snapshot | None) -> None:
        """This is the newest of a run; None when it has left."""
        with self._wake:
            waiting = self._news.get(afar, snapshot)
            if snapshot and (waiting is None or waiting.number > snapshot.number):
                return
            self._news[afar] = snapshot
            self._wake.notify_all()

    def _work(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closed or self._news, INTEREST)
                if self._closed:
                    return
                news, self._news = self._news, {}
                self._forget()
            try:
                self._send(news)
            except Unreachable:
                continue  # who watches asks again
            except Exception:
                log.exception("A frame could not be sent.")

    def _send(self, news: dict[Afar, Snapshot | None]) -> None:
        pipe = self._client.pipeline(transaction=False)
        for afar, snapshot in news.items():
            letter = self._letter(afar, snapshot)
            for server in list(afar.servers):
                pipe.publish(f"frames:{server}", letter)
        with reaching():
            pipe.execute()

    def _letter(self, afar: Afar, snapshot: Snapshot | None) -> bytes:
        if snapshot is None:
            return packed({"run": afar.run, "is_gone": True}, b"")
        fields = {
            "run": afar.run,
            "is_watched": afar.broadcast.is_watched,
            "session": afar.session,
            "number": snapshot.number,
            "revision": snapshot.revision,
        }
        return packed(fields, afar.broadcast.message(snapshot))

    def _say_gone(self, server: str, run: str) -> None:
        with suppress(Unreachable), reaching():
            self._client.publish(f"frames:{server}", packed({"run": run, "is_gone": True}, b""))

    def _forget(self) -> None:
        """Servers that have not said for long that somebody watches there."""
        now = time.monotonic()
        for key, afar in list(self._afar.items()):
            afar.servers = {name: until for name, until in afar.servers.items() if until > now}
            if not afar.servers or afar.is_gone:
                afar.broadcast.viewers.remove(afar)
                del self._afar[key]
