"""Edits of an experiment as the page sends them: cells, rows and columns, pasted blocks."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from engine import Experiment
from webapp.incoming.experiments import experiment_of
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.forms import cell, column_name
from webapp.incoming.notation import notation
from webapp.incoming.numerals import grouped, two_meanings
from webapp.incoming.parsing import known, parse
from webapp.incoming.schema import Operation
from webapp.incoming.tables import TABLES
from webapp.incoming.tabular import cells

Rows = list[list[Any]]

_ADD: Mapping[str, Callable[[Experiment], Experiment]] = {
    "add-example": Experiment.with_example,
    "add-input": Experiment.with_input,
    "add-target": Experiment.with_target,
    "add-situation": Experiment.with_situation,
}
_REMOVE: Mapping[str, tuple[Callable[[Experiment, int], Experiment], str, int]] = {
    "remove-example": (Experiment.without_example, "inputs", 0),
    "remove-input": (Experiment.without_input, "inputs", 1),
    "remove-target": (Experiment.without_target, "targets", 1),
    "remove-situation": (Experiment.without_situation, "situations", 0),
}


def edited(fields: Mapping[str, Any], experiment: Experiment) -> Experiment:
    """The experiment after all that a form asks for. Raises Invalid."""
    rest = dict(fields)
    if "operation" in rest:
        names = set(known(Operation)) & set(rest)
        body = parse(Operation, {name: rest.pop(name) for name in names})
        experiment = _operated(experiment, body)
    if "paste" in rest:
        experiment = _pasted(experiment, rest.pop("paste"), rest.pop("at", ""))
    return experiment_of(_completed(experiment, rest), experiment)


def _operated(experiment: Experiment, body: Operation) -> Experiment:
    if body.operation in _ADD:
        return _checked(_ADD[body.operation](experiment))
    remove, table, axis = _REMOVE[body.operation]
    there = getattr(experiment, table).shape[axis]
    index = there - 1 if body.index is None else body.index
    if not 0 <= index < there:
        raise Invalid(Fault("index", f"must be below {there}, as many as there are"))
    return _checked(remove(experiment, index))


def _checked(experiment: Experiment) -> Experiment:
    """The experiment, once its tables are found to be within the limits."""
    return experiment_of({name: _rows(experiment, name) for name in TABLES}, experiment)


def _completed(experiment: Experiment, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with whole tables and all names in the place of the single ones that change."""
    changed: dict[str, Any] = {}
    for name, value in fields.items():
        if place := cell(name):
            table, row, column = place
            rows = changed.setdefault(table, _rows(experiment, table))
            if row >= len(rows) or column >= len(rows[row]):
                raise Invalid(Fault(name, "is no cell of this table"))
            rows[row][column] = value
        elif column_place := column_name(name):
            names, column = column_place
            all_names = changed.setdefault(names, list(getattr(experiment, names)))
            if column >= len(all_names):
                raise Invalid(Fault(name, "is no column of this table"))
            all_names[column] = value.strip()
        else:
            changed[name] = value
    return changed


def _pasted(experiment: Experiment, text: str, at: str) -> Experiment:
    """A block laid over the table from a cell on; the table grows by rows when it must.

    An empty cell of the block leaves what stands there.
    """
    place = cell(at)
    if place is None:
        raise Invalid(Fault("at", 'must be a cell like "inputs.1.0"'))
    table, top, left = place
    tables = ("situations",) if table == "situations" else ("inputs", "targets")
    columns = [(name, j) for name in tables for j in range(getattr(experiment, name).shape[1])]
    here = columns[columns.index((table, left)) :] if (table, left) in columns else []
    block = cells(text)
    if max(map(len, block), default=0) > len(here):
        raise Invalid(Fault(at, f"has room for {len(here)} columns from there on, not for more"))
    most = TABLES[table].most_rows
    if top + len(block) > most:
        raise Invalid(Fault(at, f"must leave at most {grouped(most)} rows"))
    changed = {name: _rows(experiment, name, top + len(block)) for name in tables}
    for (name, column), texts in zip(here, zip_longest(*block, fillvalue=""), strict=False):
        for row, value in enumerate(_numbers(texts, f"{name}.{{}}.{column}", top), top):
            if value != "":
                changed[name][row][column] = value
    return experiment_of(changed, experiment)


def _numbers(texts: Sequence[str], field: str, top: int) -> list[Any]:
    """The numbers of a column of a block; what is none stays a text. Raises Invalid if open."""
    texts = [text.strip() for text in texts]
    decided = notation(texts)
    if not decided.decimal:
        row = top + texts.index(decided.example)
        both = " or ".join(two_meanings(decided.example) or ())
        raise Invalid(Fault(field.format(row), f"can be {both}: write it without groups of digits"))
    values = [decided.value(text) for text in texts]
    return [text if value is None else value for text, value in zip(texts, values, strict=True)]


def _rows(experiment: Experiment, table: str, at_least: int = 0) -> Rows:
    rows: Rows = getattr(experiment, table).tolist()
    width = getattr(experiment, table).shape[1]
    return [*rows, *([0] * width for _ in range(at_least - len(rows)))]
