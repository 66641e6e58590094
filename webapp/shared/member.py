"""One of the servers that share a store: it shows that it is there, and looks after runs of those
that are not any more."""

import logging
import random
import time
from contextlib import suppress
from threading import Event, Thread
from typing import Any

from webapp.incoming.faults import Invalid
from webapp.kept.shared_writer import SharedWriter
from webapp.kept.store import Conflict, Elsewhere, Newer, Unreachable
from webapp.kept.valkey import ValkeyStore, reaching
from webapp.live.errors import Full, Refused, UnknownRun
from webapp.live.runs import Runs

log = logging.getLogger("webapp")

BEAT = 1.0
"""Seconds between two signs of life."""
LEASE = 5.0
"""Seconds after the last one for which a server keeps what it has."""
MARGIN = 0.5
"""Seconds by which it gives up before, as clocks may differ in their speed."""
ASKED = 3
"""Other servers that are looked at in every beat: somebody looks at each of them."""
ADOPTING = 1.0
"""Seconds that a beat may take to adopt runs."""


class Member:
    """A server holds a run as long as `server:NAME` stands in Valkey, for all of its runs at once.

    It counts its time from before each sign of life: it lets go of its runs before others may take
    them. The runs of it that play stand in `playing:NAME`; a server that is gone leaves them
    to whoever finds them first.
    """

    def __init__(self, store: ValkeyStore, runs: Runs, writer: SharedWriter) -> None:
        self._store, self._runs, self._writer = store, runs, writer
        self._until = 0.0
        self._trouble = Unreachable("the shared store does not answer")
        self._playing: set[str] = set()
        self._closed = Event()
        self._thread = Thread(target=self._work, name="member", daemon=True)

    def start(self) -> None:
        self._beat()
        self._thread.start()

    def check(self) -> None:
        """Raises Unreachable when others may take this server for dead."""
        if time.monotonic() >= self._until:
            raise type(self._trouble)(str(self._trouble))

    def close(self) -> None:
        """Leave: others need not wait."""
        self._closed.set()
        self._thread.join()
        with suppress(Unreachable), reaching():
            self._store.client.delete(f"server:{self._store.name}")

    def _work(self) -> None:
        while not self._closed.wait(BEAT):
            try:
                self._beat()
            except Exception:
                log.exception("A sign of life could not be given.")

    def _beat(self) -> None:
        began = time.monotonic()
        try:
            was_there, servers = self._show()
        except Unreachable as error:
            self._trouble = error
            self._writer.say(str(error))
            if began >= self._until:
                self._let_go()
            return
        self._writer.say(None)
        lapsed = bool(self._until) and (not was_there or began >= self._until)
        if lapsed:
            self._let_go()
        self._until = began + LEASE - MARGIN
        gone = self._gone(servers) | ({self._store.name} if lapsed else set())
        self._adopt(gone, began + ADOPTING)

    def _show(self) -> tuple[bool, set[str]]:
        """The sign of life; whether the last one still stood, and which servers there are."""
        name, playing = self._store.name, {each.id for each in self._live() if each.is_playing}
        pipe = self._store.client.pipeline()
        pipe.set(f"server:{name}", 1, px=int(1000 * LEASE), get=True)
        pipe.sadd("servers", name)
        for id in playing - self._playing:
            pipe.sadd(f"playing:{name}", id)
        for id in self._playing - playing:
            pipe.srem(f"playing:{name}", id)
        pipe.smembers("servers")
        with reaching():
            was_there, *_, servers = pipe.execute()
        self._playing = playing
        return was_there is not None, {server.decode() for server in servers} - {name}

    def _live(self) -> list[Any]:
        return self._runs.residents.all()

    def _let_go(self) -> None:
        """Others may have taken the runs meanwhile: each is read again when it is asked for."""
        for live in self._live():
            self._runs.leave(live)
        self._playing = set()

    def _gone(self, servers: set[str]) -> set[str]:
        asked = random.sample(sorted(servers), min(ASKED, len(servers)))
        return {name for name in asked if not self._is_there(name)}

    def _is_there(self, name: str) -> bool:
        with suppress(Unreachable), reaching():
            return bool(self._store.client.exists(f"server:{name}"))
        return True

    def _adopt(self, gone: set[str], deadline: float) -> None:
        """Go on with what they played, one by one, as others do so too."""
        client = self._store.client
        with suppress(Unreachable), reaching():
            for name in gone:
                while time.monotonic() < deadline:
                    id = client.spop(f"playing:{name}")
                    if id is None:
                        self._forget(name)
                        break
                    if not self._has_taken(id.decode()):
                        client.sadd(f"playing:{name}", id)
                        break

    def _has_taken(self, id: str) -> bool:
        """Go on with this run, if nobody else does; False when only a later version can read it."""
        try:
            self._runs.get(id)
        except Newer:
            return False
        except (UnknownRun, Elsewhere, Full, Conflict, Refused, Invalid):
            pass
        return True

    def _forget(self, name: str) -> None:
        """Nothing is left of a server that is gone."""
        if name != self._store.name:
            self._store.client.pipeline().srem("servers", name).delete(f"taken:{name}").execute()
