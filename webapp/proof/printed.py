"""What the articles print, and what their programs print when they are run as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

TOLERANCE = 1e-9
"""What another machine's rounding may change in a number of 60,000 iterations."""


@dataclass(frozen=True)
class Figure:
    """Numbers of one kind by the iteration that they belong to: weights updated so many times.

    `source`: "article" is its text, to the digits it shows; "program" is its code, run once with
    NumPy, in full. `is_behind`: the code prints after an update what it computed before it.
    """

    lesson: str
    title: str
    source: Literal["article", "program"]
    quantity: Literal["answers", "weights", "situations", "error"]
    printed: Mapping[int, tuple[str, ...]]
    labels: tuple[str, ...] = ()
    note: str = ""
    is_behind: bool = False


_EXAMPLES = tuple(f"example {number}" for number in range(1, 5))
_WEIGHTS = tuple(f"input {number}" for number in range(1, 4))

FIGURES = (
    Figure(
        "two-layers",
        "Output after training",
        "article",
        "answers",
        {9_999: ("0.00966449", "0.00786506", "0.99358898", "0.99211957")},
        _EXAMPLES,
        "The loop computes l1 first and updates syn0 last. So the l1 that is printed after 10,000 "
        "iterations was made by weights that had been updated 9,999 times.",
        is_behind=True,
    ),
    Figure(
        "nine-lines",
        "Weights before training",
        "program",
        "weights",
        {0: ("-0.165955990594852", "0.4406489868843162", "-0.9997712503653102")},
        _WEIGHTS,
    ),
    Figure(
        "nine-lines",
        "Weights after training",
        "program",
        "weights",
        {10_000: ("9.672993027736892", "-0.20784349926631962", "-4.62963668773159")},
        _WEIGHTS,
    ),
    Figure(
        "nine-lines",
        "The new situation [1, 0, 0]",
        "program",
        "situations",
        {10_000: ("0.9999370428352157",)},
        ("answer",),
        "Asked after the last update, so this print is not behind.",
    ),
    Figure(
        "eleven-lines",
        "Mean error, every 10,000 iterations",
        "program",
        "error",
        {
            0: ("0.4964100319027255",),
            10_000: ("0.008584525653247152",),
            20_000: ("0.00578945986250781",),
            30_000: ("0.004629176776769985",),
            40_000: ("0.003958765280273649",),
            50_000: ("0.003510122567861677",),
            60_000: ("0.0031835023858748277",),
        },
    ),
)
