"""The formulas to choose from, and what a choice changes in the code before it is taken."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from engine import Experiment
from engine.code import Line, listing, number
from engine.formulas import ACTIVATIONS, LOSSES, OPTIMIZERS
from webapp.views.highlighting import shortened

CHANGING = ("function", "start", "setting")
"""The lines before the loop that depend on the formulas."""


def choices(experiment: Experiment) -> dict[str, Any]:
    """What the dialog offers, and what stands in it."""
    last = len(experiment.activations) - 1
    return {
        "layers": [
            {
                "name": f"activations.{k}",
                "label": _layer(k, last),
                "chosen": name,
            }
            for k, name in enumerate(experiment.activations)
        ],
        "activations": list(ACTIVATIONS),
        "losses": [(each.name, each.title) for each in LOSSES.values()],
        "optimizers": [(each.name, each.title) for each in OPTIMIZERS.values()],
        "loss": experiment.loss,
        "optimizer": experiment.optimizer,
        "with_momentum": [each.name for each in OPTIMIZERS.values() if "momentum" in each.settings],
        "momentum": number(experiment.momentum),
        "learning_rate": number(experiment.learning_rate),
        "weight_decay": number(experiment.weight_decay),
        "bias": experiment.bias,
        "summary": summary(experiment),
    }


def _layer(k: int, last: int) -> str:
    if k == last:
        return "Activation of the last layer"
    return "Activation of the hidden layer" if last == 1 else f"Activation of hidden layer {k + 1}"


def summary(experiment: Experiment) -> str:
    """The formulas in a few words."""
    activations = dict.fromkeys(experiment.activations)
    parts = [
        ", ".join(activations),
        LOSSES[experiment.loss].title.lower() if experiment.loss != "squared" else "",
        OPTIMIZERS[experiment.optimizer].title.lower(),
        "weight decay" if experiment.weight_decay else "",
        "biases" if experiment.bias else "",
    ]
    return " · ".join(part for part in parts if part)


def difference(old: Experiment, new: Experiment) -> Iterator[dict[str, Any]]:
    """The loop with the new formulas, and between its lines those that go: `change` is "old", "new"
    or nothing. Before the loop only what changes. What a new line is for is said once."""
    told: set[str] = set()
    for change, line in _old_first(_compared(list(_lines(old)), list(_lines(new)))):
        if not change and line.kind in CHANGING:
            continue
        why = line.why if change == "new" and line.why not in told else ""
        told.add(why)
        yield {"change": change, "source": shortened(line.source), "why": why}


def _old_first(lines: Iterable[tuple[str, Line]]) -> Iterator[tuple[str, Line]]:
    """In a stretch of changes first what goes, then what comes."""
    for _, stretch in groupby(lines, key=lambda each: bool(each[0])):
        yield from sorted(stretch, key=lambda each: each[0] == "new")


def _compared(before: list[Line], after: list[Line]) -> Iterator[tuple[str, Line]]:
    """Lines that make the same are one beside the other."""
    old, new = ([(line.kind, line.makes) for line in lines] for lines in (before, after))
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (("old", line) for line in before[i:j])
            yield from (("new", line) for line in after[k:m])
            continue
        for was, line in zip(before[i:j], after[k:m], strict=True):
            if was.source != line.source:
                yield "old", was
            yield ("" if was.source == line.source else "new"), line


def _lines(experiment: Experiment) -> Iterator[Line]:
    code = listing(experiment)
    yield from (line for line in code.before if line.kind in CHANGING)
    yield from code.loop
