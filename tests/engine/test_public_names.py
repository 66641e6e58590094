"""The engine's front door."""

import engine


def test_public_names_are_sorted_and_there() -> None:
    assert sorted(engine.__all__) == list(engine.__all__)
    assert all(hasattr(engine, name) for name in engine.__all__)


def test_public_things_are_documented() -> None:
    own = [getattr(engine, name) for name in engine.__all__]
    things = [thing for thing in own if getattr(thing, "__module__", "").startswith("engine")]
    assert len(things) > 10
    assert not [thing for thing in things if not thing.__doc__]
