"""Running on, on a copy: what will become of a training, within a bounded amount of work."""

from dataclasses import dataclass

import numpy as np

from engine.network.experiment import Experiment
from engine.network.training import Trace, trace, train
from engine.network.training_state import TrainingState
from engine.study.outcome import is_right

WORK = 2**26
"""Multiplications in one look ahead: about a tenth of a second."""
LEAST_WORK = 64
"""Multiplications that an iteration costs at least, however small the network."""
_FIRST_PIECE = 16
_GROWTH = 0.03


@dataclass(frozen=True)
class Course:
    """What became of a training: errors at the end of each piece, counted in iterations from there.

    `right_at` is when every answer was right, and there the course ends; None if that never was.
    """

    iterations: tuple[int, ...]
    errors: tuple[float, ...]
    state: TrainingState
    right_at: int | None
    diverged: bool

    @property
    def length(self) -> int:
        return self.iterations[-1]

    @property
    def error(self) -> float:
        return self.errors[-1]

    def error_after(self, iterations: int) -> float:
        """The mean |error| so many iterations on, or at the end if that comes before."""
        place = int(np.searchsorted(self.iterations, iterations))
        return self.errors[min(place, len(self.errors) - 1)]

    def falls_below(self, error: float) -> int | None:
        """The first noted iteration with a smaller mean |error|."""
        pairs = zip(self.iterations, self.errors, strict=True)
        return next((at for at, noted in pairs if noted < error), None)


def affordable(experiment: Experiment, work: int = WORK) -> int:
    """The iterations of this experiment that so many multiplications are enough for."""
    shape = experiment.shape
    synapses = sum(a * b for a, b in zip(shape, shape[1:], strict=False))
    return max(1, work // max(LEAST_WORK, len(experiment.inputs) * synapses))


def run_on(state: TrainingState, experiment: Experiment, iterations: int) -> Course:
    """Train a copy until every answer is right, at most so many iterations."""
    seen = trace(state, experiment)
    done, errors = [0], [seen.error]
    while not is_right(seen.errors) and done[-1] < iterations:
        piece = min(max(_FIRST_PIECE, int(_GROWTH * done[-1])), iterations - done[-1])
        trained = train(state, experiment, piece)
        if trained.diverged:
            return Course(tuple(done), tuple(errors), state, None, True)
        seen = trace(trained.state, experiment)
        if is_right(seen.errors):
            piece, state, seen = _first_right(state, experiment, piece)
        else:
            state = trained.state
        done.append(done[-1] + piece)
        errors.append(seen.error)
    right_at = done[-1] if is_right(seen.errors) else None
    return Course(tuple(done), tuple(errors), state, right_at, False)


def _first_right(
    state: TrainingState, experiment: Experiment, piece: int
) -> tuple[int, TrainingState, Trace]:
    """By halving: an iteration of this piece that is right after one that is not."""
    done, end = 0, piece
    while end - done > 1:
        half = (end - done) // 2
        trained = train(state, experiment, half).state
        if is_right(trace(trained, experiment).errors):
            end = done + half
        else:
            done, state = done + half, trained
    trained = train(state, experiment, 1).state
    return end, trained, trace(trained, experiment)
