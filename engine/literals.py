"""Numbers and tables as Python text: read back, they are the same to the last bit."""

from collections.abc import Iterable
from textwrap import wrap

from engine.arrays import Array

WIDTH = 88
"""Letters to a line of code."""


def number(value: float) -> str:
    """A number as a person would write it in code: whole numbers without a point."""
    whole = value == int(value) and abs(value) < 1e15
    return str(int(value)) if whole else repr(float(value))


def assigned(name: str, table: Array, *, fractions: bool = False) -> str:
    """The statement that makes a table; `fractions`: it shall hold them even if it has none yet.

    A single column is written as a row and turned, as the articles do.
    """
    ending = ", dtype=float)" if fractions else ")"
    if table.shape[1] == 1:
        return _column(f"{name} = np.array(", table, f"{ending}.T")
    return _rows(f"{name} = np.array(", table, ending)


def rows(table: Array) -> str:
    """A table as a list of rows, on one line."""
    return f"[{', '.join(map(row, table))}]"


def row(values: Iterable[float]) -> str:
    return f"[{', '.join(number(float(value)) for value in values)}]"


def _column(opening: str, table: Array, closing: str) -> str:
    short = f"{opening}[{row(table[:, 0])}]{closing}"
    if len(short) <= WIDTH:
        return short
    return f"{opening}[[\n{_wrapped(row(table[:, 0])[1:-1], '    ')}\n]]{closing}"


def _rows(opening: str, table: Array, closing: str) -> str:
    short = f"{opening}{rows(table)}{closing}"
    if len(short) <= WIDTH:
        return short
    lines = (_wrapped(f"{row(values)},", "     ", "    ") for values in table)
    return "\n".join((f"{opening}[", *lines, f"]{closing}"))


def _wrapped(text: str, indent: str, first: str | None = None) -> str:
    return "\n".join(
        wrap(
            text,
            WIDTH,
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        )
    )
