"""A run in the list of those that somebody made."""

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
        return self.place.title or offered_title(self.place.lesson)

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
        errors = self.place.curve or (self.error,)
        heights = [log10(max(error, LEAST)) for error in errors]
        top, bottom = max(*heights, 0.0), min(*heights, -1.0)
        step = WIDTH / max(1, len(heights) - 1)
        points = [
            f"{index * step:.1f} {(top - height) / (top - bottom) * HEIGHT:.1f}"
            for index, height in enumerate(heights)
        ]
        return "M" + "L".join(points)

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
