"""A run goes to the server where it is watched, if nobody loses by that: frames need no way."""

from contextlib import suppress

from webapp.kept import story
from webapp.kept.store import Conflict, Elsewhere, Unreachable
from webapp.kept.valkey import ValkeyStore
from webapp.kept.writer import Writer
from webapp.live.live_run import LiveRun
from webapp.live.pace import Effort
from webapp.live.runs import Runs
from webapp.shared.post import Fields, Letter, Post

NEAR = 1.0
"""Seconds of training, as guessed beforehand, that are computed again rather than sent for."""


class Handover:
    """Gives runs that nobody watches here, and takes those of others."""

    def __init__(self, store: ValkeyStore, writer: Writer, runs: Runs) -> None:
        self._store, self._writer, self._runs = store, writer, runs
        self._needed = set[str]()

    def attract(self, post: Post, found: Elsewhere) -> bool:
        """Whether the other server has let go of this run, which is about to be watched here."""
        try:
            fields = {"run": found.id, "format": story.FORMAT}
            return bool(post.ask(found.server, "give", fields)[0]["is_given"])
        except Conflict:
            return True  # it is gone
        except Unreachable:
            return False

    def fetch(self, post: Post, found: Elsewhere) -> None:
        """Have another server leave a run that is told something together with others of this one;
        it stays beside them. Who is gone has left it already. Raises Unreachable."""
        with suppress(Conflict):
            fields = {"run": found.id, "format": story.FORMAT, "is_needed": True}
            post.ask(found.server, "give", fields)
        self._needed.add(found.id)

    def give(self, fields: Fields, body: bytes) -> Letter:
        """Let go of a run, if who asks can read it. The hand `give`."""
        live = self._runs.residents.peek(fields["run"])
        is_kept = live and (fields["run"] in self._needed or not _is_free(live))
        if fields.get("format", 1) < story.FORMAT or (is_kept and "is_needed" not in fields):
            return {"is_given": False}, b""
        self._needed.discard(fields["run"])
        if live:
            self._runs.leave(live)
            self._writer.flush()
        self._store.give(fields["run"])
        return {"is_given": True}, b""


def _is_free(live: LiveRun) -> bool:
    """Whether it rests unwatched, at a place that is soon reached again."""
    if live.is_playing or live.display.has_viewers:
        return False
    snapshot = live.snapshot()
    return Effort(snapshot.experiment).iterations_in(NEAR) >= snapshot.iteration
