"""The edits of a saved run, checked as they come in again."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from engine import Edit, Experiment, WeightEdit
from engine.limits import MAX_EDITS
from webapp.incoming.experiments import experiment_of
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.numerals import grouped
from webapp.incoming.parsing import parse
from webapp.incoming.schema import PastEdit, SetWeight, misplaced


def edits_of(fields: Sequence[Mapping[str, Any]], base: Experiment) -> tuple[Edit, ...]:
    """The edits as saved, in the order of their iterations. Raises Invalid."""
    if len(fields) > MAX_EDITS:
        raise Invalid(Fault("edits", f"must be at most {grouped(MAX_EDITS)}"))
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


def _edit_of(fields: Mapping[str, Any], experiment: Experiment) -> Edit:
    body = parse(PastEdit, fields)
    if (body.synapse is None) == (body.experiment is None):
        raise Invalid(Fault("experiment", "is needed, or else a synapse, and not both"))
    if body.synapse is None:
        return Edit(body.at, experiment=_experiment_of(body.experiment or {}, experiment))
    with _blaming("synapse"):
        place = parse(SetWeight, body.synapse)
        faults = misplaced(experiment.shape, place.layer, place.source, place.target)
        if faults:
            raise Invalid(*faults)
    return Edit(body.at, weight=WeightEdit(place.layer, place.source, place.target, place.value))


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
