"""What somebody has chosen in the dialog so far; whatever is left open is guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from webapp.incoming.numerals import number
from webapp.incoming.own_data.column import ROLES, TREATMENTS, Role, Treatment
from webapp.incoming.tabular import PARTINGS

MOST_HELD_OUT = 50
"""Percent."""
Value = TypeVar("Value", bound=str)
Decimal = Literal[".", ","]
DECIMALS: tuple[Decimal, ...] = (".", ",")
Absent = Literal["a class", "missing"]
ABSENT: tuple[Absent, ...] = ("a class", "missing")
SETTINGS = ("hidden", "learning_rate", "iterations")


@dataclass(frozen=True)
class Choices:
    """The fields of the dialog, as far as they differ from what was suggested.

    `mark` parts the columns; `decimals` are decimal marks, and `absent` says of a column whether
    marks such as NA are a class or missing; both by the place of the column.
    """

    coding: str = ""
    mark: str | None = None
    has_header: bool | None = None
    decimals: Mapping[int, Decimal] = field(default_factory=dict)
    absent: Mapping[int, Absent] = field(default_factory=dict)
    roles: Mapping[int, Role] = field(default_factory=dict)
    treatments: Mapping[int, Treatment] = field(default_factory=dict)
    leave_out_faulty: bool = False
    thin_out: bool = False
    always_one: bool | None = None
    held_out: int = 0
    settings: Mapping[str, str] = field(default_factory=dict)


def choices_of(form: Mapping[str, str]) -> Choices:
    """The choices in a form; what it says of columns it has not is overlooked."""
    marks = {name: mark for mark, name in PARTINGS.items()}
    return Choices(
        coding=form.get("coding", ""),
        mark=marks.get(form.get("parted_by", "")) if _differs(form, "parted_by") else None,
        has_header=_switched(form, "header"),
        decimals=_chosen(form, "decimal", DECIMALS),
        absent=_chosen(form, "absent", ABSENT),
        roles=_chosen(form, "role", ROLES),
        treatments=_chosen(form, "treatment", TREATMENTS),
        leave_out_faulty="leave_out_faulty" in form,
        thin_out="thin_out" in form,
        always_one=_switched(form, "always_one"),
        held_out=_percent(form.get("held_out", "")),
        settings={
            name: form[name].strip() for name in SETTINGS if name in form and _differs(form, name)
        },
    )


def _chosen(form: Mapping[str, str], kind: str, values: Sequence[Value]) -> dict[int, Value]:
    """What is chosen of each column; a value that there is not is overlooked."""
    places = ((re.fullmatch(rf"{kind}\.([0-9]{{1,3}})", name), form[name]) for name in form)
    return {
        int(match[1]): value
        for match, text in places
        if match and _differs(form, match[0])
        for value in values
        if value == text
    }


def _differs(form: Mapping[str, str], name: str) -> bool:
    """Whether a field is another than what the dialog suggested: only that was chosen."""
    return form.get(name) != form.get(f"{name}.suggested")


def _switched(form: Mapping[str, str], name: str) -> bool | None:
    """Whether a switch is on; None while it stands as it was suggested, or was never shown."""
    suggested, now = form.get(f"{name}.suggested"), "yes" if name in form else "no"
    return None if suggested in (None, now) else now == "yes"


def _percent(text: str) -> int:
    value = number(text)
    return 0 if isinstance(value, str) else round(min(max(value, 0), MOST_HELD_OUT))
