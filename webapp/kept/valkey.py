"""A store in a Valkey or Redis server, which any number of servers share."""

import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from threading import local
from typing import Any

from webapp.kept import lua
from webapp.kept.store import Ages, Conflict, Elsewhere, Kept, Listed, NoRoom, Note, Unreachable

PATIENCE = 2.0
"""Seconds in which Valkey answers, or is away."""
Client = Any
"""valkey.Valkey, whose types say of every answer that it may have to be awaited."""


def connected(address: str) -> Client:
    """A client of the server at valkey://HOST:PORT/DATABASE, or redis://, rediss:// and so on.

    Nothing is sent before it is asked something. Raises ValueError when it is no address. Who runs
    one server need not have the client's package.
    """
    import valkey

    return valkey.Valkey.from_url(address, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)


@contextmanager
def reaching() -> Iterator[None]:
    """Whatever keeps Valkey from answering is Unreachable; when its memory is full, NoRoom."""
    import valkey

    try:
        yield
    except valkey.OutOfMemoryError as error:
        raise NoRoom(f"Valkey: {error}") from None
    except (valkey.ValkeyError, OSError) as error:
        raise Unreachable(f"Valkey: {error}") from None


def doubts(client: Client) -> list[str]:
    """What is to be said of how this server keeps what it is given; nothing if it does not say."""
    settings: dict[str, str] = {}
    with suppress(Unreachable), reaching():
        settings = client.config_get("append*") | client.config_get("maxmemory*")
    found = []
    if settings.get("appendonly") == "no":
        found.append(
            "Valkey keeps nothing that outlives it: set appendonly yes, and appendfsync always"
            " or everysec."
        )
    elif settings.get("appendfsync") == "no":
        found.append(
            "Valkey lets the system decide when it writes to disk, so that a power cut may cost"
            " half a minute: set appendfsync always or everysec."
        )
    if settings.get("maxmemory", "0") != "0" and settings.get("maxmemory-policy") != "noeviction":
        found.append("Valkey may throw away runs to make room: set maxmemory-policy noeviction.")
    return found


class ValkeyStore:
    """See Store. `name` is what this server is called among those that share the store.

    What is written is as durable as Valkey's `appendfsync` says.
    """

    def __init__(self, client: Client) -> None:
        self.client, self.name = client, secrets.token_urlsafe(9)
        self._local = local()

    @contextmanager
    def together(self) -> Iterator[None]:
        self._local.pipe = pipe = self.client.pipeline(transaction=True)
        try:
            yield
        finally:
            del self._local.pipe
        with reaching():
            results = pipe.execute()
        if 0 in results:
            raise Conflict

    def create(self, id: str, kept: Kept, at: float) -> None:
        visitor = kept.visitor or ""
        self._write(lua.CREATE, id, kept.place, kept.view, visitor, at, kept.log[0], self.name)

    def append(self, id: str, expected: int, entry: bytes) -> None:
        self._write(lua.APPEND, id, expected, entry)

    def note(self, id: str, expected: int, place: bytes, at: float) -> None:
        self._write(lua.NOTE, id, expected, place, at)

    def note_all(self, notes: Collection[Note]) -> set[str]:
        ids, values = [note.run for note in notes], chain(*(note[1:] for note in notes))
        with reaching():
            behind = self.client.eval(lua.NOTE_ALL, len(ids), *ids, *values)
        return {id.decode() for id in behind}

    def look(self, id: str, at: float) -> None:
        self._write(lua.LOOK, id, at)

    def remove(self, id: str, at: float | None) -> None:
        self._write(lua.REMOVE, id, "" if at is None else at)

    def sweep(self, ages: Ages) -> int:
        old = {*self._before("untouched", ages.untouched), *self._before("gone", ages.gone)}
        let_go: int = sum(self._eval(lua.LET_GO, id, ages.untouched, ages.gone) for id in old)
        for id in self._before("seen", ages.unseen):
            kept = self.read(id)
            if kept and kept.gone is None:
                self.remove(id, ages.now)
        return let_go

    def read(self, id: str) -> Kept | None:
        pipe = self.client.pipeline(transaction=True)
        pipe.hgetall(f"run:{id}")
        pipe.lrange(f"log:{id}", 0, -1)
        with reaching():
            fields, log = pipe.execute()
        return _kept(fields, log)

    def take(self, id: str) -> Kept | None:
        holder, *found = self._eval(lua.TAKE, id, self.name)
        if not found:
            raise Elsewhere(id, holder.decode())
        fields = iter(found[0])
        return _kept(dict(zip(fields, fields, strict=True)), found[1])

    def give(self, id: str) -> None:
        self._eval(lua.GIVE, id, self.name)

    def id_of(self, view: str) -> str | None:
        with reaching():
            found = self.client.get(f"view:{view}")
        return found.decode() if found else None

    def made_by(self, visitor: str) -> list[Listed]:
        with reaching():
            ids = [id.decode() for id in self.client.zrevrange(f"made:{visitor}", 0, -1)]
            pipe = self.client.pipeline()
            for id in ids:
                pipe.hmget(f"run:{id}", ["touched", "place", "gone"])
            rows = zip(ids, pipe.execute(), strict=True)
        return [Listed(id, float(at), place) for id, (at, place, gone) in rows if gone is None]

    def count(self) -> int:
        with reaching():
            return int(self.client.zcard("seen"))

    def close(self) -> None:
        self.client.close()

    def _before(self, key: str, at: float) -> list[str]:
        with reaching():
            return [id.decode() for id in self.client.zrangebyscore(key, "-inf", f"({at!r}")]

    def _write(self, script: str, id: str, *values: Any) -> None:
        """At once, or with the others of `together`."""
        if pipe := getattr(self._local, "pipe", None):
            pipe.eval(script, 1, id, *values)
        elif self._eval(script, id, *values) == 0:
            raise Conflict

    def _eval(self, script: str, id: str, *values: Any) -> Any:
        with reaching():
            return self.client.eval(script, 1, id, *values)


def _kept(fields: dict[bytes, bytes], log: list[bytes]) -> Kept | None:
    if not fields:
        return None
    visitor, gone = fields.get(b"visitor"), fields.get(b"gone")
    return Kept(
        fields[b"place"],
        log,
        fields[b"view"].decode(),
        visitor.decode() if visitor else None,
        float(gone) if gone else None,
        int(fields[b"revision"]) - len(log),
    )
