"""Everything there is to see at one iteration."""

from typing import NamedTuple

from engine.arrays import Array, Layers, Weights
from engine.network.experiment import Experiment
from engine.network.held_out import held_out_error
from engine.network.training import trace
from engine.network.training_state import TrainingState


class State(NamedTuple):
    """A run at `iteration`, its weights updated so many times; all arrays are read-only.

    `training` is what training goes on from; its weights and biases stand here too.

    `layers` is what the weights make of the inputs, `errors` the targets minus the last layer,
    `deltas[k]` belongs to `layers[k + 1]`, `error` is the mean |error|, `asked` the layers behind
    the inputs for the situations. `test_error` is the mean |error| of the examples held out, None
    when there are none. `diverged_at` is the next iteration when that one cannot be computed, else
    None. `is_finite`: whether all deltas are finite numbers.
    """

    experiment: Experiment
    iteration: int
    training: TrainingState
    layers: Layers
    errors: Array
    deltas: tuple[Array, ...]
    error: float
    asked: Layers
    diverged_at: int | None = None
    test_error: float | None = None
    is_finite: bool = True

    @property
    def nbytes(self) -> int:
        """How much memory its arrays take."""
        arrays = (*self.layers, *self.deltas, self.errors, *self.asked)
        return self.training.nbytes + sum(array.nbytes for array in arrays)

    @property
    def answers(self) -> Array:
        """(situations, targets)"""
        return self.asked[-1]

    @property
    def weights(self) -> Weights:
        return self.training.weights

    @property
    def biases(self) -> Weights:
        return self.training.biases


def examine(
    experiment: Experiment, iteration: int, training: TrainingState, diverged_at: int | None = None
) -> State:
    """Compute what this training makes of the experiment; nothing is changed by it."""
    layers, errors, deltas, error, asked, is_finite = trace(training, experiment)
    return State(
        *(experiment, iteration, training, layers, errors, deltas, error, asked),
        diverged_at,
        held_out_error(experiment, training),
        is_finite,
    )
