"""What a run has gone through, as a table: the error and every weight at many iterations, those of
every edit among them."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from engine import State, Timeline
from engine.arrays import Iterations
from engine.timeline import sampled
from webapp.outgoing.separated import COMMAS, Style, line

MOST_ROWS = 5_000
MOST_NUMBERS = 2_000_000
"""A large network gets fewer rows, so that the file stays of a size that can be opened."""
MOST_WORK = 2_000_000_000
"""Multiplications up to which a run is computed once more; beyond, only where weights are kept."""


def to_csv(timeline: Timeline, until: int, style: Style = COMMAS) -> Iterator[str]:
    """Lines of CSV, computed one by one; the first one is the header, the last one `until`."""
    shape = timeline.base.shape
    pairs = list(enumerate(zip(shape, shape[1:], strict=False)))
    names = [f"syn{k}[{i}][{j}]" for k, (a, b) in pairs for i in range(a) for j in range(b)]
    yield line(("iteration", "error", *names), style)
    for iteration in _iterations(timeline, until, len(names)).tolist():
        yield _row(timeline.state_at(iteration), style)


def _row(state: State, style: Style) -> str:
    weights = chain.from_iterable(synapses.flat for synapses in state.weights)
    return line((state.iteration, state.error, *weights), style)


def _iterations(timeline: Timeline, until: int, weights: int) -> Iterations:
    """Densely at first, then ever more sparsely, like the error descent."""
    if until * weights * len(timeline.base.inputs) <= MOST_WORK:
        iterations = sampled(0, until)
    else:
        iterations = np.arange(0, until, timeline.spacing)
    most = min(MOST_ROWS, max(2, MOST_NUMBERS // weights)) - 1
    edited = [edit.at for edit in timeline.edits if edit.at <= until]
    return np.union1d(iterations[:: -(-len(iterations) // most) or 1], [*edited, until])
