"""What the columns of a table probably are, and what makes such a table learn."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from engine import Experiment, limits
from engine.formulas import ACTIVATIONS
from webapp.incoming.numerals import HIDDEN
from webapp.incoming.own_data.column import Column, Role, Treatment
from webapp.incoming.own_data.target import targets

_PLAIN_NAME = re.compile(r"(input|target)( \d+)?")
_NUMBERED = {"id", "nr", "no", "index", "row", "passengerid", "number", "nummer", "#"}
_FEW_ROWS = 5
_FEWEST_NAMES = 3
_SHOWN = 20
_HALF, _FEWEST_NEURONS, _MOST_NEURONS = 2, 4, 16
ADAPTIVE_RATE = 0.05
STEPS = 100
"""Iterations for each unit that the farthest amount is away from 0."""
MOST_ITERATIONS = 100_000
RATE = 10
"""The learning rate is this divided by the rows: an iteration adds up the steps of all rows."""
ITERATIONS = 2_000


class Guess(NamedTuple):
    """What a column probably is, and why it is left out."""

    role: Role
    reason: str = ""


def is_ours(names: Sequence[str], present: Experiment) -> bool:
    """Whether a table was saved here: it has the present names, or the ones given by default."""
    if tuple(names) == names_of(present):
        return True
    kinds = [match[1] for name in names if (match := _PLAIN_NAME.fullmatch(name))]
    return len(kinds) == len(names) and len(set(kinds)) == 2


def names_of(present: Experiment) -> tuple[str, ...]:
    """The names of the present columns as the first row of a file would tell them."""
    names = (*present.input_names, *present.target_names)
    return tuple(HIDDEN.sub("", " ".join(name.split())) for name in names)


def roles(
    columns: Sequence[Column], present: Experiment, chosen: Mapping[int, Role]
) -> list[Guess]:
    """Input, target or neither, column by column; whatever was chosen bears on the others."""
    names = tuple(column.name for column in columns)
    if names == names_of(present):
        inputs = present.shape[0]
        return [Guess("input" if place < inputs else "target") for place in range(len(names))]
    if is_ours(names, present):
        return [Guess("target" if name.startswith("target") else "input") for name in names]
    reasons = _reasons(columns, chosen)
    return _with_room(columns, _guessed(columns, reasons, chosen), chosen)


def treatment(column: Column, role: Role, ours: bool, present: Experiment) -> Treatment | None:
    """How a column becomes numbers; None when it cannot. Targets beyond what the present network
    answers are scaled, unless somebody wants it otherwise."""
    allowed = column.treatments(role)
    last = ACTIVATIONS[present.activations[-1]]
    fits = role == "input" or ("as it is" in allowed and column.lies_within(last.least, last.most))
    if "as it is" in allowed and fits and (ours or _is_small(column)):
        return "as it is"
    few = role == "target" and column.is_numeric and 2 < len(column.classes) <= _most(column)
    if few and "classes" in allowed and all(map(str.isdecimal, column.classes)):
        return "classes"
    return next((each for each in ("scaled", "classes") if each in allowed), None)


def settings(inputs: int, targets: int, rows: int) -> tuple[int, float, int]:
    """Hidden neurons, learning rate and iterations with which such a table learns."""
    neurons = max(_FEWEST_NEURONS, min(_MOST_NEURONS, (inputs + targets) // _HALF))
    rate = min(1.0, RATE / max(1, rows))
    return neurons, float(f"{rate:.1g}"), ITERATIONS


def adaptive_settings(farthest: float) -> tuple[float, int]:
    """Learning rate and iterations for steps that do not grow with the targets, which lie up to so
    far from 0."""
    steps = min(MOST_ITERATIONS, STEPS * round(farthest))
    return ADAPTIVE_RATE, max(ITERATIONS, int(float(f"{steps:.1g}")))


def _reasons(columns: Sequence[Column], chosen: Mapping[int, Role]) -> dict[int, str]:
    """Why columns should be left out, by their place; never so many that nothing is left."""
    has_names = any(column.name for column in columns)
    reasons = {column.place: _useless(column, has_names) for column in columns}
    useful = [place for place, reason in reasons.items() if not reason or place in chosen]
    if len(useful) > 1:
        return reasons
    return {
        column.place: "" if column.treatments("input") else reasons[column.place]
        for column in columns
    }


def _guessed(
    columns: Sequence[Column], reasons: Mapping[int, str], chosen: Mapping[int, Role]
) -> list[Guess]:
    free = [each for each in columns if not reasons[each.place] and each.place not in chosen]
    found: set[int] = set()
    if "target" not in chosen.values() and free:
        found = {column.place for column in targets(free)}
    guesses = []
    for column in columns:
        role: Role = "target" if column.place in found else "input"
        reason = reasons[column.place]
        guess = Guess("leave out", reason) if reason else Guess(role)
        guesses.append(Guess(chosen[column.place]) if column.place in chosen else guess)
    return guesses


def _with_room(
    columns: Sequence[Column], guesses: Sequence[Guess], chosen: Mapping[int, Role]
) -> list[Guess]:
    """The guesses without the inputs that a network has no room for; chosen ones stay."""
    taken = sum(columns[place].width for place, role in chosen.items() if role == "input")
    fitted = []
    for column, guess in zip(columns, guesses, strict=True):
        if guess.role == "input" and column.place not in chosen:
            taken += column.width
            if taken > limits.MAX_INPUTS:
                reason = f"a network takes at most {limits.MAX_INPUTS} inputs"
                guess = Guess("leave out", reason)
        fitted.append(guess)
    return fitted


def _useless(column: Column, has_names: bool) -> str:
    """Why a column says nothing: nothing in it, always the same, names, a running number."""
    rows, kinds = len(column.texts), len(column.classes)
    if not kinds:
        return "nothing is in it"
    if not column.is_numeric:
        if kinds == 1:
            return "always the same"
        if rows >= _FEWEST_NAMES and kinds == rows:
            return _apart(column)
        return "" if column.treatments("input") else f"{kinds} different words are too many"
    least, greatest = column.range
    if least == greatest and least != 1 and rows >= _FEW_ROWS:  # 1 serves as a threshold
        return "always the same"
    counts = rows > 1 and bool((np.diff(column.numbers) == 1).all())
    is_first = column.place == 0 or column.name.lower() in _NUMBERED
    is_nameless = column.place == 0 and has_names and not column.name and least in (0, 1)
    return (
        "it only counts the rows"
        if counts and (is_nameless or is_first and rows >= _FEW_ROWS)
        else ""
    )


def _apart(column: Column) -> str:
    """Why a column of words is left out in which none comes again."""
    if column.looks_numeric:
        return f"“{column.texts[0].strip()[:_SHOWN]}” is read as no number, and no two are alike"
    return "no two are alike: these are names"


def _most(column: Column) -> int:
    """The most classes that a column of numbers can stand for: each comes at least twice."""
    return len(column.texts) // 2


def _is_small(column: Column) -> bool:
    least, greatest = column.range
    return least >= -1 and greatest <= 1
