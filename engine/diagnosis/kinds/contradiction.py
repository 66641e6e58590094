"""Rows that are equal in every input and ask for different answers."""

from collections import defaultdict

import numpy as np

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding, Try
from engine.diagnosis.words import numbered, without_example

_TEXT = (
    "Examples {examples} have the same inputs but ask for different answers, {targets}. A network "
    "gives equal inputs equal answers, so the best it can do is their mean, {mean}."
)


def contradiction(case: Case) -> Finding | None:
    """The group of equal inputs whose targets lie furthest apart."""
    inputs, targets = case.experiment.inputs, case.experiment.targets
    groups: defaultdict[bytes, list[int]] = defaultdict(list)
    for example, row in enumerate(inputs):
        groups[row.tobytes()].append(example)
    spread = [(np.ptp(targets[group], axis=0), group) for group in groups.values()]
    apart, group = max(spread, key=lambda each: float(each[0].max()))
    target = int(apart.argmax())
    if not apart[target]:
        return None
    wanted, mean = targets[group, target], targets[group].mean(axis=0)
    # The one that agrees least with the others is the one to leave out.
    odd = group[int(np.abs(wanted - np.median(wanted)).argmax())]
    text = _TEXT.format(
        examples=numbered(group),
        targets=" and ".join(f"{value:g}" for value in np.unique(wanted)),
        mean=f"{mean[target]:.4g}",
    )
    evidence = {"examples": group, "targets": targets[group], "best_answer": mean}
    where = tuple(f"any {example} any" for example in group)
    attempt = Try(f"Leave example {odd + 1} out", without_example(case.experiment, odd))
    return Finding("contradiction", text, evidence, where, attempt, bool(apart[target] >= 1))
