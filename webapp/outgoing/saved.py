"""A run as plain data that can be kept, sent and opened again: experiment, edits and iteration."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from engine import Edit, Experiment
from webapp.outgoing.experiments import fields_of, whole_fields_of


def saved(
    base: Experiment, edits: Sequence[Edit], iteration: int, lesson: str | None = None
) -> dict[str, Any]:
    """The body of a POST /runs that opens the same run; an edit holds only what it changes."""
    return {
        **({"began_as": lesson} if lesson else {}),
        "experiment": fields_of(base),
        "edits": list(edit_fields(base, edits)),
        "iteration": iteration,
    }


def edit_fields(experiment: Experiment, edits: Sequence[Edit]) -> Iterator[dict[str, Any]]:
    """The edits after this experiment, each with only what it changes."""
    for edit in edits:
        if edit.weight:
            names = ("layer", "from", "to", "value")
            yield {"at": edit.at, "synapse": dict(zip(names, edit.weight, strict=True))}
        elif edit.experiment:
            yield {"at": edit.at, "experiment": difference(experiment, edit.experiment)}
            experiment = edit.experiment


def difference(old: Experiment, new: Experiment) -> dict[str, Any]:
    """The fields of the new experiment that are not as in the old one; those that went back to
    what they are by default included."""
    before, after = whole_fields_of(old), whole_fields_of(new)
    return {
        name: after[name]
        for name in {**fields_of(old), **fields_of(new)}
        if not np.array_equal(before[name], after[name])
    }
