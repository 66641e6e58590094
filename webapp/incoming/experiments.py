"""From the fields of a body to an experiment within the contract's limits."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine import Experiment
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.formulas import formula_faults, last_activation
from webapp.incoming.parsing import known, parse, refuse_unknown
from webapp.incoming.schema import Settings
from webapp.incoming.tables import TABLES, fit_faults, tables_behind

HELD_OUT = ("test_inputs", "test_targets")
FIELDS = (*TABLES, *known(Settings))


def experiment_of(fields: Mapping[str, Any], base: Experiment | None = None) -> Experiment:
    """The experiment with these fields, the rest as in the base or by default. Raises Invalid."""
    refuse_unknown(fields, dict.fromkeys(FIELDS, ""))
    settings = {name: value for name, value in fields.items() if name not in TABLES}
    tables = {name: value for name, value in fields.items() if name in TABLES}
    within = tables_behind(last_activation(settings, base))
    faults = [fault for name, rows in tables.items() for fault in within[name].faults(name, rows)]
    faults = faults or _fit_faults(tables, base)
    try:
        values = parse(Settings, settings).model_dump(exclude_unset=True)
    except Invalid as invalid:
        raise Invalid(*faults, *invalid.faults) from None
    faults = faults or formula_faults(values, tables, base)
    if faults:
        raise Invalid(*faults)
    values |= {name: rows or np.zeros((0, 0)) for name, rows in tables.items()}
    return base.replace(**values) if base else Experiment(**values)


def _fit_faults(tables: Mapping[str, list[list[float]]], base: Experiment | None) -> list[Fault]:
    """What does not fit together: rows of inputs and targets, columns of inputs and situations."""
    old = {} if base is None else {name: getattr(base, name) for name in TABLES}
    both: dict[str, Any] = {**old, **tables}
    faults = [
        Fault(name, "is needed: a list of rows of numbers")
        for name in ("inputs", "targets")
        if name not in both
    ]
    if faults:
        return faults
    examples, columns = len(both["inputs"]), len(both["inputs"][0])
    if len(both["targets"]) != examples:
        faults.append(Fault("targets", f"must have {examples} rows, as many as the inputs"))
    for name in ("situations", "test_inputs"):
        faults += fit_faults(name, tables.get(name, []), columns)
    targets = len(both["targets"][0])
    faults += fit_faults("test_targets", tables.get("test_targets", []), targets, "targets")
    held_out = (len(both.get(name, ())) for name in HELD_OUT)
    if len(set(held_out)) > 1:
        faults.append(Fault("test_targets", "must have as many rows as the test_inputs"))
    return faults
