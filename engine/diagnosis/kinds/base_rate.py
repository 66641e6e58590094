"""Every answer is about the mean of the targets: the network has learned that and nothing more."""

import numpy as np

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding
from engine.diagnosis.words import another_start, how_often
from engine.study.outcome import NEAR

_TEXT = (
    "Every answer is about {mean:.3g}, the mean of the targets, whatever the inputs are: the "
    "network has learned {what} and nothing more.{often}"
)


def base_rate(case: Case) -> Finding | None:
    """The answers to one target all within 0.02 of its mean, once the run is stuck."""
    if not case.is_stuck:
        return None
    answers, means = case.state.layers[-1], case.experiment.targets.mean(axis=0)
    near = (np.abs(answers - means) <= NEAR).all(axis=0)
    told_apart = np.ptp(case.experiment.targets, axis=0) > 2 * NEAR
    found = np.flatnonzero(near & told_apart).tolist()
    if not found:
        return None
    yes_or_no = np.isin(case.experiment.targets[:, found[0]], (0, 1)).all()
    text = _TEXT.format(
        mean=float(means[found[0]]),
        what="how often the answer is 1" if yes_or_no else "that mean",
        often=how_often(case),
    )
    evidence = {"targets": found, "means": means[found], "answers": answers[:, found]}
    where = tuple(f"l{len(case.experiment.shape) - 1} any {target}" for target in found)
    return Finding("base-rate", text, evidence, where, another_start(case))
