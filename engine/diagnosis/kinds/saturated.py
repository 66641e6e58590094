"""Neurons so sure that they hardly learn: sure and wrong at the end, or flat for every example."""

import numpy as np

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding
from engine.diagnosis.words import another_start, how_often, numbered
from engine.formulas import SIGMOID

FLAT = 0.01
"""A slope below it: the weighted sum is beyond 4.6 either way."""
FAR_OFF = 0.9
_WRONG = (
    "The answer to example {row} is {answer:.4g}, sure and wrong. So far out the sigmoid is almost "
    "flat, with a slope of {slope:.2g}, so the weights are hardly told to move.{often}"
)


def saturated(case: Case) -> Finding | None:
    """Answers that are off by more than 0.9 where the curve is flat, while nothing moves."""
    answers, errors = case.state.layers[-1], case.state.errors
    slopes = SIGMOID.slope(answers)
    rows, targets = np.nonzero((np.abs(errors) > FAR_OFF) & (slopes < FLAT))
    if not len(rows) or not (case.hardly_moves or case.is_stuck):
        return None
    worst = int(np.abs(errors[rows, targets]).argmax())
    row, target = int(rows[worst]), int(targets[worst])
    text = _WRONG.format(
        row=numbered([row]),
        answer=float(answers[row, target]),
        slope=float(slopes[row, target]),
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
