"""The tables of an experiment as they come in: every cell is looked at, every fault is named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from engine import limits
from engine.formulas import ACTIVATIONS
from webapp.incoming.faults import MOST, Fault
from webapp.incoming.numerals import grouped


@dataclass(frozen=True)
class TableLimits:
    """The limits of one table of the experiment."""

    fewest_rows: int
    most_rows: int
    most_columns: int
    least: float
    greatest: float

    def faults(self, name: str, rows: object) -> list[Fault]:
        """What is wrong with a value that came in as this table; nothing, when it is one."""
        if not isinstance(rows, list) or not self.fewest_rows <= len(rows) <= self.most_rows:
            most = grouped(self.most_rows)
            return [Fault(name, f"must be a list of {self.fewest_rows} to {most} rows")]
        return list(islice(self._row_faults(name, rows), MOST))

    def _row_faults(self, name: str, rows: list[Any]) -> Iterator[Fault]:
        width = len(rows[0]) if rows and isinstance(rows[0], list) else self.most_columns
        if not 1 <= width <= self.most_columns:
            yield Fault(f"{name}.0", f"must be a list of 1 to {self.most_columns} numbers")
            return
        for place, row in enumerate(rows):
            if not isinstance(row, list):
                yield Fault(f"{name}.{place}", "must be a list of numbers")
            elif len(row) != width:
                yield Fault(f"{name}.{place}", f"must have {width} numbers, as the first row has")
            else:
                yield from self._cell_faults(f"{name}.{place}", row)

    def _cell_faults(self, path: str, row: list[Any]) -> Iterator[Fault]:
        for place, cell in enumerate(row):
            fits = type(cell) in (int, float) and self.least <= cell <= self.greatest
            if not fits:
                between = f"between {grouped(self.least)} and {grouped(self.greatest)}"
                yield Fault(f"{path}.{place}", f"must be a number {between}")


TARGETS = ("targets", "test_targets")
_BOUND = limits.MAX_ABSOLUTE_INPUT
TABLES: Mapping[str, TableLimits] = {
    "inputs": TableLimits(1, limits.MAX_EXAMPLES, limits.MAX_INPUTS, -_BOUND, _BOUND),
    "targets": TableLimits(
        1, limits.MAX_EXAMPLES, limits.MAX_TARGETS, limits.MIN_TARGET, limits.MAX_TARGET
    ),
    "situations": TableLimits(0, limits.MAX_SITUATIONS, limits.MAX_INPUTS, -_BOUND, _BOUND),
    "test_inputs": TableLimits(0, limits.MAX_EXAMPLES, limits.MAX_INPUTS, -_BOUND, _BOUND),
    "test_targets": TableLimits(
        0, limits.MAX_EXAMPLES, limits.MAX_TARGETS, limits.MIN_TARGET, limits.MAX_TARGET
    ),
}


def tables_behind(activation: str) -> Mapping[str, TableLimits]:
    """The tables of a network whose last layer has this activation."""
    found = ACTIVATIONS[activation]
    return {
        name: replace(each, least=found.least, greatest=found.most) if name in TARGETS else each
        for name, each in TABLES.items()
    }


def fit_faults(name: str, rows: list[Any], columns: int, what: str = "inputs") -> list[Fault]:
    """The rows that do not go into a network with so many inputs (or, for `what`, targets)."""
    message = f"must have {columns} numbers, as many as there are {what}"
    return [
        Fault(f"{name}.{place}", message) for place, row in enumerate(rows) if len(row) != columns
    ]
