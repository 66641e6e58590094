"""What somebody has chosen in the dialog so far; whatever is left open is guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from webapp.incoming.numerals import number
from webapp.incoming.own_data.column import ROLES, TREATMENTS, Role, Treatment

MOST_HELD_OUT = 50
"""Percent."""
Value = TypeVar("Value", bound=str)
SETTINGS = ("hidden", "learning_rate", "iterations")


@dataclass(frozen=True)
class Choices:
    """The fields of the dialog; `settings` are only those that differ from what was suggested."""

    has_header: bool | None = None
    roles: Mapping[int, Role] = field(default_factory=dict)
    treatments: Mapping[int, Treatment] = field(default_factory=dict)
    leave_out_faulty: bool = False
    thin_out: bool = False
    always_one: bool | None = None
    held_out: int = 0
    settings: Mapping[str, str] = field(default_factory=dict)


def choices_of(form: Mapping[str, str]) -> Choices:
    """The choices in a form; what it says of columns it has not is overlooked."""
    shown = "shown" in form
    return Choices(
        has_header="header" in form if shown else None,
        roles=_chosen(form, "role", ROLES),
        treatments=_chosen(form, "treatment", TREATMENTS),
        leave_out_faulty="leave_out_faulty" in form,
        thin_out="thin_out" in form,
        always_one="always_one" in form if "one_shown" in form else None,
        held_out=_percent(form.get("held_out", "")),
        settings={
            name: form[name].strip()
            for name in SETTINGS
            if name in form and form[name] != form.get(f"{name}.suggested")
        },
    )


def _chosen(form: Mapping[str, str], kind: str, values: Sequence[Value]) -> dict[int, Value]:
    """What is chosen of each column; a value that there is not is overlooked."""
    places = ((re.fullmatch(rf"{kind}\.([0-9]{{1,3}})", name), form[name]) for name in form)
    return {
        int(match[1]): value for match, text in places if match for value in values if value == text
    }


def _percent(text: str) -> int:
    value = number(text)
    return 0 if isinstance(value, str) else round(min(max(value, 0), MOST_HELD_OUT))
