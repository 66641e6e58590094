"""Numbers and tables as Python text: read back, they are the same to the last bit."""

from collections.abc import Iterable
from textwrap import wrap

from engine.arrays import Array

WIDTH = 88
"""Letters to a line of code."""


def number(value: float) -> str:
    """A number as a person would write it in code: a whole one without a point."""
    whole = value == int(value) and abs(value) < 1e15
    return str(int(value)) if whole else repr(float(value))


def assignment(name: str, table: Array, *, fractions: bool = False) -> str:
    """The statement that makes a table; `fractions`: it shall take them even if it holds none yet.

    A single column is written as a row and turned, as the articles do.
    """
    closing = ", dtype=float)" if fractions else ")"
    if table.shape[1] == 1:
        return _column(f"{name} = np.array(", table, f"{closing}.T")
    return _rows(f"{name} = np.array(", table, closing)


def refill(name: str, table: Array) -> str:
    """The statement that gives a table other numbers."""
    return _rows(f"{name}[:] = ", table, "")


def _column(opening: str, table: Array, closing: str) -> str:
    row = _row(table[:, 0])
    short = f"{opening}[{row}]{closing}"
    return short if len(short) <= WIDTH else f"{opening}[[\n{_wrapped(row[1:-1], 4)}\n]]{closing}"


def _rows(opening: str, table: Array, closing: str) -> str:
    rows = [_row(values) for values in table]
    short = f"{opening}[{', '.join(rows)}]{closing}"
    if len(short) <= WIDTH:
        return short
    return "\n".join((f"{opening}[", *(_wrapped(f"{row},", 4) for row in rows), f"]{closing}"))


def _row(values: Iterable[float]) -> str:
    return f"[{', '.join(number(value) for value in values)}]"


def _wrapped(text: str, spaces: int) -> str:
    """The text on lines of the width, between two numbers."""
    indent = " " * spaces
    if len(text) + spaces <= WIDTH:
        return indent + text
    return "\n".join(wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + " "))
