"""The server with less patience, run by its path: what a test would wait for comes sooner."""

from collections.abc import Iterable
from typing import Any

from webapp import posix, worker
from webapp.shared import distant, member, post

Changed = tuple[Any, str, float]
CLIENTS: tuple[Changed, ...] = (
    (worker, "READING_SECONDS", 1.0),
    (worker, "PRESSED_SECONDS", 0.5),
    (posix, "GRACE_SECONDS", 1),
)
"""With those who are slow to ask, or do not read."""
OTHERS: tuple[Changed, ...] = (
    (member, "BEAT", 0.1),
    (distant, "LOOK", 0.2),
    (distant, "WAIT", 0.1),
    (post, "LOOK", 0.2),
)
"""With other servers of the same store, which it looks at more often."""
DEAD: Changed = (member, "LEASE", 2.0)
"""How soon it is taken for dead."""


def change(settings: Iterable[Changed]) -> None:
    for module, name, value in settings:
        setattr(module, name, value)


if __name__ == "__main__":
    from webapp.__main__ import main

    change((*CLIENTS, *OTHERS, DEAD))
    main()
