"""How often the push on each weight changed direction: it has gone too far and must come back.

Source: the second article's sequel, which counts its derivatives so.
"""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from engine.network.training import train
from engine.timeline.timeline import Timeline

Counts = tuple[npt.NDArray[np.int64], ...]


def turns(timeline: Timeline, until: int) -> Counts:
    """Changes of direction for every weight (from, to) from iteration 0 to `until`.

    Every iteration is done again, so the time grows with `until`. What was not pushed keeps the
    direction it had. Raises Diverged.
    """
    timeline.state_at(until)
    layout = timeline.state_at(0).training.layout
    turning = np.zeros((2, layout.weights[-1][0].stop))
    edits = {edit.at for edit in timeline.edits if 0 < edit.at < until}
    for begin, end in pairwise(sorted({0, *edits, until})):
        state = timeline.state_at(begin).training
        train(state, timeline.experiment_at(begin), end - begin, begin, turning=turning)
    counts = turning[-1].astype(np.int64)
    return tuple(counts[part].reshape(shape) for part, shape in layout.weights)
