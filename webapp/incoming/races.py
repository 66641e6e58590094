"""From the fields of a body to what a race is made of: one run, and the same in another way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from engine import Edit, Experiment
from webapp.incoming import forms
from webapp.incoming.experiments import experiment_of
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.parsing import refuse_unknown
from webapp.incoming.studies import VARIED


class Way(NamedTuple):
    """All that a run is before it goes anywhere."""

    base: Experiment
    edits: tuple[Edit, ...]


def other_way(base: Experiment, edits: Sequence[Edit], fields: Mapping[str, Any]) -> Way:
    """The same run, edits included, with these parts of its experiment throughout. Raises Invalid.

    Weights that were set by hand have no place in a network of another shape.
    """
    refuse_unknown(fields, dict.fromkeys(VARIED, ""))
    other = experiment_of(fields, base)
    changed = [
        replace(edit, experiment=experiment_of(fields, edit.experiment))
        if edit.experiment
        else edit
        for edit in edits
        if edit.experiment or other.shape == base.shape
    ]
    return Way(other, tuple(changed))


def check_new(way: Way, known: Sequence[Way]) -> None:
    """Raise Invalid when it is one of those that run already."""
    if way in known:
        raise Invalid(Fault("experiment", "must differ from every way that runs already"))


def from_form(form: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a form: the parts of the experiment stand beside the run."""
    parts = {name: text for name, text in form.items() if name != "run"}
    run = {name: form[name] for name in ("run",) if name in form}
    return {**run, "experiment": forms.values(parts)}
