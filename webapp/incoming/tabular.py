"""A text as rows of cells: what parts its columns, in a pasted block and in a file alike."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.numerals import numeral

csv.field_size_limit(2**24)  # no cell is too long to be told that it is no number

SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas", "  ": "wide spaces"}
SEPARATORS |= {" ": "spaces"}
"""What can part columns, and its name; the first that parts all lines alike does."""
PARTINGS = {**SEPARATORS, "": "nothing"}
_IN_NUMBERS = (",", " ")
_SAMPLE = 60
_FEWEST_ALIKE = 0.5
"""More lines than this share have the same number of cells, or as many and most cells are numbers;
in prose they have not."""
_RULE = re.compile(r"[|\s:+=-]+")


class Parting(NamedTuple):
    """What parts the columns: "" for nothing. It is open when it may belong to the numbers."""

    mark: str
    is_open: bool = False


class Record(NamedTuple):
    """The cells of a row, and its number in the file, from 1 on."""

    number: int
    cells: list[str]


def cells(text: str) -> list[list[str]]:
    """The cells of a pasted block. Blank rows inside it stay; those behind it say nothing.

    Spreadsheets put tabs. A block without tabs is one column, unless another mark parts all its
    lines alike and cannot belong to numbers. Raises Invalid.
    """
    text = text.removeprefix("\ufeff")
    parting = Parting("\t") if "\t" in text else parting_of(text.splitlines())
    mark = "" if parting.is_open else parting.mark
    rows = [record.cells for record in records(text, mark)]
    while rows and not says_something(rows[-1]):
        rows.pop()
    return rows


def parting_of(lines: Iterable[str]) -> Parting:
    """What parts the columns of these lines, as far as they tell."""
    lines = [line for line in lines if line.strip()][:_SAMPLE]
    fit = {mark: _fit(split(lines, mark)) for mark in SEPARATORS}
    mark = max(fit, key=fit.__getitem__)
    alike, numbers = fit[mark]
    if alike < _FEWEST_ALIKE or alike == _FEWEST_ALIKE > numbers:
        return Parting("")
    return Parting(mark, mark in _IN_NUMBERS and all(map(_is_number, lines)))


def records(text: str, mark: str) -> list[Record]:
    """The rows of a text, blank ones included. Raises Invalid where a quotation mark never ends."""
    lines = text.splitlines(keepends=True)
    if mark not in ("\t", ";", ","):
        return [Record(number, row) for number, row in enumerate(split(lines, mark), 1)]
    reader = csv.reader(lines, delimiter=mark, skipinitialspace=True)
    found, begin = [], 0
    try:
        for number, row in enumerate(reader, 1):
            if reader.line_num > begin + 1:
                _check_quotes(lines[begin : reader.line_num], mark, number, begin + 1)
            found.append(Record(number, row))
            begin = reader.line_num
    except csv.Error as error:
        raise Invalid(Fault("table", f"cannot be read in line {begin + 1}: {error}")) from None
    return found


def split(lines: Iterable[str], mark: str) -> list[list[str]]:
    """The cells of each line by itself."""
    if mark == "":
        return [_one(line) for line in lines]
    if mark == "|":
        return [_between_bars(line) for line in lines]
    if mark == "  ":
        lines, mark = (re.sub(r"\s{2,}|\t", "\t", line.strip()) for line in lines), "\t"
    elif mark == " ":
        lines = (" ".join(line.split()) for line in lines)
    return [next(csv.reader([each], delimiter=mark, skipinitialspace=True), []) for each in lines]


def says_something(row: Sequence[str]) -> bool:
    """Whether any cell of a row holds more than blanks and separators."""
    return bool("".join(row).strip(";|, \t"))


def width_of(rows: Iterable[Sequence[str]]) -> int:
    """The number of cells that most rows have; 0 when there are none."""
    return max(Counter(map(len, rows)).items(), key=lambda item: item[1], default=(0, 0))[0]


def _one(line: str) -> list[str]:
    text = line.rstrip("\r\n")
    return next(csv.reader([text], delimiter="\0"), [""])


def _between_bars(line: str) -> list[str]:
    """The cells between bars, with or without bars at both ends; a ruled line has none."""
    inner = line.strip()
    if inner.startswith(("|", "+")) and _RULE.fullmatch(inner):
        return []
    inner = inner.removeprefix("|").removesuffix("|") if inner.startswith("|") else inner
    return [cell.strip() for cell in next(csv.reader([inner], delimiter="|"), [])]


def _fit(rows: Sequence[Sequence[str]]) -> tuple[float, float]:
    """How many of the rows are parted alike, and how many of their cells are numbers then."""
    rows = [row for row in rows if says_something(row)]
    width = width_of(rows)
    if width < 2:
        return 0.0, 0.0
    there = [cell for row in rows for cell in row]
    alike = sum(len(row) == width for row in rows) / len(rows)
    return alike, sum(map(_is_number, there)) / len(there)


def _is_number(line: str) -> bool:
    return numeral(line.strip().strip('"')) is not None


def _check_quotes(lines: Sequence[str], mark: str, number: int, line: int) -> None:
    """Whether a quotation mark that spans lines ends as it should, and not behind whole rows."""
    where = f"row {number}" if number == line else f"row {number} (line {line})"
    try:
        (row,) = csv.reader(lines, delimiter=mark, skipinitialspace=True, strict=True)
    except (csv.Error, ValueError):
        opened = f"has a quotation mark in {where} that is never closed"
        raise Invalid(Fault("table", f"{opened}: close it, or take it out")) from None
    inner = split([line for line in lines[1:-1] if line.strip()], mark)
    if len(row) > 1 and any(len(each) >= len(row) for each in inner):
        swallowed = f"has a quotation mark in {where} that closes only behind other rows"
        raise Invalid(Fault("table", f"{swallowed}: close it in its own row, or take it out"))
