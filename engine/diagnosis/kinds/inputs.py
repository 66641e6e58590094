"""Inputs that tell the network nothing: always 0, or the same as another one."""

import numpy as np

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding, Try
from engine.diagnosis.words import numbered, without_input

_IDLE = "Input {columns} is 0 in every example, so its weights never move: they stay as they began."
_IDLES = (
    "Inputs {columns} are 0 in every example, so their weights never move: they stay as they began."
)
_DECAYING = "Input {columns} is 0 in every example, so its weights learn nothing: they only decay."
_ALL_DECAYING = (
    "Inputs {columns} are 0 in every example, so their weights learn nothing: they only decay."
)
_TWINS = (
    "Inputs {columns} are equal in every example, so their weights move alike: together they tell "
    "the network no more than one of them."
)


def idle_input(case: Case) -> Finding | None:
    """Columns of zeros."""
    columns = np.flatnonzero(~case.experiment.inputs.any(axis=0)).tolist()
    if not columns:
        return None
    one, several = (_DECAYING, _ALL_DECAYING) if case.experiment.weight_decay else (_IDLE, _IDLES)
    text = (one if len(columns) == 1 else several).format(columns=numbered(columns))
    return Finding("idle-input", text, {"inputs": columns}, *_told(case, columns, columns[0]))


def twin_inputs(case: Case) -> Finding | None:
    """The first two columns that are equal and not idle."""
    seen: dict[bytes, int] = {}
    for column, values in enumerate(case.experiment.inputs.T):
        first = seen.setdefault(values.tobytes(), column)
        if first != column and values.any():
            text = _TWINS.format(columns=numbered([first, column]))
            told = _told(case, [first, column], column)
            return Finding("twin-inputs", text, {"inputs": [first, column]}, *told)
    return None


def _told(case: Case, columns: list[int], needless: int) -> tuple[tuple[str, ...], Try | None]:
    where = tuple(f"l0 any {column}" for column in columns)
    if case.experiment.shape[0] == 1:
        return where, None
    label = f"Remove input {needless + 1}"
    return where, Try(label, without_input(case.experiment, needless))
