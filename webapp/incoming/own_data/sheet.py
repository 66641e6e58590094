"""A file or a pasted block as rows of cells, each with the number of its row in the file."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.numerals import number

MOST_ROWS = 20_000
"""Rows that are read: no table may keep more than a tenth of them."""
MOST_COLUMNS = 200
SEPARATORS = "\t;,"
_SAMPLE = 50
_MISSING = {"", "?", "-", "na", "n/a", "nan", "null", "none", "#n/a"}


@dataclass(frozen=True)
class Sheet:
    """Rows of texts below names; `numbers` are those of the rows in the file, from 1 on."""

    names: tuple[str, ...]
    has_header: bool
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]

    @property
    def width(self) -> int:
        return len(self.names)

    @property
    def is_cut(self) -> bool:
        """Whether the file has more rows than were read."""
        return self.numbers[-1] > MOST_ROWS


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16, else what Windows writes. Raises Invalid."""
    if data.startswith(b"PK\x03\x04"):
        raise Invalid(Fault("table", "is a spreadsheet's own file: save it as CSV, and open that"))
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text


def read(text: str, has_header: bool | None = None) -> Sheet:
    """The rows of a text; whether the first one is names is found out if it is not said.

    Raises Invalid when there is no table in it.
    """
    lines = _lines(text)
    if not lines:
        raise Invalid(Fault("table", "is empty: it needs rows with two columns or more"))
    width = _width([cells for _, cells in lines])
    if not 2 <= width <= MOST_COLUMNS:
        wanted = f"must have from 2 to {MOST_COLUMNS} columns, not {width:,}"
        raise Invalid(Fault("table", f"{wanted}; they are parted by commas, semicolons or tabs"))
    if has_header is None:
        has_header = looks_like_header([cells for _, cells in lines[:_SAMPLE]])
    first = lines[0][1] if has_header else []
    body = lines[1:] if has_header else lines
    if not body:
        raise Invalid(Fault("table", "has no rows below the names"))
    names = [" ".join(name.split()) for name in first[:width]]
    return Sheet(
        names=(*names, *[""] * (width - len(names))),
        has_header=has_header,
        rows=tuple(tuple(cells) for _, cells in body),
        numbers=tuple(place for place, _ in body),
    )


def is_missing(text: str) -> bool:
    """Whether a cell says that there is nothing in it."""
    return text.strip().lower() in _MISSING


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is names: words above numbers, or words that never come again."""
    first, rest = rows[0], rows[1:]
    if not rest:
        return not any(_is_number(cell) for cell in first)
    votes = 0
    for place, cell in enumerate(first):
        below = [row[place].strip() for row in rest if place < len(row)]
        if not below or is_missing(cell):
            continue
        numeric = sum(map(_is_number, below)) * 2 >= len(below)
        if _is_number(cell):
            votes -= numeric
        else:
            votes += 1 if numeric or cell.strip() not in below else -1
    return votes > 0


def _is_number(text: str) -> bool:
    return not isinstance(number(text), str)


def _lines(text: str) -> list[tuple[int, list[str]]]:
    text = text.removeprefix("\ufeff")
    if "\0" in text or text.count("\ufffd") > len(text) // 10:
        raise Invalid(Fault("table", "is no text: save the table as CSV, and open that"))
    try:
        rows = _parsed(text, _separator(text), MOST_ROWS + 1)
    except csv.Error as error:
        raise Invalid(Fault("table", f"cannot be read as CSV: {error}")) from None
    lines = [(place, row) for place, row in enumerate(rows, 1) if _says_something(row)]
    return lines[: MOST_ROWS + 1]


def _parsed(text: str, separator: str, most: int) -> list[list[str]]:
    reader = csv.reader(StringIO(text, newline=None), delimiter=separator, skipinitialspace=True)
    return list(islice(reader, most))


def _separator(text: str) -> str:
    """The first that parts all rows alike, else the one that parts most of them alike."""
    alike = {mark: _share_alike(_parsed(text, mark, _SAMPLE)) for mark in SEPARATORS}
    return max(alike, key=alike.__getitem__)


def _share_alike(rows: Sequence[Sequence[str]]) -> float:
    rows = [row for row in rows if _says_something(row)]
    width = _width(rows) if rows else 0
    return sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0.0


def _says_something(row: Sequence[str]) -> bool:
    return any(cell.strip(SEPARATORS + " ") for cell in row)


def _width(rows: Sequence[Sequence[str]]) -> int:
    """The number of cells that most rows have."""
    return Counter(map(len, rows)).most_common(1)[0][0]
