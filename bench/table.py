"""Tables for a terminal and for Markdown alike."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A part of the benchmark: a row is measured only when it is asked for."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    notes: Sequence[str] = ()


def lines(section: Section) -> Iterator[str]:
    """The section as a table, a line as soon as it is known."""
    widths = [max(14, len(column)) for column in section.columns]
    widths[0] = max(30, widths[0])
    yield f"\n{section.title}\n"
    yield _line(section.columns, widths)
    yield _line(["-" * width for width in widths], widths)
    for row in section.rows:
        yield _line(row, widths)
    yield from (f"\n{note}" for note in section.notes)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)]
    return f"| {' | '.join(padded)} |"


def duration(seconds: float) -> str:
    """Three figures and a unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"
