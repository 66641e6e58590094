"""What a run shows at one moment, and how that is written for programs and for the stream."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from engine import Array, Edit, Experiment, Layers, State, States, Timeline, Weights
from engine.code import remembered
from engine.timeline import describe, describe_weight
from webapp.incoming.schema import Speed
from webapp.live.code import Code, LineState
from webapp.live.encoding import count, dumps, encode
from webapp.outgoing.experiments import fields_of

WHOLE_PRECISION = 4_000
"""Numbers up to which a frame keeps the whole float64."""
_FLOAT32 = (np.finfo(np.float32).smallest_normal, np.finfo(np.float32).max)


class Mark(NamedTuple):
    """An edit on the way here, in words."""

    at: int
    label: str
    edit: Edit


@dataclass(frozen=True, eq=False)
class Structure:
    """What stays while a run merely plays: a change of it is a new `revision`, and new HTML."""

    revision: int
    id: str
    view: str
    """The id under which others look at the run."""
    title: str
    given_title: str | None
    """What somebody called the run; `title` is what it is called anyway."""
    lesson: str | None
    undo_labels: tuple[str, ...]
    redo_labels: tuple[str, ...]
    edits: tuple[Mark, ...]
    is_heavy: bool
    """Whether its numbers are so many that making them into bytes takes long."""
    code: Code
    is_other: bool = False
    """Whether this machine computes other last digits than the one that was here before."""

    @cached_property
    def watched(self) -> dict[str, Any]:
        """What stays the same in every frame, for who only watches."""
        return {"view": self.view, "title": self.title, "lesson": self.lesson}

    @cached_property
    def own(self) -> dict[str, Any]:
        """The same for who works on the run."""
        return {"id": self.id, **self.watched}

    @cached_property
    def heads(self) -> tuple[bytes, bytes]:
        """Both as a frame begins."""
        own, watched = dumps(self.own), dumps(self.watched)
        return own[:-1] + b",", watched[:-1] + b","


class Snapshot(NamedTuple):
    """A run at one moment: never changed, so that it can be shown while the run goes on.

    `number` counts what was seen of the run.
    """

    number: int
    structure: Structure
    status: str
    speed: Speed
    until: int | None
    stopped: str | None
    state: State
    line: int
    """The line of the code's loop that runs next."""
    line_state: LineState | None
    """What its variables hold, while one goes line by line."""

    @property
    def id(self) -> str:
        return self.structure.id

    @property
    def revision(self) -> int:
        return self.structure.revision

    @property
    def is_heavy(self) -> bool:
        return self.structure.is_heavy

    @property
    def lesson(self) -> str | None:
        return self.structure.lesson

    @property
    def edits(self) -> tuple[Mark, ...]:
        return self.structure.edits

    @property
    def experiment(self) -> Experiment:
        return self.state.experiment

    @property
    def iteration(self) -> int:
        return self.state.iteration

    @property
    def weights(self) -> Weights:
        return self.state.weights

    @property
    def layers(self) -> Layers:
        return self.state.layers

    @property
    def errors(self) -> Array:
        return self.state.errors

    @property
    def deltas(self) -> tuple[Array, ...]:
        return self.state.deltas

    @property
    def error(self) -> float:
        return self.state.error

    @property
    def answers(self) -> Array:
        return self.state.answers

    @property
    def diverged_at(self) -> int | None:
        return self.state.diverged_at


def state_json(snapshot: Snapshot, is_watched: bool = False) -> bytes:
    """The contract's state, and `asked`, all layers behind the inputs for the situations; numbers
    keep the whole float64. Who only watches gets no id."""
    return encode(state_fields(snapshot, is_watched))


def state_fields(snapshot: Snapshot, is_watched: bool = False) -> dict[str, Any]:
    """The same, not yet written."""
    head = _head(snapshot, is_watched)
    return _fields(snapshot, {**head, "experiment": fields_of(snapshot.experiment)})


def frame_json(snapshot: Snapshot, is_watched: bool = False) -> bytes:
    """The contract's frame: the state without the experiment, in few digits when it is large.

    While one goes line by line it also has `scope`, the variables before the line that runs next,
    and `makes`, those that an update is about to make.
    """
    fields = _fields(snapshot, _head(snapshot, is_watched))
    if snapshot.line_state:
        fields |= snapshot.line_state._asdict()
    return encode(_short(fields)) if snapshot.is_heavy else dumps(fields)


def frame_fields(snapshot: Snapshot, many: States) -> dict[str, Any]:
    """What follows the head in the frames of runs that are as this one but for their numbers."""
    return _fields(snapshot, {}, many)


def _head(snapshot: Snapshot, is_watched: bool) -> dict[str, Any]:
    return snapshot.structure.watched if is_watched else snapshot.structure.own


def marks(timeline: Timeline, known: Sequence[Mark] = ()) -> tuple[Mark, ...]:
    """The edits of a timeline in words, in order; those of its known marks need no new words."""
    found, before = [], timeline.base
    for place, edit in enumerate(timeline.edits):
        if place < len(known) and known[place].edit is edit:
            found.append(known[place])
        else:
            found.append(Mark(edit.at, _words(before, edit), edit))
        before = edit.experiment or before
    return tuple(found)


def _words(before: Experiment, edit: Edit) -> str:
    if edit.experiment:
        return describe(before, edit.experiment)
    assert edit.weight
    return describe_weight(edit.weight, before)


def _fields(snapshot: Snapshot, head: dict[str, Any], many: States | None = None) -> dict[str, Any]:
    state = snapshot.state if many is None else many
    training, seen = state.training, state.trace
    fields = {
        **head,
        "status": snapshot.status,
        "iteration": state.iteration,
        "weights": training.weights,
        "layers": seen.layers,
        "errors": seen.errors,
        "deltas": seen.deltas,
        "error": state.error,
        "answers": seen.asked[-1],
        "asked": seen.asked,
        "line": snapshot.line,
    }
    if training.biases:
        fields["biases"] = training.biases
    if training.remembers:
        fields["memory"] = remembered(training)
    if state.test_error is not None:
        fields["test_error"] = state.test_error
    if state.diverged_at is not None:
        fields["diverged_at"] = state.diverged_at
    if snapshot.stopped:
        fields["stopped"] = snapshot.stopped
    return fields


def is_heavy(state: State) -> bool:
    """Whether a frame of this would hold more numbers than are quickly made into bytes."""
    arrays = (state.weights, state.layers, state.errors, state.deltas, state.asked)
    return count(arrays) > WHOLE_PRECISION


def _short(value: Any) -> Any:
    """Arrays as float32, which is 6 digits and more, wherever they lie in its range."""
    if isinstance(value, dict):
        return {name: _short(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_short, value))
    if not isinstance(value, np.ndarray):
        return value
    sizes = np.abs(value[value != 0])
    fits = not sizes.size or (_FLOAT32[0] <= sizes.min() and sizes.max() <= _FLOAT32[1])
    return value.astype(np.float32) if fits else value
