"""Answers that are far off where the curve is flat: sure and wrong, and hardly told to move."""

import numpy as np

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding
from engine.diagnosis.words import another_start, how_often
from engine.formulas import ACTIVATIONS, LOSSES

FLAT = 0.01
"""A slope below it: for the sigmoid, the weighted sum is beyond 4.6 either way."""
FAR_OFF = 0.9
_WRONG = "The answer to example {row} is {answer:.4g}, sure and wrong. {flat}{often}"


def saturated(case: Case) -> Finding | None:
    """Answers that are off by more than 0.9 where the curve is flat, while nothing moves."""
    if not LOSSES[case.experiment.loss].keeps_slope:
        return None
    activation = ACTIVATIONS[case.experiment.activations[-1]]
    answers, errors = case.state.layers[-1], case.state.errors
    slopes = activation.slope(answers)
    rows, targets = np.nonzero((np.abs(errors) > FAR_OFF) & (slopes < FLAT))
    if not len(rows) or not (case.hardly_moves or case.is_stuck):
        return None
    worst = int(np.abs(errors[rows, targets]).argmax())
    row, target = int(rows[worst]), int(targets[worst])
    text = _WRONG.format(
        row=row + 1,
        answer=float(answers[row, target]),
        flat=activation.words.flat.format(slope=float(slopes[row, target])),
        often=how_often(case),
    )
    examples = sorted(set(rows.tolist()))
    evidence = {
        "examples": examples,
        "answers": answers[rows, targets],
        "slopes": slopes[rows, targets],
        "deltas": case.state.deltas[-1][rows, targets],
    }
    where = tuple(f"any {example} any" for example in examples)
    neuron = f"l{len(case.experiment.shape) - 1} any {target}"
    return Finding("saturated", text, evidence, (*where, neuron), another_start(case))
