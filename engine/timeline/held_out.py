"""Examples held out from training: how far off the answers for them are, now and on the way."""

import numpy as np

from engine.arrays import Array, Iterations
from engine.network.experiment import Experiment
from engine.network.held_out import held_out_error
from engine.network.training_state import TrainingState
from engine.timeline.checkpoints import Checkpoints

_EVERY_ONE = 32


def next_noted(iteration: int) -> int:
    """The next iteration after this one that is noted: each of the first 32, then 16 an octave."""
    stride = 1 if iteration < _EVERY_ONE else 1 << (iteration.bit_length() - 5)
    return (iteration // stride + 1) * stride


class HeldOutErrors:
    """The test errors of one timeline, noted as training passes by."""

    def __init__(self) -> None:
        self._noted: dict[int, float] = {}

    def note(self, experiment: Experiment, iteration: int, state: TrainingState) -> None:
        """Note the error at this iteration, if it is one of those and any example is held out."""
        if not len(experiment.test_inputs):
            return
        is_noted = iteration == 0 or next_noted(iteration - 1) == iteration
        if is_noted and iteration not in self._noted:
            error = held_out_error(experiment, state)
            if error is not None:
                self._noted[iteration] = error

    def before(self, iteration: int) -> "HeldOutErrors":
        """A copy that knows only what lies before an iteration."""
        shorter = HeldOutErrors()
        shorter._noted = {at: error for at, error in self._noted.items() if at < iteration}
        return shorter

    def until(
        self, iteration: int, experiment: Experiment, checkpoints: Checkpoints
    ) -> tuple[Iterations, Array]:
        """What is known before an iteration; gaps are filled where the weights are at hand."""
        at = 0
        while at < iteration:
            kept, state = checkpoints.nearest(at)
            if kept == at:
                self.note(experiment, at, state)
            at = next_noted(at)
        known = sorted(at for at in self._noted if at < iteration)
        return np.array(known, dtype=np.int64), np.array([self._noted[at] for at in known])
