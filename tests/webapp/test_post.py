"""What servers ask each other, when connections break and things take long."""

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest

from tests.webapp.test_live import eventually
from webapp.kept.store import Conflict, Unreachable
from webapp.kept.valkey import Client, connected
from webapp.shared import post
from webapp.shared.post import Hand, Letter, Post, packed, unpacked

LOOK = 0.1
"""Seconds between two looks, in these tests."""
Server = Callable[[Hand], Post]


@pytest.fixture
def client(shared: str) -> Iterator[Client]:
    client = connected(shared)
    yield client
    client.close()


@pytest.fixture
def serve(client: Client, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Starts a server called `there`, which has one hand, `do`."""
    monkeypatch.setattr(post, "LOOK", LOOK)
    started: list[Post] = []

    def start(hand: Hand) -> Post:
        client.set("server:there", 1)
        started.append(Post(client, "there", {"do": hand}))
        started[-1].start()
        return started[-1]

    yield start
    for each in started:
        each.close()


def again(fields: dict[str, Any], body: bytes) -> Letter:
    return fields, body


def test_a_letter_that_went_into_a_broken_connection_is_found(
    client: Client, serve: Server
) -> None:
    serve(again)
    letter = {"hand": "do", "reply": "answer", "fields": {"a": 1}, "news": True}
    client.rpush("taken:there", packed(letter, b"body"))
    _, answer = client.blpop("answer", 10)
    assert unpacked(answer) == ({"a": 1}, b"body")
    eventually(lambda: not client.exists("taken:there"))


def test_what_takes_long_is_done_once(client: Client, serve: Server) -> None:
    began, go_on, calls = Event(), Event(), []

    def slowly(fields: dict[str, Any], body: bytes) -> Letter:
        calls.append(fields)
        began.set()
        go_on.wait(30)
        return fields, body

    there = serve(slowly)
    there.tell("there", "do", {"number": 1})
    began.wait(30)
    looked = there._looked
    eventually(lambda: there._looked > looked + LOOK)
    assert client.llen("taken:there") == 1
    go_on.set()
    assert there.ask("there", "do", {"number": 2}) == ({"number": 2}, b"")
    assert [each["number"] for each in calls] == [1, 2]
    eventually(lambda: not client.exists("taken:there"))


def test_what_cannot_be_done_is_said_at_once(serve: Server) -> None:
    there = serve(again)
    with pytest.raises(Unreachable, match="could not answer"):
        there.ask("there", "dance", {})


def test_who_is_gone_has_not_begun(client: Client, serve: Server) -> None:
    there = serve(again)
    with pytest.raises(Conflict):
        there.ask("nobody", "do", {})
