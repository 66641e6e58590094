"""Where a run stands, and what a list of runs says of it."""

from dataclasses import dataclass, fields

import numpy as np
import orjson

from engine import Array
from webapp.incoming.schema import Speed

POINTS = 32
"""Errors on the way that make a small picture."""


@dataclass(frozen=True)
class Place:
    """Where a run stands; `until` is where it plays to, if it does.

    `title` is the one it was given; `curve` are errors on the way, evenly spread over those noted.
    `race` is the race that it is a way of, by the runs' ids, and `way` what it is called there.
    """

    iteration: int = 0
    line: int = 1
    by_line: bool = False
    speed: Speed = "accelerating"
    until: int | None = None
    error_below: float | None = None
    answer_crosses: float | None = None
    title: str | None = None
    lesson: str | None = None
    error: float | None = None
    status: str = "paused"
    curve: tuple[float, ...] = ()
    race: str | None = None
    way: str | None = None

    @classmethod
    def of(cls, written: bytes) -> "Place":
        """What was written; fields that are not known here are left aside."""
        known = {field.name for field in fields(cls)}
        found = orjson.loads(written)
        return cls(**{name: value for name, value in found.items() if name in known})

    @property
    def written(self) -> bytes:
        """As it is kept."""
        return orjson.dumps(self, option=orjson.OPT_SERIALIZE_NUMPY)


def curve(errors: Array) -> tuple[float, ...]:
    """Some of the errors on the way, the first and the last among them."""
    places = np.unique(np.linspace(0, len(errors) - 1, POINTS).astype(int))
    return tuple(float(f"{error:.4g}") for error in errors[places])
