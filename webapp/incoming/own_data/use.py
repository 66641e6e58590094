"""A column of somebody's text in the role that it is used in."""

from dataclasses import dataclass
from functools import cached_property
from math import isinf

from engine import Experiment
from webapp.incoming.numerals import numeral
from webapp.incoming.own_data import guess
from webapp.incoming.own_data.choices import Choices
from webapp.incoming.own_data.column import Column, Encoding, Places, Role, Treatment


@dataclass(frozen=True)
class FaultyCell:
    """A cell by its row in the file and its column, and what is wrong with it."""

    row: int
    place: int
    column: str
    message: str


@dataclass(frozen=True)
class Use:
    """A column in its role, with the ways it may be treated and what becomes of it."""

    column: Column
    role: Role
    allowed: tuple[Treatment, ...]
    treatment: Treatment | None
    reason: str = ""
    """Why it was left out."""
    is_chosen: bool = False
    """Whether somebody chose the role."""
    rows: Places | None = None
    """The rows that are used, where others are left out."""

    @cached_property
    def encoding(self) -> Encoding | None:
        """What becomes of it; None when it is left out, or cannot become numbers."""
        if not self.treatment:
            return None
        return self.column.encoded(self.role, self.treatment, self.rows)

    def fault(self, row: int, number: int) -> FaultyCell:
        """What is wrong with its cell in a row, which has this number in the file."""
        message = "is missing" if self.column.is_missing(row) else _refused(self.column.texts[row])
        return FaultyCell(number, self.column.place, self.column.title, message)


def _refused(text: str) -> str:
    """Why a text cannot be a cell of numbers."""
    found, shown = numeral(text), f"“{text.strip()[:20]}”"
    is_endless = found is not None and isinf(found.value())
    return f"is too large a number, {shown}" if is_endless else f"must be a number, not {shown}"


def used(
    column: Column,
    found: guess.Guess,
    is_chosen: bool,
    choices: Choices,
    ours: bool,
    present: Experiment,
) -> Use:
    """The column in the role that was chosen, or else in the one that was found."""
    role: Role = choices.roles[column.place] if is_chosen else found.role
    allowed = column.treatments(role)
    chosen = choices.treatments.get(column.place)
    treatment = chosen if chosen in allowed else guess.treatment(column, role, ours, present)
    reason = "" if is_chosen else found.reason
    return Use(column, role, allowed, treatment, reason, is_chosen)
