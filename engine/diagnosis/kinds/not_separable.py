"""No line parts the examples: the proof is a balance of examples in which everything cancels."""

import numpy as np

from engine.arrays import Array
from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding, Try
from engine.diagnosis.nnls import nnls
from engine.diagnosis.words import numbered

CANCELS = 1e-9
HIDDEN = 4
"""Neurons to try: as many as the second article takes for the same difficulty."""
_SIDES = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}
"""The two targets of an activation that answers yes or no."""
_TEXT = (
    "No weights can part these examples: examples {above} ask the weights for the very opposite of "
    "examples {below}. Weighted by {balance}, all that they ask for cancels. A hidden layer can "
    "make columns that can be parted."
)
_LONE = (
    "No weights can answer these examples: what examples {part} ask the weights for cancels, "
    "although they all want the same answer. A hidden layer can help, or an input that is always 1."
)


def not_separable(case: Case) -> Finding | None:
    """Without a hidden layer, the first target for which there is such a balance.

    Where answers are amounts and have no sides nothing is parted.
    """
    experiment = case.experiment
    sides = _SIDES.get(experiment.activations[-1])
    if experiment.hidden or sides is None:
        return None
    inputs = experiment.inputs
    if experiment.bias:
        inputs = np.hstack([inputs, np.ones((len(inputs), 1))])
    for target in range(experiment.targets.shape[1]):
        found = certificate(inputs, experiment.targets[:, target], *sides)
        if found is not None:
            return _finding(case, target, found)
    return None


def certificate(inputs: Array, targets: Array, low: float = 0.0, high: float = 1.0) -> Array | None:
    """Multipliers >= 0 that sum to 1 with sum(l * s * x) = 0, where s is 1 for targets of `high`
    and -1 for those of `low`; None when a line parts the examples. Others count for nothing.

    Exactly one of both exists. Source: P. Gordan, Mathematische Annalen 6 (1873).
    """
    signs = np.where(targets == high, 1.0, 0.0) - np.where(targets == low, 1.0, 0.0)
    clear = np.flatnonzero(signs)
    if not len(clear):
        return None
    rows = inputs[clear] * signs[clear, None]
    scale = np.abs(rows).max(axis=0)
    rows = rows[:, scale > 0] / scale[scale > 0]
    matrix = np.vstack([rows.T, np.ones(len(clear))])
    goal = np.append(np.zeros(rows.shape[1]), 1.0)
    solution = nnls(matrix, goal)
    if np.abs(matrix @ solution - goal).max() > CANCELS:
        return None
    multipliers = np.zeros(len(targets))
    multipliers[clear] = solution / solution.sum()
    return multipliers


def _finding(case: Case, target: int, multipliers: Array) -> Finding | None:
    wanted = case.experiment.targets[:, target]
    part = [int(example) for example in np.flatnonzero(multipliers)]
    low, high = _SIDES[case.experiment.activations[-1]]
    above = [example for example in part if wanted[example] == high]
    below = [example for example in part if wanted[example] == low]
    if not case.experiment.inputs[part].any():
        return None  # zero_row says it better
    if not above or not below:
        return _with(case, target, multipliers, part, _LONE.format(part=numbered(part)))
    values = [f"{multipliers[example]:.3g}" for example in part]
    balance = values[0] if len(set(values)) == 1 else ", ".join(values)
    text = _TEXT.format(above=numbered(above), below=numbered(below), balance=balance)
    return _with(case, target, multipliers, part, text)


def _with(case: Case, target: int, multipliers: Array, part: list[int], text: str) -> Finding:
    evidence = {"examples": part, "target": target, "multipliers": multipliers}
    where = tuple(f"any {example} any" for example in part)
    attempt = Try(f"Add a hidden layer of {HIDDEN} neurons", {"hidden": [HIDDEN]})
    return Finding("not-separable", text, evidence, where, attempt, certain=True)
