"""A run as its code: what there is to say of each line, and what the variables hold now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine import State, Timeline
from engine.dialects import DIALECTS
from engine.formulas import mathml
from engine.lines import Line
from engine.listing import Listing, listing, shapes
from engine.stepping import scope
from webapp.faults import Fault, Invalid

MOST_ROWS = 14
"""Rows of text up to which a line of code is shown whole."""
SHOWN_ROWS = 6


class Code:
    """The code of one timeline, in any dialect; written when it is first asked for."""

    def __init__(self, timeline: Timeline) -> None:
        self.base, self.edits = timeline.base, timeline.edits
        self._listings: dict[str, Listing] = {}

    def listing(self, dialect: str = "numpy") -> Listing:
        """The code in a dialect. Raises Invalid when there is no such dialect."""
        if dialect not in DIALECTS:
            raise Invalid(Fault("dialect", f"must be one of {', '.join(DIALECTS)}"))
        if dialect not in self._listings:
            self._listings[dialect] = listing(self.base, self.edits, DIALECTS[dialect])
        return self._listings[dialect]


def listing_fields(
    code: Listing, line: int, state: State, previous: State | None
) -> dict[str, Any]:
    """The contract's listing; `previous` is the state one iteration earlier."""
    sizes = shapes(state.experiment)
    return {
        "dialect": code.dialect.name,
        "iteration": state.iteration,
        "before": [each.source for each in code.before],
        "loop": [_fields(each, sizes) for each in code.loop],
        "line": line,
        "scope": scope(code, line, state, previous),
    }


def shown(code: Listing, state: State) -> dict[str, Any]:
    """The code for a template; a long line is cut, and says so."""
    sizes = shapes(state.experiment)
    names = re.compile(rf"\b({'|'.join(sorted(code.variables, key=len, reverse=True))})\b")

    def line_of(line: Line) -> dict[str, Any]:
        formula = mathml(line.formula) if line.formula else ""
        parts = list(_parts(names, _cut(line.source)))
        return {**_fields(line, sizes), "parts": parts, "formula": formula}

    return {
        "dialect": code.dialect.name,
        "before": [line_of(line) for line in code.before],
        "header": code.header(state.experiment.iterations),
        "loop": [line_of(line) for line in code.loop],
    }


def _fields(line: Line, sizes: dict[str, tuple[int, ...]]) -> dict[str, Any]:
    return {
        "number": line.number,
        "source": line.source,
        "reads": line.reads,
        "makes": line.makes,
        "kind": line.kind,
        "shapes": {name: sizes[name] for name in line.variables},
        "formula": line.formula,
        "why": line.why,
    }


def _cut(source: str) -> str:
    rows = source.splitlines()
    if len(rows) <= MOST_ROWS:
        return source
    left_out = len(rows) - SHOWN_ROWS - 1
    return "\n".join((*rows[:SHOWN_ROWS], f"    … {left_out:,} more rows …", rows[-1]))


def _parts(names: re.Pattern[str], source: str) -> Iterator[tuple[str, str | None]]:
    """The text in pieces; a piece that is a variable comes with its name."""
    for place, text in enumerate(names.split(source)):
        if text:
            yield text, text if place % 2 else None
