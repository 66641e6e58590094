"""Examples that look alike to the last hidden layer and ask for different answers."""

import numpy as np

from engine.arrays import Array, Iterations
from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding
from engine.diagnosis.words import another_start, how_often, numbered
from engine.study.outcome import ALIKE, APART

_TEXT = (
    "Examples {pair} ask for different answers but look alike to the hidden layer: {first} and "
    "{second}, at most {distance:.2g} apart. So it gives both about the same answer, {answer}."
    "{often}"
)
_MOST_ROWS = 400
"""Examples up to which every pair is looked at; of more only neighbours in order of a neuron."""
_SHOWN = 6
_TOLD = 3


def alike(case: Case) -> Finding | None:
    """The closest such pair with a wrong answer, once the run is stuck."""
    if not case.experiment.hidden or not case.is_stuck:
        return None
    pairs = _pairs(case.state.layers[-2], case.experiment.targets, case.wrong)
    if not pairs:
        return None
    distance, one, other = pairs[0]
    layer, answers = case.state.layers[-2], case.state.layers[-1]
    evidence = {
        "examples": [one, other],
        "hidden": layer[[one, other]],
        "distance": distance,
        "answers": answers[[one, other]],
        "targets": case.experiment.targets[[one, other]],
        "pairs": [[a, b] for _, a, b in pairs],
    }
    if case.starts.of:
        evidence["starts"] = case.starts.evidence()
    text = _TEXT.format(
        pair=numbered([one, other]),
        first=_shown(layer[one]),
        second=_shown(layer[other]),
        distance=distance,
        answer=_shown((answers[one] + answers[other]) / 2),
        often=how_often(case),
    )
    depth = len(case.experiment.shape) - 2
    where = (f"any {one} any", f"any {other} any", f"l{depth} {one} any", f"l{depth} {other} any")
    return Finding("alike", text, evidence, where, another_start(case))


def _pairs(layer: Array, targets: Array, wrong: list[int]) -> list[tuple[float, int, int]]:
    """Pairs that are alike and ask for different answers, one of them wrong; the closest first."""
    ones, others = _candidates(layer)
    distances = np.abs(layer[ones] - layer[others]).max(axis=1)
    apart = np.abs(targets[ones] - targets[others]).max(axis=1) > APART
    missed = np.isin(ones, wrong) | np.isin(others, wrong)
    places = np.flatnonzero((distances < ALIKE) & apart & missed)
    order = places[np.lexsort((others[places], ones[places], distances[places]))][:_TOLD]
    return [(float(distances[at]), int(ones[at]), int(others[at])) for at in order]


def _candidates(layer: Array) -> tuple[Iterations, Iterations]:
    rows = len(layer)
    if rows <= _MOST_ROWS:
        ones, others = np.triu_indices(rows, 1)
        return ones, others
    orders = np.argsort(layer, axis=0, kind="stable").T
    pairs = np.sort(np.stack([orders[:, :-1].ravel(), orders[:, 1:].ravel()]), axis=0)
    ones, others = np.unique(pairs, axis=1)
    return ones, others


def _shown(row: Array) -> str:
    numbers = ", ".join(f"{value:.3g}" for value in row[:_SHOWN])
    more = ", …" if len(row) > _SHOWN else ""
    return f"({numbers}{more})" if len(row) > 1 else numbers
