"""What may be changed during a run and when it holds, as plain data that can be written down."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from engine.arrays import Weights
from engine.errors import NoSuchSynapse, TooManyEdits
from engine.limits import MAX_EDITS
from engine.network.experiment import Experiment
from engine.network.training_state import TrainingState


class WeightEdit(NamedTuple):
    """One weight set by hand: `weights[layer][source, target] = value`."""

    layer: int
    source: int
    target: int
    value: float

    def find(self, weights: Weights) -> float:
        """The weight now at this place. Raises NoSuchSynapse."""
        layer, source, target, _ = self
        if min(layer, source, target) >= 0 and layer < len(weights):
            sources, targets = weights[layer].shape
            if source < sources and target < targets:
                return float(weights[layer][source, target])
        raise NoSuchSynapse(layer, source, target)

    def set_in(self, state: TrainingState) -> TrainingState:
        """This state with the weight set. Raises NoSuchSynapse."""
        self.find(state.weights)
        return state.with_weight(*self)


@dataclass(frozen=True)
class Edit:
    """A change in force from iteration `at` on: either another experiment of the same network, or
    one weight set by hand at that moment.

    Raises ValueError unless it is exactly one of them.
    """

    at: int
    experiment: Experiment | None = None
    weight: WeightEdit | None = None

    def __post_init__(self) -> None:
        if self.at < 0 or (self.experiment is None) == (self.weight is None):
            raise ValueError("an edit is at an iteration from 0 on and holds exactly one change")

    def replaces(self, other: "Edit") -> bool:
        """Whether nothing is left of the other edit once this one is made after it."""
        if other.at != self.at:
            return other.at > self.at
        if self.weight and other.weight:
            return self.weight[:3] == other.weight[:3]
        return self.weight is other.weight


def check(base: Experiment, edits: Sequence[Edit]) -> None:
    """Raises TooManyEdits, and ValueError when an edit is of another network."""
    if len(edits) > MAX_EDITS:
        raise TooManyEdits(MAX_EDITS)
    for edit in edits:
        if edit.experiment and not edit.experiment.same_network(base):
            raise ValueError("an edit keeps the network: another shape or seed starts anew")


def made(
    base: Experiment, edits: Sequence[Edit], edit: Edit
) -> tuple[Experiment, tuple[Edit, ...]]:
    """Base and edits once this edit is made: the later ones are gone, and those it replaces.

    An experiment that holds from iteration 0 on is the base itself; one that held before anyway
    is no edit.
    """
    kept = tuple(past for past in edits if not edit.replaces(past))
    if edit.experiment and edit.at == 0:
        return edit.experiment, kept
    if edit.experiment and edit.experiment == last_experiment(base, kept):
        return base, kept
    return base, (*kept, edit)


def last_experiment(base: Experiment, edits: Sequence[Edit]) -> Experiment:
    """The experiment that holds once all these edits are made."""
    for edit in reversed(edits):
        if edit.experiment:
            return edit.experiment
    return base


def until(edits: tuple[Edit, ...], iteration: int) -> tuple[Edit, ...]:
    """Those of these edits, in the order of their iterations, that are made by this one."""
    return edits[: bisect_right(edits, iteration, key=lambda edit: edit.at)]


def applied(
    base: Experiment, edits: tuple[Edit, ...], iteration: int, state: TrainingState
) -> TrainingState:
    """The state once what was edited at this iteration is in force: weights set by hand, and
    another optimizer."""
    if not edits:
        return state
    past = until(edits, iteration)
    for edit in past:
        if edit.at == iteration and edit.weight:
            state = edit.weight.set_in(state)
    return state.fitted(last_experiment(base, past))


def restated(edit: Edit, experiment: Experiment) -> Edit:
    """The edit with what has no part in training as in this experiment."""
    if edit.experiment is None:
        return edit
    return replace(edit, experiment=edit.experiment.restated(experiment))
