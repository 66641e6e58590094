"""How often each weight changed its direction: fell after it had risen, or rose after a fall."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from engine.timeline.timeline import Timeline

Counts = tuple[npt.NDArray[np.int64], ...]


def turns(timeline: Timeline, until: int) -> Counts:
    """Changes of direction of every weight (from, to) from iteration 0 to `until`.

    Every iteration is looked at, so the time grows with `until`. A weight that stood still keeps
    the direction it had.
    """
    shape = timeline.base.shape
    counts = tuple(np.zeros(size, dtype=np.int64) for size in pairwise(shape))
    directions = tuple(np.zeros(size) for size in pairwise(shape))
    before = timeline.state_at(0).weights
    for iteration in range(1, until + 1):
        after = timeline.state_at(iteration).weights
        for count, direction, old, new in zip(counts, directions, before, after, strict=True):
            now = np.sign(new - old)
            count += (now * direction) < 0
            np.copyto(direction, now, where=now != 0)
        before = after
    return counts
