"""Numbers and tables as Python text: read back, they are the same to the last bit."""

from collections.abc import Iterable, Iterator

from engine.arrays import Array

WIDTH = 88
"""Letters to a line of code."""
_INDENT = "    ["


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
        return _rows(f"{name} = np.array(", table.T, f"{closing}.T")
    return _rows(f"{name} = np.array(", table, closing)


def tensor(name: str, table: Array) -> str:
    """The statement that makes a table with PyTorch."""
    closing = ", dtype=torch.float64)"
    if table.shape[1] == 1:
        return _rows(f"{name} = torch.tensor(", table.T, f"{closing}.T")
    return _rows(f"{name} = torch.tensor(", table, closing)


def refill(name: str, table: Array) -> str:
    """The statement that gives a table other numbers."""
    return _rows(f"{name}[:] = ", table, "")


def _rows(opening: str, table: Array, closing: str) -> str:
    """The table on one line if it fits; else each row on a line of its own, or on several."""
    rows = [[number(value) for value in row] for row in table.tolist()]
    if table.size < WIDTH:
        short = ", ".join(f"[{', '.join(row)}]" for row in rows)
        if len(opening + short + closing) + len("[]") <= WIDTH:
            return f"{opening}[{short}]{closing}"
    lines = (_INDENT + "\n     ".join(_lines(row)) + "]," for row in rows)
    return "\n".join((f"{opening}[", *lines, f"]{closing}"))


def _lines(items: Iterable[str]) -> Iterator[str]:
    """The items with commas between them, as many on a line as fit."""
    line = ""
    for item in items:
        if line and len(_INDENT) + len(line) + len(item) + len(", ],") > WIDTH:
            yield f"{line},"
            line = item
        else:
            line = f"{line}, {item}" if line else item
    yield line
