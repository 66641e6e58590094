"""Where a walk's stop is in the life of a network: before the reader's answer, and after it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from engine import LESSONS, Edit, Experiment, State, Timeline
from webapp.incoming.experiments import experiment_of
from webapp.incoming.faults import Invalid
from webapp.incoming.tables import TABLES
from webapp.walks.walk import Stop, Walk


@dataclass(frozen=True)
class Moment:
    """An iteration of a run that is `base` from its beginning, and edited once at the most."""

    base: Experiment
    iteration: int
    edit: Edit | None = None

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,) if self.edit else ()

    @property
    def state(self) -> State:
        """Everything there is to see then; computed when it is first asked for."""
        return _state(self)

    def at(self, iteration: int) -> "Moment":
        """Another iteration of the same run."""
        return replace(self, iteration=iteration)


def before(walk: Walk, stop: Stop) -> Moment:
    """When the stop is reached. Raises ValueError when its experiment cannot be."""
    scene = stop.scene
    base = _changed(LESSONS[walk.lesson].experiment, scene.experiment)
    return _edited(Moment(base, scene.iteration), scene.edit)


def after(walk: Walk, stop: Stop) -> Moment:
    """When the answer is revealed. Raises ValueError as `before` does."""
    moment, reveal = before(walk, stop), stop.reveal
    edited = _edited(moment, reveal.edit)
    return edited if reveal.iteration is None else edited.at(reveal.iteration)


def _edited(moment: Moment, changes: Mapping[str, Any]) -> Moment:
    if not changes:
        return moment
    present = moment.edit.experiment if moment.edit and moment.edit.experiment else moment.base
    changed = _changed(present, changes)
    if not changed.same_network(moment.base):
        raise ValueError("an edit keeps the network: another shape or seed belongs to experiment")
    return replace(moment, edit=Edit(moment.iteration, changed))


def _changed(experiment: Experiment, changes: Mapping[str, Any]) -> Experiment:
    try:
        changed = experiment_of(changes, experiment)
    except Invalid as invalid:
        raise ValueError(str(invalid)) from None
    for table in TABLES:
        if getattr(changed, table).shape != getattr(experiment, table).shape:
            raise ValueError(f"{table} must keep its size; only its values can change")
    return changed


@lru_cache(maxsize=256)
def _state(moment: Moment) -> State:
    return Timeline(moment.base, moment.edits).state_at(moment.iteration)
