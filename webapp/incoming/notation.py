"""How the numbers of a column are written: decided from all its cells, never from one alone."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from webapp.incoming.numerals import OTHER, Numeral, numeral, tidied

_SHARES = {"%": 100, "‰": 1000}
_HUNDREDS, _THOUSANDS = 100, 1000
_TRUE = {"true", "wahr", "vrai", "vero", "verdadero", "verdadeiro", "waar"}
_FALSE = {"false", "falsch", "faux", "falso", "onwaar"}
TRUTHS = {**dict.fromkeys(_TRUE, 1), **dict.fromkeys(_FALSE, 0)}
"""What spreadsheets and programs write for a truth value, in lower case."""


class Notation(NamedTuple):
    """The decimal mark of a column, "" while it is open, and the unit that its numbers share.

    `example` is a text that can be two numbers, if the column has one; `has_truths` says that
    true and false are its 1 and 0.
    """

    decimal: str
    unit: str = ""
    example: str = ""
    has_truths: bool = False

    def value(self, text: str) -> int | float | None:
        """The number that a cell of this column holds; None if it holds none, or another unit.

        A share is that part of 1: 80 % is 0.8. While the mark is open, it is read as the decimal.
        """
        found = numeral(text)
        if found is None:
            return TRUTHS.get(tidied(text).lower()) if self.has_truths else None
        if found.unit not in ("", self.unit):
            return None
        value = found.value(self.decimal or found.open or ".")
        share = _SHARES.get(self.unit)
        if not math.isfinite(value):
            return None
        if share is None:
            return value
        if found.unit:
            return float(f"{value / share:.15g}")
        return value if abs(value) <= 1 else None


def notation(texts: Sequence[str], quoted: bool = False, elsewhere: str = "") -> Notation:
    """How the numbers among the texts of a column are written.

    `quoted` says that its commas stood in quotation marks in a file parted by commas;
    `elsewhere` is the decimal mark that the rest of the file can only have, if it tells.
    """
    different = dict.fromkeys(text for text in texts if text.strip())
    there = {text: found for text in different if (found := numeral(text))}
    words = [tidied(text).lower() for text in different if text not in there]
    has_truths = bool(words) and all(word in TRUTHS for word in words)
    unit = _shared_unit(there.values())
    same = [each for each in there.values() if each.unit in ("", unit)]
    example = next((text for text, each in there.items() if each.open), "")
    decimal = sure_mark(same) or (_most_likely(same, quoted, elsewhere) if example else ".")
    return Notation(decimal, unit, example, has_truths)


def sure_mark(numerals: Iterable[Numeral]) -> str:
    """The decimal mark that these numbers can only have; "" where none or both say so."""
    marks = {each.decimal for each in numerals if each.decimal}
    return marks.pop() if len(marks) == 1 else ""


def _most_likely(numerals: Sequence[Numeral], quoted: bool, elsewhere: str) -> str:
    """The decimal mark where groups of three digits leave it open: "" if nothing tells.

    950 beside 1,250 says that thousands are grouped, 1250 beside it that they are not.
    """
    marks = {each.open for each in numerals if each.open}
    if len(marks) > 1 or any(each.decimal for each in numerals):
        return ""
    (mark,) = marks
    plain = [abs(each.value()) for each in numerals if not (each.open or each.exponent)]
    hundreds = any(_HUNDREDS <= value < _THOUSANDS for value in plain)
    thousands = any(value >= _THOUSANDS for value in plain)
    groups = hundreds or (quoted and mark == ",")
    if groups and thousands:
        return ""
    says = OTHER[mark] if groups else ""
    if says and elsewhere and says != elsewhere:
        return ""
    return says or elsewhere


def _shared_unit(numerals: Iterable[Numeral]) -> str:
    """The unit of a column. Words only where all agree: else 1a and 2b are names, not numbers."""
    units = Counter(each.unit for each in numerals if each.unit)
    if not units:
        return ""
    unit, _ = units.most_common(1)[0]
    return unit if len(units) == 1 or not any(map(str.isalpha, "".join(units))) else ""
