"""The fields of a form: texts that are numbers become numbers, single cells become tables."""

import re
from collections.abc import Mapping
from typing import Any

from engine import limits
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.numerals import number, two_meanings

_CELL = re.compile(r"(inputs|targets|situations)\.([0-9]{1,4})\.([0-9]{1,2})")
_COLUMN_NAME = re.compile(r"(input_names|target_names)\.([0-9]{1,2})")
_ACTIVATION = re.compile(r"activations\.[0-9]")
_TEXTS = re.compile(rf"at|lesson|operation|paste|title|{_COLUMN_NAME.pattern}")
"""Fields of a form that stay texts."""


def values(form: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a form, with numbers for the texts that are numbers.

    Raises Invalid for a text that can be two numbers: 1,000 is a thousand to some, one to others.
    """
    numbers = {name: text for name, text in form.items() if not _TEXTS.fullmatch(name)}
    faults = [
        Fault(name, f"can be {both[0]} or {both[1]}: write it without the comma")
        for name, text in numbers.items()
        if name != "hidden" and "," in text and (both := two_meanings(text))
    ]
    if faults:
        raise Invalid(*faults)
    found: dict[str, Any] = {
        name: number(text) if name in numbers else text for name, text in form.items()
    }
    layers = sorted(name for name in form if _ACTIVATION.fullmatch(name))
    if layers:
        found = {name: value for name, value in found.items() if name not in layers}
        found["activations"] = [form[name] for name in layers]
    if "bias" in found:
        found["bias"] = {"true": True, "false": False}.get(form["bias"], form["bias"])
    if "hidden" in found:
        found["hidden"] = [number(text) for text in re.findall(r"[^\s,;]+", form["hidden"])]
    return found


def cell(name: str) -> tuple[str, int, int] | None:
    """Table, row and column of a field like "inputs.2.0"; None for any other field."""
    found = _CELL.fullmatch(name)
    return (found[1], int(found[2]), int(found[3])) if found else None


def column_name(name: str) -> tuple[str, int] | None:
    """List of names and column of a field like "input_names.0"; None for any other field."""
    found = _COLUMN_NAME.fullmatch(name)
    return (found[1], int(found[2])) if found else None


def nested(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with whole tables in the place of their cells; where one is missing is None."""
    tables: dict[str, list[list[Any]]] = {}
    others = {}
    for name, value in fields.items():
        place = cell(name)
        if place is None:
            others[name] = value
        else:
            _put(tables.setdefault(place[0], []), name, place[1], place[2], value)
    return {**others, **tables}


def _put(rows: list[list[Any]], name: str, row: int, column: int, value: Any) -> None:
    if row >= limits.MAX_EXAMPLES or column >= limits.MAX_INPUTS:
        raise Invalid(Fault(name, "is no cell of this table"))
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend(None for _ in range(column + 1 - len(rows[row])))
    rows[row][column] = value


def new_run(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a form for a new run: a lesson, or else the parts of an experiment."""
    return dict(fields) if "lesson" in fields else {"experiment": nested(fields)}
