"""The list of what somebody made: runs, and races in the place of their runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log10
from typing import Any

from webapp.kept.store import Listed
from webapp.live.place import Place
from webapp.live.recorder import offered_title

WIDTH, HEIGHT = 96, 32
"""Of the small picture of its error descent, in units of the SVG."""
LEAST = 1e-6
"""An error as small as this is at the bottom of the picture."""
LETTERS = "ABCD"
"""What the ways of a race are called where there is no room for a name."""


@dataclass(frozen=True)
class MyRun:
    """What the list says of a run."""

    id: str
    place: Place
    touched: datetime

    @classmethod
    def of(cls, listed: Listed) -> "MyRun":
        return cls(listed.id, Place.of(listed.place), datetime.fromtimestamp(listed.touched, UTC))

    @property
    def title(self) -> str:
        return self.place.title or self.lesson_title

    @property
    def lesson_title(self) -> str:
        return offered_title(self.place.lesson)

    @property
    def error(self) -> float:
        """The mean error where it stands, as far as that is known."""
        return self.place.error or 0.0

    @property
    def when(self) -> str:
        """When it was touched, as programs write that."""
        return self.touched.isoformat(timespec="seconds").replace("+00:00", "Z")

    @property
    def path(self) -> str:
        """The error descent as the path of an SVG: iterations to the right, log error upward."""
        return _path(self.heights, *_reach(self.heights))

    @property
    def heights(self) -> list[float]:
        """The logarithms of the errors on its way."""
        return [log10(max(error, LEAST)) for error in self.place.curve or (self.error,)]

    def fields(self) -> dict[str, Any]:
        """The same for programs."""
        place = self.place
        return {
            "id": self.id,
            "title": self.title,
            "lesson": place.lesson,
            "iteration": place.iteration,
            "error": self.error,
            "status": place.status,
            "touched": self.when,
        }


@dataclass(frozen=True)
class MyRace:
    """What the list says of a race: its address, and its ways in the order of their letters."""

    ids: str
    lanes: tuple[MyRun, ...]

    @property
    def title(self) -> str:
        return " against ".join(lane.place.way or "" for lane in self.lanes)

    @property
    def newest(self) -> MyRun:
        """The way that was told something last."""
        return max(self.lanes, key=lambda lane: lane.touched)

    @property
    def ways(self) -> list[dict[str, Any]]:
        """Of each its letter, name and error, and its curve, on one scale for all."""
        reach = _reach([height for lane in self.lanes for height in lane.heights])
        return [
            {
                "letter": letter,
                "name": lane.place.way,
                "error": lane.error,
                "path": _path(lane.heights, *reach),
            }
            for letter, lane in zip(LETTERS, self.lanes, strict=False)
        ]


def entries(listed: Iterable[Listed]) -> list[MyRun | MyRace]:
    """What somebody made, the newest first, a race where the first of its runs would stand."""
    found = [MyRun.of(each) for each in listed]
    races = dict.fromkeys(each.place.race or each.id for each in found)
    by_id = {each.id: each for each in found}
    return [by_id[name] if name in by_id else _race(name, found) for name in races]


def runs_alone(listed: Iterable[Listed]) -> list[MyRun]:
    """The runs among them that are no race's."""
    return [each for each in map(MyRun.of, listed) if each.place.race is None]


def _race(ids: str, found: Iterable[MyRun]) -> MyRace:
    lanes = [each for each in found if each.place.race == ids]
    return MyRace(ids, tuple(sorted(lanes, key=lambda lane: ids.find(lane.id))))


def _reach(heights: list[float]) -> tuple[float, float]:
    """Bottom and top of a picture: errors from a tenth to 1 at least."""
    return min(*heights, -1.0), max(*heights, 0.0)


def _path(heights: list[float], bottom: float, top: float) -> str:
    step = WIDTH / max(1, len(heights) - 1)
    points = [
        f"{index * step:.1f} {(top - height) / (top - bottom) * HEIGHT:.1f}"
        for index, height in enumerate(heights)
    ]
    return "M" + "L".join(points)
