"""Edits as code: what was changed during a run, written as statements that change it again."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import indent
from typing import NamedTuple

import numpy as np

from engine.arrays import Array
from engine.code.lines import Line
from engine.code.literals import WIDTH, assignment, number, refill
from engine.code.variables import beside
from engine.formulas import OPTIMIZERS
from engine.network.experiment import Experiment
from engine.timeline.edits import Edit, WeightEdit

_FEW = 4
"""So many numbers of a table are set one by one; if more have changed, the table is filled anew."""


class Change(NamedTuple):
    """A statement that holds from iteration `at` on, and the variable it changes."""

    at: int
    variable: str
    source: str


def changes(starting: Experiment, edits: Iterable[Edit]) -> tuple[Change, ...]:
    """What the edits do to an experiment that holds from iteration 0 on, in their order."""
    found: list[Change] = []
    for edit in edits:
        if edit.weight:
            found.append(_weight(edit.at, edit.weight))
        elif edit.experiment and edit.at:
            found += _differences(edit.at, starting, edit.experiment)
            starting = edit.experiment
    return tuple(found)


def counting() -> Line:
    """The line that tells the edits where the run stands."""
    why = "One more iteration is done; what was edited during the run waits for its turn."
    return Line("count", "iteration += 1", ("iteration",), ("iteration",), why)


def replaying(changes: Sequence[Change]) -> Iterator[Line]:
    """One line with all changes during a run, each at its iteration; none without any."""
    if not changes:
        return
    statements: dict[int, list[str]] = {}
    for change in changes:
        statements.setdefault(change.at, []).append(change.source)
    source = "\n".join(_when(at, together) for at, together in statements.items())
    changed = tuple(dict.fromkeys(change.variable for change in changes))
    why = "What was edited during the run, each change at its iteration."
    yield Line("edit", source, ("iteration",), changed, why)


def _when(at: int, statements: list[str]) -> str:
    condition = f"if iteration == {at}:"
    short = f"{condition} {'; '.join(statements)}"
    if len(short) <= WIDTH and "\n" not in short:
        return short
    return f"{condition}\n" + indent("\n".join(statements), "    ")


def _weight(at: int, synapse: WeightEdit) -> Change:
    layer, source, target, value = synapse
    name = f"syn{layer}"
    return Change(at, name, f"{name}[{source}, {target}] = {number(value)}")


def _differences(at: int, old: Experiment, new: Experiment) -> Iterator[Change]:
    for name, before, after in (
        ("X", old.inputs, new.inputs),
        ("y", old.targets, new.targets),
    ):
        for source in _table(name, before, after):
            yield Change(at, name, source)
    if len(old.inputs) != len(new.inputs):
        yield Change(at, "l0", "l0 = X")
    begun = old.optimizer != new.optimizer
    if begun:
        yield from empty_memory(new, at)
    for name in ("learning_rate", "momentum", "weight_decay"):
        is_first = begun and name == "momentum" and new.has(name)
        if is_first or getattr(old, name) != getattr(new, name):
            yield Change(at, name, f"{name} = {number(getattr(new, name))}")


def empty_memory(experiment: Experiment, at: int) -> Iterator[Change]:
    """What an optimizer begins with."""
    optimizer, shape = OPTIMIZERS[experiment.optimizer], experiment.shape
    for k, pair in enumerate(zip(shape, shape[1:], strict=False)):
        tables = {f"syn{k}": pair, **({f"b{k}": (1, pair[1])} if experiment.bias else {})}
        for parameter, size in tables.items():
            for letter in optimizer.remembers:
                name = beside(letter, parameter)
                yield Change(at, name, f"{name} = np.zeros({size})")
    if optimizer.counts:
        yield Change(at, "t", "t = 0")


def _table(name: str, old: Array, new: Array) -> list[str]:
    """How the one table becomes the other; in place, as long as it has the same rows."""
    if old.shape != new.shape:
        return [assignment(name, new, fractions=True)]
    found = cells(name, old, new)
    return [refill(name, new)] if found is None else found


def cells(name: str, old: Array, new: Array) -> list[str] | None:
    """The numbers of a table that are others now, set one by one; None if these are many."""
    places = np.argwhere(old != new).tolist()
    if len(places) > _FEW:
        return None
    return [f"{name}[{i}, {j}] = {number(new[i, j])}" for i, j in places]
