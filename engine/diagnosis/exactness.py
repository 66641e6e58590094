"""Whether a run hangs on the last bit: found out by twins that differ in nothing else.

Sums are added in another order by every library and processor, so two programs that do the same
agree to the last digits only. Most trainings forget such a difference; some multiply it at every
iteration, and then no two machines need show the same weights (Lorenz 1963, "Deterministic
nonperiodic flow").
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Weights
from engine.diagnosis.ahead import affordable
from engine.errors import Diverged
from engine.network.definition import deltas, forward, updated
from engine.network.state import State
from engine.timeline.edits import Edit, WeightEdit
from engine.timeline.timeline import Timeline

WORK = 2**29
"""Multiplications that the moved twin may cost: about a second."""
BY_NUMPY = 2_000
"""Iterations that NumPy does again by the definition: enough to see whether two libraries part."""
TWINS = 8
"""Rows and columns of every layer whose weights are moved, each by one unit in the last place."""
AGREEMENT = 1e-9
"""What is promised of the same run as a script: weights agree to so much."""
ALONE = 100
"""A script rounds at every iteration, the moved twin only once: it must agree so much better."""


@dataclass(frozen=True)
class Exactness:
    """`apart` is how far a twin's weights are from the run's, relative to the largest of them or 1;
    None when it was not found out, since it takes too long. `hangs`: the last bit decides about
    digits that are promised."""

    apart: float | None
    hangs: bool = False

    @property
    def sentence(self) -> str:
        """What to know before comparing numbers; empty where nothing is amiss."""
        if not self.hangs:
            return ""
        return (
            "This training hangs on the last bit: a twin that differs by no more than that has"
            f" weights that are {self.apart:.1g} of the largest away. Another machine or NumPy may"
            " show other digits, here and in the script; a smaller learning rate helps."
        )


def exactness(timeline: Timeline, state: State) -> Exactness:
    """How far twins of this run are from it by now: one whose start is moved by the last bit, and
    one that NumPy computes, which adds in another order."""
    if state.iteration > affordable(timeline.base, WORK):
        return Exactness(None)
    try:
        moved = Timeline(timeline.base, [*_nudges(timeline), *timeline.edits])
        apart = _apart(state.weights, moved.state_at(state.iteration).weights)
    except Diverged:
        return Exactness(1.0, True)
    other = _apart_by_numpy(timeline, state)
    return Exactness(max(apart, other), apart * ALONE > AGREEMENT or other > AGREEMENT)


def _apart_by_numpy(timeline: Timeline, state: State) -> float:
    """How far the definition comes from the compiled loops, up to the first later edit."""
    start = timeline.twin().state_at(0)
    experiment, weights = start.experiment, start.weights
    if experiment.optimizer != "descent" or experiment.bias or experiment.weight_decay:
        return 0.0
    edits = [edit.at for edit in timeline.edits if edit.at > 0]
    until = min(state.iteration, BY_NUMPY, affordable(experiment, WORK // 64), *edits)
    for _ in range(until):
        layers = forward(weights, experiment.inputs, experiment.activations)
        errors = experiment.targets - layers[-1]
        found = deltas(weights, layers, errors, experiment.activations, experiment.loss)
        weights = updated(weights, layers, found, experiment.learning_rate)
    return _apart(timeline.twin().state_at(until).weights, weights)


def _apart(own: Weights, others: Weights) -> float:
    most = max(1.0, *(float(np.abs(matrix).max()) for matrix in own))
    pairs = zip(own, others, strict=True)
    return max(float(np.abs(one - other).max()) for one, other in pairs) / most


def _nudges(timeline: Timeline) -> list[Edit]:
    """One unit in the last place more, for the first weights of every layer."""
    start, edits = timeline.twin().state_at(0).weights, list[Edit]()
    for layer, matrix in enumerate(start):
        for target in range(min(TWINS, matrix.shape[1])):
            for source in range(min(TWINS, matrix.shape[0])):
                value = float(np.nextafter(matrix[source, target], np.inf))
                edits.append(Edit(0, weight=WeightEdit(layer, source, target, value)))
    return edits
