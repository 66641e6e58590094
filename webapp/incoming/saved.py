"""A run as plain data that can be kept, sent and opened again: experiment, edits and iteration."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from engine import Edit, Experiment, Synapse
from engine.limits import MAX_EDITS
from webapp.incoming.experiments import experiment_of, fields_of
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.schema import PastEdit, misplaced, parse
from webapp.incoming.schema import Synapse as SynapseFields


def saved(
    base: Experiment, edits: Sequence[Edit], iteration: int, lesson: str | None = None
) -> dict[str, Any]:
    """The body of a POST /runs that opens the same run; an edit holds only what it changes."""
    return {
        **({"began_as": lesson} if lesson else {}),
        "experiment": fields_of(base),
        "edits": list(_edit_fields(base, edits)),
        "iteration": iteration,
    }


def edits_of(fields: Sequence[Mapping[str, Any]], base: Experiment) -> tuple[Edit, ...]:
    """The edits as saved, in the order of their iterations. Raises Invalid."""
    if len(fields) > MAX_EDITS:
        raise Invalid(Fault("edits", f"must be at most {MAX_EDITS:,}"))
    found: list[Edit] = []
    experiment = base
    for place, each in enumerate(fields):
        with _blaming(f"edits.{place}"):
            edit = _edit_of(each, experiment)
            if found and edit.at < found[-1].at:
                raise Invalid(Fault("at", "must not be before that of the edit above"))
        found.append(edit)
        experiment = edit.experiment or experiment
    return tuple(found)


def _edit_fields(experiment: Experiment, edits: Sequence[Edit]) -> Iterator[dict[str, Any]]:
    for edit in edits:
        if edit.synapse:
            names = ("layer", "from", "to", "value")
            yield {"at": edit.at, "synapse": dict(zip(names, edit.synapse, strict=True))}
        elif edit.experiment:
            yield {"at": edit.at, "experiment": _difference(experiment, edit.experiment)}
            experiment = edit.experiment


def _difference(old: Experiment, new: Experiment) -> dict[str, Any]:
    before = fields_of(old)
    return {
        name: value
        for name, value in fields_of(new).items()
        if name not in before or not np.array_equal(before[name], value)
    }


def _edit_of(fields: Mapping[str, Any], experiment: Experiment) -> Edit:
    body = parse(PastEdit, fields)
    if (body.synapse is None) == (body.experiment is None):
        raise Invalid(Fault("experiment", "is needed, or else a synapse, and not both"))
    if body.synapse is None:
        return Edit(body.at, experiment=_experiment_of(body.experiment or {}, experiment))
    with _blaming("synapse"):
        place = parse(SynapseFields, body.synapse)
        faults = misplaced(experiment.shape, place.layer, place.source, place.target)
        if faults:
            raise Invalid(*faults)
    return Edit(body.at, synapse=Synapse(place.layer, place.source, place.target, place.value))


def _experiment_of(fields: Mapping[str, Any], before: Experiment) -> Experiment:
    with _blaming("experiment"):
        experiment = experiment_of(fields, before)
    if not experiment.same_network(before):
        raise Invalid(Fault("experiment", "must keep the seed and the shape of the network"))
    return experiment


@contextmanager
def _blaming(path: str) -> Iterator[None]:
    """Names a fault within by the whole path to it."""
    try:
        yield
    except Invalid as invalid:
        faults = [Fault(f"{path}.{fault.field}", fault.message) for fault in invalid.faults]
        raise Invalid(*faults) from None
