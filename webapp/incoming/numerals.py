"""A number as people write it: the one place that reads it, and the one that writes it in words.

A mark can be open: 1,250 is 1250 to some and 1.25 to others. A text by itself cannot tell, so the
reader keeps the question, and whoever sees more of the texts beside it answers.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_BODY = r"[0-9][0-9.,' ]*|[.,][0-9]+"
_NUMBER = re.compile(
    rf"([+-]?) ?([^\d\s.,'()+-]{{0,4}}?) ?([+-]?)({_BODY})([eE][+-]?[0-9]+)? ?([^\d\s()+-]{{0,8}})"
)
_PLAIN = re.compile(r"[+-]?[0-9]+")
_EVEN = re.compile(r"[.,]-+(?=[^0-9]*$)")
"""Of an amount without cents: 5.- and 5,- €."""
_LONGEST = 400
_TEN_THOUSAND = 10_000
_SPACED = re.compile(r"([0-9]{1,3})(([ '])[0-9]{3}(\3[0-9]{3})*)([.,][0-9]*)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(\1[0-9]{3})*")
_INDIAN = re.compile(r"[1-9][0-9]?(,[0-9]{2})+,[0-9]{3}")
_BEFORE = {"EUR", "USD", "CHF", "GBP", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "INR", "BRL", "Fr"}
_MARKS = dict(zip("٫·٬’`´＇٪−％＋－．，（）", "..'''''%-%+-.,()", strict=True))
UNSEEN = "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
HIDDEN = re.compile(f"[{UNSEEN}]")
"""Marks that turn the direction of letters or take no place: a name is not as it looks."""
OTHER = {".": ",", ",": "."}
"""The mark that groups digits where this one is the decimal mark."""


class Numeral(NamedTuple):
    """A text that is a number. `decimal` is the mark that must be the decimal one, if any;
    `open` is one that may be that or part groups of thousands. `unit` is what stands beside it.
    """

    is_negative: bool
    body: str
    exponent: str
    unit: str
    decimal: str
    open: str

    def value(self, decimal: str = ".") -> int | float:
        """The number, with this decimal mark where its own is not sure. The unit is left out."""
        decimal = self.decimal or decimal
        plain = self.body.replace(OTHER[decimal], "").replace(decimal, ".") + self.exponent
        value = float(plain)
        value = -value if self.is_negative else value
        return int(value) if plain.isdecimal() and abs(value) < 2**53 else value


def tidied(text: str) -> str:
    """The text with plain digits, minus and spaces, without marks that cannot be seen."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join("".join(map(_plain, text)).split())


@lru_cache(maxsize=2**14)
def numeral(text: str) -> Numeral | None:
    """The text as a number, however it is written; None when it is none."""
    if len(text) > _LONGEST:
        return None
    plain = _EVEN.sub("", tidied(text))
    if _PLAIN.fullmatch(plain):
        return Numeral(plain[0] == "-", plain.lstrip("+-"), "", "", "", "")
    in_brackets = plain.startswith("(") and plain.endswith(")")
    found = _NUMBER.fullmatch(plain[1:-1] if in_brackets else plain.removesuffix("-"))
    if not found:
        return None
    sign, before, inner, body, exponent, after = found.groups()
    signs = (sign, inner, "(" if in_brackets else "", "-" if plain.endswith("-") else "")
    if sum(map(bool, signs)) > 1 or (before and after) or not (_is_unit(before, after)):
        return None
    parts = _parts(body.rstrip(" "))
    if parts is None:
        return None
    is_negative = any(each in ("-", "(") for each in signs if each)
    return Numeral(is_negative, parts[0], exponent or "", before or after, parts[1], parts[2])


def number(text: str) -> int | float | str:
    """The number somebody typed into a field; any other text, and one that is open, stays.

    A point is the decimal mark here, as everywhere on the page; a comma may be it.
    """
    found = numeral(text)
    if found is None or found.unit or found.open == ",":
        return text
    return found.value()


def two_meanings(text: object) -> tuple[str, str] | None:
    """What an open text can be, the larger first: 1250 and 1.25 for "1,250"; None if it is not."""
    found = numeral(text) if isinstance(text, str) else None
    if found is None or not found.open:
        return None
    return f"{found.value(OTHER[found.open]):.12g}", f"{found.value(found.open):.12g}"


def grouped(value: float) -> str:
    """A number for a reader, with thousands parted by a narrow space from ten thousand on.

    `numeral` reads it as the same number, which it could not with commas.
    """
    text = f"{value:.12g}" if abs(value) < _TEN_THOUSAND else f"{value:,.12g}"
    return text.replace(",", "\N{NARROW NO-BREAK SPACE}")


def plainly(value: float) -> str:
    """The shortest text that is this number and no other, however its marks are read.

    Three decimals could be a group of thousands: 1.125 is written 1.1250.
    """
    text = repr(float(value)).removesuffix(".0")
    return f"{text}0" if _GROUPED.fullmatch(text.lstrip("-")) else text


def _plain(letter: str) -> str:
    if letter in _MARKS:
        return _MARKS[letter]
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.category(letter)
    return "-" if kind == "Pd" else " " if kind == "Zs" else "" if kind == "Cf" else letter


def _is_unit(before: str, after: str) -> bool:
    """Whether what stands beside the digits may stand there: in front only a currency."""
    if before:
        return before in _BEFORE or any(map(_is_currency, before))
    return not after or after[0].isalpha() or after[0] in "%‰°" or _is_currency(after[0])


def _is_currency(letter: str) -> bool:
    return unicodedata.category(letter) == "Sc"


def _parts(body: str) -> tuple[str, str, str] | None:
    """The digits with their points and commas, the decimal mark, and the open mark."""
    if spaced := _SPACED.fullmatch(body):
        rest = spaced[5] or ""
        return re.sub("[ ']", "", body), rest[:1], ""
    if " " in body or "'" in body:
        return None
    marks = [letter for letter in body if letter in OTHER]
    if not marks:
        return body, "", ""
    last = marks[-1]
    if marks.count(last) == 1 and len(marks) > 1:
        whole = body[: body.index(last)]
        fits = _GROUPED.fullmatch(whole) or (last == "." and _INDIAN.fullmatch(whole))
        return (body, last, "") if fits else None
    if len(marks) > 1:
        fits = _GROUPED.fullmatch(body) or _INDIAN.fullmatch(body)
        return (body, OTHER[last], "") if fits else None
    return (body, "", last) if _GROUPED.fullmatch(body) else (body, last, "")
