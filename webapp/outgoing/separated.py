"""Tables as text for spreadsheets, which take what they find: a name must not become a formula, a
number not become another, a letter not another letter."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from webapp.incoming.numerals import plainly

_FORMULA = re.compile(r"((?:^|[;,|])[\s\"]*)('*[=+\-@＝＋－＠])")
"""At the front, or behind what another spreadsheet may take for the end of a cell."""
_SPECIAL = re.compile(r"^\s|\s$|[\",;|\t\r\n]")
_UTF8 = "\ufeff"


class Style(NamedTuple):
    """What parts the columns, and the decimal mark."""

    separator: str
    decimal: str


COMMAS = Style(",", ".")
SEMICOLONS = Style(";", ",")
"""As Excel expects it wherever the comma is the decimal mark."""


def style(wish: str) -> Style:
    """The style by what parts the columns: "semicolon", or else commas."""
    return SEMICOLONS if wish == "semicolon" else COMMAS


def line(cells: Iterable[str | float], style: Style) -> str:
    """A row of names and numbers; numbers keep the whole float64."""
    texts = (_name(cell) if isinstance(cell, str) else _number(cell, style) for cell in cells)
    return style.separator.join(texts) + "\r\n"


def marked(lines: Iterable[str]) -> Iterator[str]:
    """The lines behind the mark for UTF-8, without which Excel reads letters beyond ASCII wrongly.

    Other readers stumble over the mark: it stands only where the header needs it.
    """
    for place, each in enumerate(lines):
        yield _UTF8 + each if place == 0 and not each.isascii() else each


def _name(text: str) -> str:
    guarded = _FORMULA.sub(r"\1'\2", text)
    if guarded != text or _SPECIAL.search(text):
        return '"' + guarded.replace('"', '""') + '"'
    return text


def _number(value: float, style: Style) -> str:
    return plainly(value).replace(".", style.decimal)
