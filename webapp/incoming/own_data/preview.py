"""The first rows of somebody's table as they were understood, and what is said of a column."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from webapp.incoming.numerals import tidied, two_meanings
from webapp.incoming.own_data.column import Treatment
from webapp.incoming.own_data.proposal import Proposal
from webapp.incoming.own_data.use import Use

TREATMENTS = {"as it is": "as it is", "scaled": "scaled to 0…1", "classes": "as classes"}
SHOWN_ROWS = 4
SHOWN_CLASSES = 4
_LONGEST = 24


class Cell(NamedTuple):
    """A cell as it is understood, and as it was written where that differs."""

    text: str
    written: str
    is_faulty: bool


def rows_of(proposal: Proposal) -> Iterator[tuple[int, list[Cell]]]:
    """The first rows, each with its number in the file."""
    faulty = {(fault.row, fault.place) for fault in proposal.faulty_cells}
    numbers = proposal.sheet.numbers
    for row, number in islice(enumerate(numbers), SHOWN_ROWS):
        uses = proposal.uses
        yield number, [_cell(use, row, (number, use.column.place) in faulty) for use in uses]


def column_of(use: Use) -> dict[str, Any]:
    """What the dialog says of a column and offers for it."""
    column, mapping = use.column, use.encoding.mapping if use.encoding else ()
    example = column.notation.example if column.is_numeric else ""
    both = two_meanings(example) or ("", "")
    return {
        "place": column.place,
        "title": column.title,
        "role": use.role,
        "reason": use.reason,
        "is_chosen": use.is_chosen,
        "allowed": {each: _named(each, use) for each in use.allowed},
        "treatment": use.treatment,
        "is_scaled": use.treatment == "scaled",
        "mapping": mapping[:SHOWN_CLASSES],
        "more_classes": max(0, len(mapping) - SHOWN_CLASSES),
        "example": example,
        "meanings": tuple(zip(".," if "," in example else ",.", both, strict=True)),
        "decimal": column.notation.decimal,
        "marks": column.marks,
        "absent": "missing" if column.marks_are_missing else "a class",
        "merged": column.merged,
    }


def _named(treatment: Treatment, use: Use) -> str:
    """A treatment as the dialog offers it."""
    if treatment == "as it is" and use.role == "target" and not use.column.lies_within(0, 1):
        return "as it is, an amount"
    return TREATMENTS[treatment]


def _cell(use: Use, row: int, is_faulty: bool) -> Cell:
    column = use.column
    written = column.texts[row].strip()[:_LONGEST]
    if is_faulty or column.is_missing(row) or not column.labels[row]:
        return Cell(written, "", is_faulty)
    text = column.labels[row][:_LONGEST]
    return Cell(text, "" if _is_as_written(text, written) else written, is_faulty)


def _is_as_written(text: str, written: str) -> bool:
    """Whether a cell is understood as anybody would: 5.10 is 5.1 without a word."""
    if text == tidied(written):
        return True
    try:
        return float(text) == float(written)
    except ValueError:
        return False
