"""Many runs taken on together: what a beat of the clock does for those that are alike."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from engine.arrays import Iterations
from engine.network.many import States, train_many
from engine.timeline.history import are_sampled
from engine.timeline.run import Run


def play_round(runs: Sequence[Run], iterations: Sequence[int]) -> States | None:
    """Take each of these runs so many iterations on, as `step` would, in one compiled call.

    All are of one `Experiment.kind`, and each ends before its `plain_until`. None, and then nothing
    has changed, where the numbers of one of them end on the way.
    """
    before, steps = [run.state() for run in runs], np.array(iterations)
    many = train_many(before, steps)
    if many is None:
        return None
    after = many.each([state.experiment for state in before])
    for run, state, errors in zip(runs, after, _noted(many, steps), strict=True):
        run.go_on(state, errors)
    return many


def _noted(many: States, iterations: Iterations) -> list[bytes]:
    """Of the errors on the way of each run those that are noted, as they are kept."""
    steps = np.arange(many.told.shape[1])
    on_the_way = (many.iteration - iterations)[:, None] + steps
    noted = are_sampled(on_the_way) & (steps < iterations[:, None])
    places = [0, *(many.told.itemsize * noted.sum(axis=1).cumsum()).tolist()]
    errors = many.told[noted].tobytes()
    return [errors[begin:end] for begin, end in pairwise(places)]
