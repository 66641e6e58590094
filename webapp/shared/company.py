"""What makes one server of many: put together here."""

from collections.abc import Mapping
from contextlib import suppress

from webapp.kept.shared_writer import SharedWriter
from webapp.kept.store import Conflict, Elsewhere
from webapp.kept.valkey import ValkeyStore
from webapp.kept.writer import Writer
from webapp.live.clock import Clock
from webapp.live.runs import Runs
from webapp.shared.distant import Distants
from webapp.shared.member import Member
from webapp.shared.outbox import Outbox
from webapp.shared.post import Fields, Hand, Letter, Post


class Company:
    """This server among the others. `hands` are what routes do for them."""

    def __init__(self, writer: Writer, runs: Runs, clock: Clock, hands: Mapping[str, Hand]) -> None:
        store = writer.store
        assert isinstance(writer, SharedWriter) and isinstance(store, ValkeyStore)
        self._writer = writer
        self._runs, self._store = runs, store
        writer.behind = runs.leave_id
        self.member = Member(store, runs, writer)
        self.outbox = Outbox(store.client, runs)
        self.post = Post(
            store.client, store.name, {**hands, "watch": self.outbox.watch, "leave": self._leave}
        )
        self.distants = Distants(store.client, store.name, self.post, clock.now)
        runs.check, runs.fetch = self.member.check, self._fetch
        for part in (self.member, self.outbox, self.post, self.distants):
            part.start()

    def _fetch(self, found: Elsewhere) -> None:
        """Have another server leave a run; one that is gone has left it already."""
        with suppress(Conflict):
            self.post.ask(found.server, "leave", {"run": found.id})

    def _leave(self, fields: Fields, body: bytes) -> Letter:
        self._writer.flush()
        self._runs.leave_id(fields["run"])
        self._store.give(fields["run"])
        return {}, b""

    def close(self) -> None:
        """Others have the runs from now on."""
        for part in (self.distants, self.post, self.outbox):
            part.close()
        self._writer.flush()
        self.member.close()
