"""The engine's front door, and those of its rooms."""

from importlib import import_module

import pytest

import engine
from tests.test_house import ROOMS, ROOT, facts, modules


def test_public_names_are_sorted_and_there() -> None:
    assert sorted(engine.__all__) == list(engine.__all__)
    assert all(hasattr(engine, name) for name in engine.__all__)


def test_public_things_are_documented() -> None:
    own = [getattr(engine, name) for name in engine.__all__]
    things = [thing for thing in own if getattr(thing, "__module__", "").startswith("engine")]
    assert len(things) > 10
    assert not [thing for thing in things if not thing.__doc__]


def _taken(room: str) -> set[str]:
    """What is imported through a room's door, or asked of it by its name, from outside of it."""
    found = set[str]()
    for path in modules("engine", "webapp", "bench", "docs"):
        if path.is_relative_to(ROOT / "engine" / room):
            continue
        for module, names in facts(path).fetched:
            found |= names if module == f"engine.{room}" else set()
        found |= {what for name, what in facts(path).asked if name == room}
    return found


@pytest.mark.parametrize("room", sorted(set(ROOMS) - {"formulas"}))
def test_what_a_room_shows_is_taken(room: str) -> None:
    """The formulas show besides what a formula of one's own is made of."""
    assert not set(import_module(f"engine.{room}").__all__) - _taken(room)
