"""Is this the sequel's network too? Its tables beside ours, computed at this moment.

Where a figure is another, a twin shows why: it begins with one weight of syn1 a last bit higher.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine import LESSONS, Edit, Experiment, Timeline, WeightEdit
from engine.timeline import turns
from webapp.proof.sequel_printed import ERRORS, ITERATIONS, LENGTH, TURNS

DIGITS = 12
"""Significant digits of what is printed."""


@dataclass(frozen=True)
class PrintedError:
    """A mean error as it is printed, and what the engine makes of it now."""

    printed: str
    computed: float

    @property
    def agrees(self) -> bool:
        """To every digit that is printed."""
        return written(self.computed) == self.printed

    @property
    def digits(self) -> int:
        """How many of its digits are those that are printed."""
        return _alike(self.printed, written(self.computed))


@dataclass(frozen=True)
class Count:
    """How often a weight changed direction: as printed, and here."""

    printed: int
    computed: int

    @property
    def agrees(self) -> bool:
        return self.printed == self.computed


@dataclass(frozen=True)
class RateRow:
    """One learning rate, and its figures; `twin` is what a twin has instead of the first one that
    is another than printed, None where all agree."""

    rate: float
    figures: tuple[PrintedError, ...]
    twin: float | None

    @property
    def other(self) -> PrintedError | None:
        """The first figure that is another than printed."""
        return next((figure for figure in self.figures if not figure.agrees), None)


@dataclass(frozen=True)
class Sequel:
    """The tables by the number of hidden neurons, the turns, and what it took to compute them."""

    errors: dict[int, tuple[RateRow, ...]]
    turns: dict[float, tuple[Count, ...]]
    iterations: int
    seconds: float

    def agreeing(self, hidden: int) -> int:
        """How many figures of a table are the same to every digit."""
        return sum(figure.agrees for row in self.errors[hidden] for figure in row.figures)

    def of(self, hidden: int) -> int:
        """How many figures a table has."""
        return sum(len(row.figures) for row in self.errors[hidden])

    @property
    def places(self) -> list[str]:
        """The weights that are counted, as the code calls them."""
        rows, columns = LESSONS["eleven-lines"].experiment.shape[:2]
        first = [f"syn0[{i}, {j}]" for i in range(rows) for j in range(columns)]
        return [*first, *(f"syn1[{i}, 0]" for i in range(columns))]


def prove_sequel() -> Sequel:
    """Train the sequel's networks from their seed, and compare; nothing is remembered."""
    began = time.perf_counter()
    errors = {
        hidden: tuple(_row(hidden, rate, printed) for rate, printed in table.items())
        for hidden, table in ERRORS.items()
    }
    counts = {rate: _counts(rate, printed) for rate, printed in TURNS.items()}
    trained = ITERATIONS[-1] * sum(map(len, ERRORS.values())) + LENGTH * len(TURNS)
    return Sequel(errors, counts, trained, time.perf_counter() - began)


def sequel_experiment(hidden: int, rate: float) -> Experiment:
    """The network of one row."""
    return LESSONS["eleven-lines"].experiment.replace(hidden=(hidden,), learning_rate=rate)


def written(error: float) -> str:
    """To as many digits as are printed."""
    return f"{error:.{DIGITS}g}"


def _row(hidden: int, rate: float, printed: Sequence[str]) -> RateRow:
    timeline = Timeline(sequel_experiment(hidden, rate))
    errors = [timeline.state_at(at).error for at in ITERATIONS]
    figures = tuple(PrintedError(*pair) for pair in zip(printed, errors, strict=True))
    others = (at for at, figure in zip(ITERATIONS, figures, strict=True) if not figure.agrees)
    at = next(others, None)
    return RateRow(rate, figures, None if at is None else _twin(timeline).state_at(at).error)


def _twin(timeline: Timeline) -> Timeline:
    """The same training but for the last bit of one weight."""
    start = float(timeline.weights_at(0)[1][0, 0])
    nudge = WeightEdit(1, 0, 0, float(np.nextafter(start, np.inf)))
    return Timeline(timeline.base, [Edit(0, weight=nudge)])


def _counts(rate: float, printed: Sequence[int]) -> tuple[Count, ...]:
    found = turns(Timeline(sequel_experiment(4, rate)), LENGTH)
    ours = np.concatenate([each.ravel() for each in found]).tolist()
    return tuple(Count(*pair) for pair in zip(printed, ours, strict=True))


def _alike(one: str, other: str) -> int:
    """The leading significant digits that two numbers have in common."""
    (first, power), (second, others) = map(_scientific, (one, other))
    if power != others:
        return 0
    pairs = zip(first, second, strict=True)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), DIGITS)


def _scientific(text: str) -> tuple[str, str]:
    """The significant digits of a number, and its power of ten."""
    digits, _, power = f"{float(text):.{DIGITS - 1}e}".partition("e")
    return digits.replace(".", ""), power
