"""A row of zeros, and no input that is always there: its sum is 0 whatever the weights."""

import numpy as np

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding, Try
from engine.diagnosis.words import with_ones
from engine.formulas import ACTIVATIONS

_ALONE = (
    "All inputs of example {row} are 0, so its weighted sum is 0 whatever the weights are, and its "
    "answer stays {answer} for ever. An input that is always 1 gives it something to weigh."
)
_HIDDEN = (
    "All inputs of example {row} are 0, so every hidden neuron answers it with {answer} whatever "
    "its weights are: only what comes behind can learn it. An input that is always 1 would help."
)


def zero_row(case: Case) -> Finding | None:
    """The first such row that is answered wrongly; where some layer makes more than 0 of it, only
    once the run is stuck."""
    experiment = case.experiment
    if experiment.bias:
        return None
    *hidden, last = [_of_nothing(name) for name in experiment.activations]
    for_ever = not any(hidden)
    zeros = np.flatnonzero(~experiment.inputs.any(axis=1)).tolist()
    unreachable = [row for row in zeros if (np.abs(experiment.targets[row] - last) >= 0.5).any()]
    rows = unreachable if for_ever else [row for row in zeros if row in case.wrong]
    if not rows or (not for_ever and not case.is_stuck):
        return None
    answer = last if for_ever else hidden[0]
    text = (_ALONE if for_ever else _HIDDEN).format(
        row=rows[0] + 1, answer="a half" if answer == 0.5 else f"{answer:g}"
    )
    evidence = {"examples": rows, "sums": [0.0] * len(rows), "answers": case.state.layers[-1][rows]}
    where = tuple(f"any {row} any" for row in rows)
    attempt = Try("Add an input that is always 1", with_ones(experiment))
    return Finding("zero-row", text, evidence, where, attempt, certain=for_ever)


def _of_nothing(activation: str) -> float:
    """What it makes of a sum of 0."""
    return float(ACTIVATIONS[activation].value(np.zeros(1))[0])
