"""What the columns of a table probably are, and what makes such a table learn."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np

from engine import Experiment, limits
from webapp.incoming.own_data.column import Column, Role, Treatment

_PLAIN_NAME = re.compile(r"(input|target)( \d+)?")
_TARGETS = {"target", "class", "label", "species", "outcome", "result", "answer", "output", "y"}
_TARGETS |= {"ziel", "klasse", "art", "ergebnis"}
_FEW_ROWS = 5
_HALF, _FEWEST_NEURONS, _MOST_NEURONS = 2, 4, 16
RATE = 10
"""The learning rate is this divided by the rows: an iteration adds up the steps of all rows."""
ITERATIONS = 2_000


def is_ours(names: Sequence[str], present: Experiment) -> bool:
    """Whether a table was saved here: it has the present names, or the ones given by default."""
    if tuple(names) == names_of(present):
        return True
    kinds = [match[1] for name in names if (match := _PLAIN_NAME.fullmatch(name))]
    return len(kinds) == len(names) and len(set(kinds)) == 2


def names_of(present: Experiment) -> tuple[str, ...]:
    """The names of the present columns as the first row of a file would tell them."""
    return tuple(" ".join(name.split()) for name in (*present.input_names, *present.target_names))


def roles(columns: Sequence[Column], present: Experiment) -> list[Role]:
    """Input, target or neither, column by column."""
    names = tuple(column.name for column in columns)
    if names == names_of(present):
        inputs = present.shape[0]
        return ["input" if place < inputs else "target" for place in range(len(names))]
    if is_ours(names, present):
        return ["target" if name.startswith("target") else "input" for name in names]
    useful = [column for column in columns if not _says_nothing(column)]
    found = _targets(useful)
    chosen = {column.place for column in found}
    others = _as_many_as_fit(
        column
        for column in useful
        if column.place not in chosen and not any(_says_the_same(column, each) for each in found)
    )
    return [
        "target" if place in chosen else "input" if place in others else "leave out"
        for place in range(len(columns))
    ]


def treatment(column: Column, role: Role, ours: bool) -> Treatment | None:
    """How a column becomes numbers; None when it cannot."""
    allowed = column.treatments(role)
    if "as it is" in allowed and (ours or _is_small(column)):
        return "as it is"
    few = role == "target" and column.is_numeric and len(column.classes) > 2
    if few and "classes" in allowed and all(map(str.isdecimal, column.classes)):
        return "classes"
    return next((each for each in ("scaled", "classes") if each in allowed), None)


def settings(inputs: int, targets: int, rows: int) -> tuple[int, float, int]:
    """Hidden neurons, learning rate and iterations with which such a table learns."""
    neurons = max(_FEWEST_NEURONS, min(_MOST_NEURONS, (inputs + targets) // _HALF))
    rate = min(1.0, RATE / max(1, rows))
    return neurons, float(f"{rate:.1g}"), ITERATIONS


def _as_many_as_fit(columns: Iterable[Column]) -> set[int]:
    """The places of the first columns that, as inputs, go into a network."""
    widths = [(column.place, column.width) for column in columns]
    sums = accumulate(width for _, width in widths)
    return {place for (place, _), end in zip(widths, sums, strict=True) if end <= limits.MAX_INPUTS}


def _says_nothing(column: Column) -> bool:
    """Always the same (but not 1, which serves as a threshold), a running number, or names."""
    if not column.classes:
        return True
    if not column.is_numeric:
        return not column.treatments("input")
    least, greatest = column.range
    if least == greatest:
        return least != 1 and len(column.texts) >= _FEW_ROWS
    return len(column.texts) >= _FEW_ROWS and bool((np.diff(column.numbers) == 1).all())


def _targets(columns: Sequence[Column]) -> Sequence[Column]:
    """Those named so, else the last of words, else one-hot columns at the end, else the last."""
    named = [column for column in columns if _is_named_target(column.name)]
    if named:
        return named[: limits.MAX_TARGETS]
    words = [column for column in columns if not column.is_numeric]
    return words[-1:] or _one_hot_tail(columns) or columns[-1:]


def _is_named_target(name: str) -> bool:
    return name.lower() in _TARGETS or bool(re.fullmatch(r"target \d+", name))


def _one_hot_tail(columns: Sequence[Column]) -> Sequence[Column]:
    """The longest run of columns at the end in which every row has a single 1 among zeros."""
    for count in range(min(len(columns) - 1, limits.MAX_TARGETS), 1, -1):
        tail = columns[-count:]
        numbers = np.column_stack([column.numbers for column in tail])
        if np.isin(numbers, (0, 1)).all() and (numbers.sum(axis=1) == 1).all():
            return tail
    return ()


def _says_the_same(column: Column, target: Column) -> bool:
    """Whether it is only the target's classes by number."""
    pairs = set(zip(column.texts, target.texts, strict=True))
    few = 2 <= len(target.classes) <= limits.MAX_TARGETS and len(column.texts) >= _FEW_ROWS
    return (
        few and not target.is_numeric and len(pairs) == len(column.classes) == len(target.classes)
    )


def _is_small(column: Column) -> bool:
    least, greatest = column.range
    return least >= -1 and greatest <= 1
