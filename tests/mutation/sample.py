"""What is tried: so many of the changes of a room, drawn evenly; by one seed always the same."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Change(NamedTuple):
    """A change that was tried: where, which, and whether a test noticed it."""

    room: str
    what: str
    is_noticed: bool


def drawn(things: Iterable[T], most: int, room: Callable[[T], str], seed: int) -> list[T]:
    """At most so many things of each room."""
    rooms = defaultdict(list)
    for thing in things:
        rooms[room(thing)].append(thing)
    return [
        thing
        for _, inside in sorted(rooms.items())
        for thing in random.Random(seed).sample(inside, min(most, len(inside)))
    ]
