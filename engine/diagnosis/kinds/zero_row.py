"""A row of zeros, and no input that is always there: its sum is 0 whatever the weights."""

import numpy as np

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding, Try
from engine.diagnosis.words import with_ones

_ALONE = (
    "All inputs of example {row} are 0, so its weighted sum is 0 whatever the weights are, and its "
    "answer stays a half for ever. An input that is always 1 gives the neuron something to weigh."
)
_HIDDEN = (
    "All inputs of example {row} are 0, so every hidden neuron answers it with a half whatever its "
    "weights are: only the last layer can learn it. An input that is always 1 would help."
)


def zero_row(case: Case) -> Finding | None:
    """The first such row that is answered wrongly, and with hidden layers only once it is stuck."""
    experiment = case.experiment
    zeros = np.flatnonzero(~experiment.inputs.any(axis=1)).tolist()
    direct = not experiment.hidden
    unreachable = [row for row in zeros if (np.abs(experiment.targets[row] - 0.5) >= 0.5).any()]
    rows = unreachable if direct else [row for row in zeros if row in case.wrong]
    if not rows or (not direct and not case.is_stuck):
        return None
    text = (_ALONE if direct else _HIDDEN).format(row=rows[0] + 1)
    evidence = {"examples": rows, "sums": [0.0] * len(rows), "answers": case.state.layers[-1][rows]}
    where = tuple(f"any {row} any" for row in rows)
    attempt = Try("Add an input that is always 1", with_ones(experiment))
    return Finding("zero-row", text, evidence, where, attempt, certain=direct)
