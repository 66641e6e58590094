"""A file or a pasted block as rows of cells, each with the number of its row in the file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.numerals import grouped
from webapp.incoming.own_data.arrays import Pair, pair_in
from webapp.incoming.own_data.headers import (
    above,
    is_code,
    looks_like_header,
    name_in_comment,
    names_above,
    opening_lines,
)
from webapp.incoming.tabular import Parting, Record, parting_of, records, says_something, width_of

MOST_ROWS = 20_000
"""Rows that are looked at: no table may keep more than a tenth of them."""
MOST_COLUMNS = 200
_SAMPLE = 50
_PAGE = re.compile(r"\s*<(!doctype|html|table|\?xml)", re.I)


@dataclass(frozen=True)
class Sheet:
    """Rows of texts below names; `numbers` are those of the rows in the file, from 1 on.

    `notes` say in sentences what was left out. `decimal` is the decimal mark if it is known
    beforehand; `all_rows` counts also those that were not looked at.
    """

    names: tuple[str, ...]
    has_header: bool
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    parting: Parting = Parting("")
    notes: tuple[str, ...] = ()
    decimal: str = ""
    all_rows: int = 0

    @property
    def width(self) -> int:
        return len(self.names)

    @property
    def is_code(self) -> bool:
        """Whether it came from Python's brackets, where nothing is left to guess."""
        return not self.parting.mark


def read(text: str, has_header: bool | None = None, mark: str | None = None) -> Sheet:
    """The rows of a text. Whether the first is names, and what parts the columns, is found out
    if it is not said. Raises Invalid when there is no table in it.
    """
    text = text.removeprefix("\ufeff")
    if "\0" in text or text.count("\ufffd") > len(text) // 10:
        raise Invalid(Fault("table", "is no text: save the table as CSV, and open that"))
    if _PAGE.match(text):
        raise Invalid(Fault("table", "is a page of the web: copy the table as it is shown there"))
    pair = pair_in(text)
    return _of_pair(pair) if pair else _of_lines(text, has_header, mark)


def _of_pair(pair: Pair) -> Sheet:
    """Inputs and targets side by side, under names that say which is which."""
    rows, names = pair.inputs.rows, [""] * len(pair.inputs.rows[0])
    if pair.targets:
        widths = (("input", len(rows[0])), ("target", len(pair.targets.rows[0])))
        names = [f"{kind} {place}" for kind, width in widths for place in range(1, width + 1)]
        rows = [[*left, *right] for left, right in zip(rows, pair.targets.rows, strict=True)]
    _check_width(len(names))
    sheet = Sheet(tuple(names), False, (), (), notes=pair.notes, decimal=".")
    return _sampled(sheet, [Record(number, row) for number, row in enumerate(rows, 1)])


def _of_lines(text: str, has_header: bool | None, mark: str | None) -> Sheet:
    opening = opening_lines(text)
    body = text.splitlines(keepends=True)[opening.lines :]
    parting = parting_of(body) if mark is None else Parting(mark)
    if mark is None and opening.mark:
        parting = Parting(opening.mark)
    found = records("".join(body), parting.mark)
    there = [record for record in found if says_something(record.cells)]
    if not there:
        raise Invalid(Fault("table", "is empty: it needs rows with two columns or more"))
    if len(there) == 1 and parting.mark == "," and ";" in text:
        wanted = "put each row on a line of its own, where the semicolons are"
        raise Invalid(Fault("table", f"is one line of commas and semicolons: {wanted}"))
    width = width_of(row for _, row in there)
    _check_width(width)
    skipped, said = above([row for _, row in there], width)
    there, first = there[skipped:], name_in_comment(opening.comment, parting.mark, width)
    unread = ["The comment above the table was left out."] if opening.comment and not first else []
    notes = [*opening.notes, *unread, *said]
    if is_code([row for _, row in there]):
        wanted = "paste all of it, with lists such as [[0, 1], [1, 1]]"
        raise Invalid(Fault("table", f"looks like code, but holds no table: {wanted}"))
    if has_header is None:
        has_header = not first and looks_like_header([row for _, row in there[:_SAMPLE]])
    first, rest = (there[0].cells, there[1:]) if has_header else (first, there)
    if not rest:
        raise Invalid(Fault("table", "has no rows below the names"))
    names = names_above(first, [row for _, row in rest], width)
    sheet = Sheet(tuple(names), has_header, (), (), parting, tuple(notes))
    return _sampled(sheet, rest, opening.lines)


def _check_width(width: int) -> None:
    if width == 1:
        wanted = "two columns or more: inputs, and a target that the network is to learn"
        raise Invalid(Fault("table", f"has only one column; a table to learn from needs {wanted}"))
    if not 2 <= width <= MOST_COLUMNS:
        wanted = f"must have from 2 to {MOST_COLUMNS} columns, not {grouped(width)}"
        raise Invalid(Fault("table", wanted))


def _sampled(sheet: Sheet, there: Sequence[Record], lines_above: int = 0) -> Sheet:
    """The sheet with these rows: all of them, or as many as are looked at, evenly over the file.

    So many lines stand above the first record.
    """
    count, notes = len(there), list(sheet.notes)
    if count > MOST_ROWS:
        places = np.linspace(0, count - 1, MOST_ROWS).round().astype(int).tolist()
        there = [there[place] for place in places]
        many = f"{grouped(MOST_ROWS)} of its {grouped(count)} rows"
        notes.append(f"Looked at were {many}, spread evenly over the whole file.")
    return Sheet(
        names=sheet.names,
        has_header=sheet.has_header,
        rows=tuple(tuple(row) for _, row in there),
        numbers=tuple(lines_above + number for number, _ in there),
        parting=sheet.parting,
        notes=tuple(notes),
        decimal=sheet.decimal,
        all_rows=count,
    )
