"""Is this the articles' network? Their figures beside ours, computed at this moment."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine import LESSONS, Array, State, Timeline
from webapp.proof.printed import FIGURES, TOLERANCE, Figure

_OF: dict[str, Callable[[State], Array]] = {
    "answers": lambda state: state.layers[-1],
    "weights": lambda state: np.concatenate([matrix.ravel() for matrix in state.weights]),
    "situations": lambda state: state.answers,
    "error": lambda state: np.array(state.error),
}


@dataclass(frozen=True)
class Row:
    """One figure as it was printed, and what the engine makes of the same computation now.

    `later` is the same quantity after one more update, where the print was one update behind.
    """

    label: str
    iteration: int
    printed: str
    computed: float
    allowed: float
    later: float | None = None

    @property
    def difference(self) -> float:
        return self.computed - float(self.printed)

    @property
    def agrees(self) -> bool:
        return abs(self.difference) <= self.allowed


@dataclass(frozen=True)
class Comparison:
    """The rows of one figure, and who printed it: the article, or its program run as it stands."""

    figure: Figure
    rows: tuple[Row, ...]

    @property
    def lesson(self) -> str:
        return LESSONS[self.figure.lesson].title

    @property
    def source(self) -> Literal["article", "program"]:
        return self.figure.source


@dataclass(frozen=True)
class Proof:
    """All comparisons, the iterations that were run for them, and the seconds that took."""

    comparisons: tuple[Comparison, ...]
    iterations: int
    seconds: float

    @property
    def agrees(self) -> bool:
        return all(row.agrees for each in self.comparisons for row in each.rows)


def prove() -> Proof:
    """Train the articles' networks from their seeds, and compare; nothing is remembered."""
    began = time.perf_counter()
    timelines = {figure.lesson: Timeline(LESSONS[figure.lesson].experiment) for figure in FIGURES}
    comparisons = [
        Comparison(figure, tuple(_rows(figure, timelines[figure.lesson]))) for figure in FIGURES
    ]
    iterations = sum(timeline.reached for timeline in timelines.values())
    return Proof(tuple(comparisons), iterations, time.perf_counter() - began)


def _rows(figure: Figure, timeline: Timeline) -> Iterator[Row]:
    for iteration, values in figure.printed.items():
        ours = _computed(figure, timeline, iteration)
        later = _computed(figure, timeline, iteration + 1) if figure.is_behind else None
        for place, printed in enumerate(values):
            yield Row(
                figure.labels[place] if figure.labels else f"iteration {iteration:,}",
                iteration,
                printed,
                float(ours[place]),
                _allowed(figure.source, printed),
                None if later is None else float(later[place]),
            )


def _computed(figure: Figure, timeline: Timeline, iteration: int) -> Array:
    return _OF[figure.quantity](timeline.state_at(iteration)).ravel()


def _allowed(source: str, printed: str) -> float:
    """Half a unit of the last digit that the article prints; a program's numbers have them all."""
    if source == "program":
        return TOLERANCE
    decimals = len(printed.partition(".")[2])
    return float(0.5 * 10**-decimals)
