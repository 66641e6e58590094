"""The lessons, in teaching order: each one an experiment and a sentence on what to look for."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.experiment import Experiment


@dataclass(frozen=True)
class Lesson:
    """An experiment worth looking at; `summary` is one sentence that says what to look for."""

    id: str
    title: str
    summary: str
    experiment: Experiment


def _table(rows: list[list[int]]) -> Array:
    return np.array(rows, dtype=np.float64)


_TRUTH_TABLE = _table([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
_LOGIC_NAMES = ("A", "B", "always 1")


_ALL = [
    Lesson(
        "nine-lines",
        "Nine lines: one neuron",
        "One neuron learns to follow the first input: watch its weight grow and the others settle.",
        Experiment(
            inputs=_table([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]]),
            targets=_table([[0], [1], [1], [0]]),
            situations=_table([[1, 0, 0]]),
        ),
    ),
    Lesson(
        "two-layers",
        "Two layers: input to output",
        "The first column goes with the target: compare the answers after the first and the last "
        "iteration.",
        Experiment(
            inputs=_TRUTH_TABLE,
            targets=_table([[0], [0], [1], [1]]),
            situations=_table([[1, 0, 0], [0, 1, 0]]),
        ),
    ),
    Lesson(
        "eleven-lines",
        "Eleven lines: a hidden layer",
        "No single column tells the target, so four hidden neurons first make something of them.",
        Experiment(
            inputs=_TRUTH_TABLE,
            targets=_table([[0], [1], [1], [0]]),
            hidden=(4,),
            iterations=60_000,
            situations=_table([[1, 1, 0]]),
        ),
    ),
]

LESSONS = {lesson.id: lesson for lesson in _ALL}
