"""Everything there is to see at one iteration."""

from typing import NamedTuple

from engine.arrays import Array, Layers, Weights, all_finite
from engine.errors import NotFinite
from engine.network.experiment import Experiment
from engine.network.held_out import held_out_error
from engine.network.training import Trace, trace
from engine.network.training_state import TrainingState


class State(NamedTuple):
    """A run at `iteration`, its weights updated so many times; all arrays are read-only.

    `training` is what training goes on from, `trace` what it makes of the experiment; what both
    hold stands here too. `test_error` is the mean |error| of the examples held out, None when there
    are none. `diverged_at` is the next iteration when that one cannot be computed, else None.
    """

    experiment: Experiment
    iteration: int
    training: TrainingState
    trace: Trace
    diverged_at: int | None = None
    test_error: float | None = None

    @property
    def nbytes(self) -> int:
        """How much memory its arrays take."""
        return self.training.nbytes + self.trace.inputs.nbytes + self.trace.seen.nbytes

    @property
    def weights(self) -> Weights:
        return self.training.weights

    @property
    def biases(self) -> Weights:
        return self.training.biases

    @property
    def layers(self) -> Layers:
        return self.trace.layers

    @property
    def errors(self) -> Array:
        return self.trace.errors

    @property
    def deltas(self) -> tuple[Array, ...]:
        return self.trace.deltas

    @property
    def error(self) -> float:
        return self.trace.error

    @property
    def asked(self) -> Layers:
        return self.trace.asked

    @property
    def answers(self) -> Array:
        """(situations, targets)"""
        return self.trace.asked[-1]

    @property
    def is_finite(self) -> bool:
        return self.trace.is_finite


def examine(
    experiment: Experiment, iteration: int, training: TrainingState, diverged_at: int | None = None
) -> State:
    """Compute what this training makes of the experiment; nothing is changed by it."""
    seen, missed = trace(training, experiment), held_out_error(experiment, training)
    return State(experiment, iteration, training, seen, diverged_at, missed)


def sound(experiment: Experiment, iteration: int, training: TrainingState) -> State:
    """What `examine` computes. Raises NotFinite when not all of the numbers are finite."""
    state = examine(experiment, iteration, training)
    if not (state.is_finite and all_finite(state.answers)):
        raise NotFinite
    return state
