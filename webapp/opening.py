"""A CSV file in the place of the present table."""

from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Any

from engine import Experiment
from webapp.experiments import experiment_of
from webapp.faults import MOST, Fault, Invalid
from webapp.schema import MAX_NAME
from webapp.tabular import cells, number

Rows = list[list[Any]]


def opened(experiment: Experiment, text: str) -> Experiment:
    """The experiment with the table of a file, whose first row may be names. Raises Invalid."""
    lines = cells(text)
    names: list[str] = []
    if lines and all(isinstance(number(name), str) for name in lines[0]):
        names = [name.strip()[:MAX_NAME] for name in lines.pop(0)]
    rows = [[number(text) for text in line] for line in lines]
    faults = list(islice(_faults(rows, first=2 if names else 1), MOST))
    if faults:
        raise Invalid(*faults)
    inputs = len(rows[0]) - _targets(experiment, len(rows[0]), names)
    fields = {
        "inputs": [row[:inputs] for row in rows],
        "targets": [row[inputs:] for row in rows],
        "input_names": names[:inputs],
        "target_names": names[inputs:],
    }
    return experiment_of(fields, experiment)


def _faults(rows: Rows, first: int) -> Iterator[Fault]:
    if not rows or len(rows[0]) < 2:
        yield Fault("csv", "must hold rows of two columns or more: inputs, and a target at the end")
        return
    width = len(rows[0])
    for place, row in enumerate(rows, first):
        if len(row) != width:
            yield Fault("csv", f"row {place} must have {width} columns, not {len(row)}")
        for column, value in enumerate(row, 1):
            if isinstance(value, str):
                what = f"must be a number, not {value[:20]!r}"
                yield Fault("csv", f"row {place}, column {column} {what}")


def _targets(experiment: Experiment, width: int, names: list[str]) -> int:
    """How many columns are targets: those named so, else as many as now if that fits, else one."""
    known = {"target", *experiment.target_names}
    named = takewhile(lambda name: name in known or name.startswith("target "), names[::-1])
    count = len(list(named))
    if 0 < count < width:
        return count
    inputs, targets = experiment.shape[0], experiment.shape[-1]
    return targets if width == inputs + targets else 1
