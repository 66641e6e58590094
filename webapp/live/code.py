"""A run as its code: the listing in every dialect, and what the variables hold now."""

from typing import Any, NamedTuple

from engine import State, Timeline
from engine.code import DIALECTS, Dialect, Line, Listing, Scope, listing, scope, shapes
from webapp.incoming.faults import Fault, Invalid


class Code:
    """The code of one timeline, in any dialect; written when it is first asked for."""

    def __init__(self, timeline: Timeline) -> None:
        self.base, self.edits = timeline.base, timeline.edits
        self._listings: dict[str, Listing] = {}

    @property
    def length(self) -> int:
        """Lines of the loop, in any dialect."""
        return len(self.listing().loop)

    def listing(self, dialect: str = "numpy") -> Listing:
        """The code in a dialect. Raises Invalid when there is no such dialect."""
        if dialect not in self._listings:
            self._listings[dialect] = listing(self.base, self.edits, dialect_named(dialect))
        return self._listings[dialect]


def dialect_named(name: str) -> Dialect:
    """The dialect of this name. Raises Invalid."""
    if name not in DIALECTS:
        raise Invalid(Fault("dialect", f"must be one of {', '.join(DIALECTS)}"))
    return DIALECTS[name]


class Cursor(NamedTuple):
    """The line that runs next; `by_line`: the run got there line by line."""

    line: int = 1
    by_line: bool = False


class LineState(NamedTuple):
    """What the variables hold, and what an update that runs next makes."""

    scope: Scope
    makes: Scope


def line_state(code: Listing, line: int, state: State, previous: State | None) -> LineState:
    """What there is to see before a line; the tables of the training set are known anyway."""
    held = scope(code, line, state, previous)
    makes: Scope = {}
    if code.loop[line - 1].kind in ("memory", "update"):
        after = scope(code, line + 1, state, previous)
        makes = {name: after[name] for name in code.loop[line - 1].makes}
    return LineState({name: held[name] for name in held if name not in ("X", "y", "l0")}, makes)


def listing_fields(
    code: Listing, line: int, state: State, previous: State | None
) -> dict[str, Any]:
    """The contract's listing and where a run stands in it; `previous` is one iteration earlier."""
    sizes = shapes(state.experiment)
    return {
        "dialect": code.dialect.name,
        "before": [each.source for each in code.before],
        "loop": [_line_fields(each, sizes) for each in code.loop],
        "iteration": state.iteration,
        "line": line,
        "scope": scope(code, line, state, previous),
    }


def _line_fields(line: Line, sizes: dict[str, tuple[int, ...]]) -> dict[str, Any]:
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
