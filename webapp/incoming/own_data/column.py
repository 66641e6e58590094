"""One column of somebody's table: what is in it, and how it can become numbers."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine import Array, limits
from engine.formulas import FARTHEST
from webapp.incoming.notation import Notation
from webapp.incoming.numerals import number, tidied
from webapp.incoming.own_data.missing import is_mark
from webapp.incoming.schema import MAX_NAME

Places = npt.NDArray[np.int_]
Role = Literal["input", "target", "leave out"]
Treatment = Literal["as it is", "scaled", "classes"]
ROLES: tuple[Role, ...] = ("input", "target", "leave out")
TREATMENTS: tuple[Treatment, ...] = ("as it is", "scaled", "classes")
MOST_CLASSES = limits.MAX_TARGETS
DIGITS = 4
"""Decimals of a scaled number: as many as one can still read."""
_LABEL = 24
_MILLION = 1_000_000


@dataclass(frozen=True)
class Encoding:
    """What becomes of a column: `values` (rows, columns), NaN where a row has nothing usable."""

    values: Array
    names: tuple[str, ...]
    mapping: tuple[tuple[str, str], ...]
    """What becomes of what, in words."""


@dataclass(frozen=True)
class Column:
    """A column by its place in the sheet; a row that is too short has an empty text there.

    `notation` says how its numbers are written; `marks` are those among its words that can say
    that nothing is there, and `marks_are_missing` whether they do; `words` is what each row says.
    """

    place: int
    name: str
    texts: tuple[str, ...]
    notation: Notation
    is_numeric: bool
    marks: tuple[str, ...]
    marks_are_missing: bool
    words: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.name or f"column {self.place + 1}"

    @cached_property
    def numbers(self) -> Array:
        """The numbers; NaN where there is none."""
        found = (None if is_mark(text) else self.notation.value(text) for text in self.texts)
        return np.array([np.nan if each is None else float(each) for each in found])

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Row by row what it says, however a number is written; empty where nothing is said."""
        if not self.is_numeric:
            return self.words
        return tuple(
            f"{value:.12g}" if value == value else "" if is_mark(text) else text.strip()
            for text, value in zip(self.texts, self.numbers.tolist(), strict=True)
        )

    @property
    def is_open(self) -> bool:
        """Whether its numbers can be read in two ways, and nothing tells which."""
        return self.is_numeric and not self.notation.decimal

    @cached_property
    def merged(self) -> tuple[str, ...]:
        """Words that are written in several ways and are taken as one, one way of each."""
        if self.is_numeric:
            return ()
        pairs = {(tidied(text), word) for text, word in zip(self.texts, self.words, strict=True)}
        return tuple(sorted({text for text, word in pairs if word and text != word}))

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """What occurs in it; in order, if that is little enough to be classes."""
        found = set(self.labels) - {""}
        return tuple(sorted(found, key=_rank) if len(found) <= MOST_CLASSES else found)

    @property
    def looks_numeric(self) -> bool:
        """Whether its words all begin as numbers do: dates, fractions, amounts of several units."""
        return not self.is_numeric and all(map(_begins_as_number, self.classes))

    @property
    def repeats(self) -> bool:
        """Whether anything in it comes again."""
        return len(self.classes) < sum(map(bool, self.labels))

    @property
    def range(self) -> tuple[float, float]:
        """The least and the greatest number."""
        return _ends(self.numbers)

    @property
    def width(self) -> int:
        """How many inputs it makes, when numbers stay one column."""
        return 1 if self.is_numeric or len(self.classes) == 2 else len(self.classes)

    def is_missing(self, row: int) -> bool:
        """Whether this row says nothing here."""
        return is_mark(self.texts[row]) if self.is_numeric else not self.words[row]

    def treatments(self, role: Role) -> tuple[Treatment, ...]:
        """How it may become numbers in this role."""
        if role == "leave out":
            return ()
        found: list[Treatment] = []
        if self.is_numeric:
            least, greatest = self.range
            bound = limits.MAX_ABSOLUTE_INPUT if role == "input" else FARTHEST
            found += ["as it is"] if -bound <= least and greatest <= bound else []
            found += ["scaled"]
        if 2 <= len(self.classes) <= MOST_CLASSES:
            found += ["classes"]
        return tuple(found)

    def lies_within(self, least: float, most: float) -> bool:
        """Whether all its numbers do."""
        low, high = self.range
        return least <= low and high <= most

    def encoded(self, role: Role, treatment: Treatment, rows: Places | None = None) -> Encoding:
        """The numbers that it becomes; scaled by what stands in these rows, or in all."""
        if treatment == "classes":
            return self._one_hot(role)
        if treatment == "as it is":
            return Encoding(self.numbers[:, None], (self.name[:MAX_NAME],), ())
        least, greatest = self.range if rows is None else _ends(self.numbers[rows])
        half = 0.5 * greatest - 0.5 * least or 0.5
        scaled = (0.5 * self.numbers - 0.5 * least) / half
        mapping = ((_short(least), "0"), (_short(greatest), "1"))
        values = np.clip(scaled, 0, 1).round(DIGITS)
        return Encoding(values[:, None], (self.name[:MAX_NAME],), mapping)

    def _one_hot(self, role: Role) -> Encoding:
        """A column for each class; two classes need only one, of 0 and 1."""
        codes = np.eye(len(self.classes))
        labels = self.classes
        if len(self.classes) == 2:
            codes, labels = codes[:, 1:], labels[1:]
        code_of = {name: codes[place] for place, name in enumerate(self.classes)}
        nothing = np.full(codes.shape[1], np.nan)
        values = np.array([code_of.get(label, nothing) for label in self.labels])
        short = role == "target" and len(self.classes) > 2 and not self.is_numeric
        names = [label if short else f"{self.title} {label}" for label in labels]
        mapping = [(name[:_LABEL], _digits(code_of[name])) for name in self.classes]
        return Encoding(values, tuple(name[:MAX_NAME] for name in names), tuple(mapping))


def _ends(numbers: Array) -> tuple[float, float]:
    return float(np.nanmin(numbers)), float(np.nanmax(numbers))


def _begins_as_number(text: str) -> bool:
    bare = text.lstrip("<>≤≥~≈±+-($€£ ")
    is_endless = bare.lower() in ("inf", "infinity", "∞")
    return is_endless or bool(bare) and unicodedata.numeric(bare[0], None) is not None


def _rank(label: str) -> tuple[int, float, str]:
    """Numbers by size, then what says no or nothing, then words by letter: − is 0, and + is 1."""
    value = number(label)
    if isinstance(value, str):
        return (1 if is_mark(label) else 2, 0.0, label)
    return (0, value, label)


def _short(value: float) -> str:
    return f"{value:.6g}" if abs(value) < _MILLION else f"{value:.0f}"


def _digits(code: Sequence[float] | Array) -> str:
    return " ".join(f"{digit:.0f}" for digit in code)
