"""What makes one server of many: put together here."""

from collections.abc import Mapping
from functools import partial

from webapp.kept.shared_writer import SharedWriter
from webapp.kept.valkey import ValkeyStore
from webapp.kept.writer import Writer
from webapp.live.clock import Clock
from webapp.live.runs import Runs
from webapp.shared.distant import Distants
from webapp.shared.handover import Handover
from webapp.shared.member import Member
from webapp.shared.outbox import Outbox
from webapp.shared.post import Hand, Post


class Company:
    """This server among the others. `hands` are what routes do for them."""

    def __init__(self, writer: Writer, runs: Runs, clock: Clock, hands: Mapping[str, Hand]) -> None:
        store = writer.store
        assert isinstance(writer, SharedWriter) and isinstance(store, ValkeyStore)
        self._writer = writer
        self.member = Member(store, runs, writer)
        self.outbox = Outbox(store.client, runs)
        self.handover = Handover(store, writer, runs)
        own = {"watch": self.outbox.watch, "give": self.handover.give}
        self.post = Post(store.client, store.name, {**hands, **own})
        self.distants = Distants(store.client, store.name, self.post, clock.now)
        runs.check, runs.fetch = self.member.check, partial(self.handover.fetch, self.post)
        for part in (self.member, self.outbox, self.post, self.distants):
            part.start()

    def close(self) -> None:
        """Others have the runs from now on."""
        for part in (self.distants, self.post, self.outbox):
            part.close()
        self._writer.flush()
        self.member.close()
