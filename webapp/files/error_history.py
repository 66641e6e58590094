"""What became of the error of every example on the way."""

from typing import Any

import numpy as np

from engine import Timeline
from webapp.files.weight_history import MOST_POINTS, thinned

MOST_CURVES = 160
"""Examples times targets: those of the first examples are told."""


def error_history(timeline: Timeline, until: int) -> dict[str, Any]:
    """`errors` (points, examples, targets) at `iteration`: the code's last `l…_error` there.

    A row that the table did not have yet has none.
    """
    iterations = thinned(until, MOST_POINTS)
    found = [timeline.state_at(int(iteration)).errors for iteration in iterations]
    rows, targets = found[-1].shape
    shown = min(rows, max(1, MOST_CURVES // targets))
    errors = np.full((len(found), shown, targets), np.nan)
    for place, there in enumerate(found):
        errors[place, : len(there)] = there[:shown]
    return {"iteration": iterations, "errors": errors}
