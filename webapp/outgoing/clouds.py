"""Point clouds as text, rounded so that they can be read."""

import numpy as np

from engine.clouds import cloud
from webapp.outgoing.separated import COMMAS, line

_NAMES = ("across", "up", "always 1", "second class")
_DIGITS = 3


def to_csv(name: str, number: int, noise: float, seed: int) -> str:
    """A row for each point, with an input that is always 1, behind one with the columns' names."""
    points, classes = cloud(name, number, noise, seed)
    rows = np.column_stack([points.round(_DIGITS), np.ones(number), classes]).tolist()
    return "".join(line(cells, COMMAS) for cells in (_NAMES, *rows))
