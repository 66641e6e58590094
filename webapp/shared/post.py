"""What servers ask each other: each has a list in Valkey, from which it takes what it is asked.

A letter goes from the list `inbox:NAME` to `taken:NAME`, where it lies until it is answered: what
Valkey gave to a connection that had just broken is found there. Fields that are not known are left
aside, and what a server cannot do it says, so that versions may differ.
"""

import logging
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event, Thread
from typing import Any

import orjson

from webapp.kept.store import Conflict, Unreachable
from webapp.kept.valkey import Client, reaching

log = logging.getLogger("webapp")

Fields = dict[str, Any]
Letter = tuple[Fields, bytes]
"""Fields, and bytes that belong to them."""
Hand = Callable[[Fields, bytes], Letter]
HANDS = 32
"""Letters that are worked on at once."""
LOOK = 1.0
"""Seconds after which one looks whether the other is still there."""
SOON = 5.0
"""Seconds for what is only looked at."""
LONG = 60.0
"""Seconds for commands, which may have much to compute."""
KEPT = 60_000
"""Milliseconds for which letters lie about that nobody takes."""


class Post:
    """`hands` are what a server does for others, by name."""

    def __init__(self, client: Client, name: str, hands: Mapping[str, Hand]) -> None:
        self._client, self._hands = client, hands
        self._inbox, self._taken = f"inbox:{name}", f"taken:{name}"
        self._begun: set[bytes] = set()
        self._looked = 0.0
        self._closed = Event()
        self._workers = ThreadPoolExecutor(HANDS, thread_name_prefix="post")
        self._thread = Thread(target=self._take_in, name="post", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Take nothing more; what is being worked on is answered."""
        self._closed.set()
        self._thread.join()
        self._workers.shutdown(wait=False)

    def ask(
        self, server: str, hand: str, fields: Fields, body: bytes = b"", patience: float = SOON
    ) -> Letter:
        """What another server answers within so many seconds. Raises Conflict when it is gone and
        has not begun, and Unreachable when it is gone or silent and nobody knows what it did."""
        deadline = time.monotonic() + patience
        reply = f"reply:{secrets.token_urlsafe(9)}"
        letter = packed({"hand": hand, "reply": reply, "fields": fields}, body)
        with reaching():
            self._put(f"inbox:{server}", letter)
            while time.monotonic() < deadline:
                if answer := self._client.blpop(reply, LOOK):
                    return _sound(unpacked(answer[1]))
                if not self._client.exists(f"server:{server}"):
                    break
            if self._client.lrem(f"inbox:{server}", 1, letter):
                raise Conflict
        raise Unreachable("the server that had this run does not answer")

    def tell(self, server: str, hand: str, fields: Fields) -> None:
        """The same without an answer."""
        with reaching():
            self._put(f"inbox:{server}", packed({"hand": hand, "fields": fields}, b""))

    def _put(self, list: str, letter: bytes) -> None:
        self._client.pipeline().rpush(list, letter).pexpire(list, KEPT).execute()

    def _take_in(self) -> None:
        while not self._closed.is_set():
            try:
                with reaching():
                    for letter in self._arrived():
                        self._begun.add(letter)
                        self._workers.submit(self._work_on, letter)
            except Unreachable:
                self._closed.wait(LOOK)

    def _arrived(self) -> Iterator[bytes]:
        """The next letter, if one comes soon; now and then those that were taken and never came."""
        if letter := self._client.blmove(self._inbox, self._taken, LOOK, "LEFT", "RIGHT"):
            yield letter
        if time.monotonic() - self._looked > LOOK:
            self._looked = time.monotonic()
            begun = self._begun.copy()  # before one looks: what is finished meanwhile is in it
            for letter in self._client.lrange(self._taken, 0, -1):
                if letter not in begun:
                    yield letter

    def _work_on(self, letter: bytes) -> None:
        reply = None
        try:
            asked, body = unpacked(letter)
            reply = asked.get("reply")
            answer = self._hands[asked["hand"]](asked["fields"], body)
        except Exception:
            log.exception("What another server asked for could not be done.")
            answer = {"failed": True}, b""
        self._finish(letter, reply, packed(*answer))

    def _finish(self, letter: bytes, reply: str | None, answer: bytes) -> None:
        """Answer, and have the letter away; as soon as Valkey takes it."""
        while True:
            with suppress(Unreachable), reaching():
                if reply:
                    self._put(reply, answer)
                self._client.lrem(self._taken, 1, letter)
                self._begun.discard(letter)
                return
            if self._closed.wait(LOOK):
                return


def _sound(answer: Letter) -> Letter:
    if "failed" in answer[0]:
        raise Unreachable("the server that has this run could not answer")
    return answer


def packed(fields: Fields, body: bytes) -> bytes:
    return orjson.dumps(fields) + b"\n" + body


def unpacked(letter: bytes) -> Letter:
    fields, _, body = letter.partition(b"\n")
    return orjson.loads(fields), body
