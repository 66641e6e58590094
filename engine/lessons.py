"""The lessons, in teaching order: each one an experiment and a sentence on what to look for."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np

from engine.arrays import Array
from engine.network.experiment import Experiment


@dataclass(frozen=True)
class Lesson:
    """An experiment worth looking at; `summary` is one sentence that says what to look for."""

    id: str
    title: str
    summary: str
    experiment: Experiment


def _table(rows: Iterable[Iterable[float]]) -> Array:
    return np.array([list(row) for row in rows], dtype=np.float64)


def _logic(targets: Iterable[float], name: str) -> Experiment:
    """Two inputs and one that is always 1, in place of a threshold; half and half as a question."""
    return Experiment(
        inputs=_table([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]),
        targets=_table([target] for target in targets),
        situations=_table([[0.5, 0.5, 1]]),
        input_names=("A", "B", "always 1"),
        target_names=(name,),
    )


def _signal_and_noise() -> Experiment:
    """Each noise looks the same whatever the target; the questions are rows that were left out."""
    noise = [(0, 1), (1, 0), (1, 1)]
    return Experiment(
        inputs=_table([signal, *row, 1] for row in noise for signal in (0, 1)),
        targets=_table([signal] for _ in noise for signal in (0, 1)),
        situations=_table([[1, 0, 0, 1], [0, 0, 0, 1]]),
        input_names=("signal", "noise 1", "noise 2", "always 1"),
    )


def _parity() -> Experiment:
    bits = list(product((0, 1), repeat=3))
    return Experiment(
        inputs=_table([*row, 1] for row in bits),
        targets=_table([sum(row) % 2] for row in bits),
        hidden=(4,),
        iterations=20_000,
        situations=_table([[1, 1, 0.5, 1]]),
        input_names=("bit 1", "bit 2", "bit 3", "always 1"),
        target_names=("odd",),
    )


_SEGMENTS = ("top", "upper right", "lower right", "bottom", "lower left", "upper left", "middle")
_DIGITS = ("abcdef", "bc", "abdeg", "abcdg", "bcfg", "acdfg", "acdefg", "abc", "abcdefg", "abcdfg")


def _lit(segments: str) -> list[float]:
    """1 for each segment that is lit; the letters are those of every data sheet, from the top."""
    return [float(letter in segments) for letter in "abcdefg"]


def _seven_segment() -> Experiment:
    """The digits 0 … 9; as questions 6 without its top, 9 without its bottom, 7 with a serif.

    At a learning rate of 1 it tumbles for a while: there the last bit of a number decides.
    """
    return Experiment(
        inputs=_table(map(_lit, _DIGITS)),
        targets=np.eye(10),
        hidden=(5,),
        learning_rate=0.5,
        situations=_table(map(_lit, ("cdefg", "abcfg", "abcf"))),
        input_names=_SEGMENTS,
        target_names=tuple(f"is {digit}" for digit in range(10)),
    )


_IN_TEACHING_ORDER = (
    Lesson(
        "nine-lines",
        "Nine lines: one neuron",
        "The first input always equals the target: watch its weight grow until the neuron "
        "answers a situation it has never seen.",
        Experiment(
            inputs=_table([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]]),
            targets=_table([[0], [1], [1], [0]]),
            situations=_table([[1, 0, 0]]),
        ),
    ),
    Lesson(
        "two-layers",
        "Two layers: inputs and answers",
        "The same network as code with matrices: compare the answers after the first and after "
        "the last iteration.",
        Experiment(
            inputs=_table([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]),
            targets=_table([[0], [0], [1], [1]]),
            situations=_table([[1, 0, 0], [0, 1, 0]]),
        ),
    ),
    Lesson(
        "correlation",
        "Signal and noise",
        "One column goes with the target and the others do not: the weights find out which.",
        _signal_and_noise(),
    ),
    Lesson(
        "and",
        "AND: both",
        "Neither input may be enough by itself: watch the input that is always 1 turn into a "
        "threshold.",
        _logic([0, 0, 0, 1], "A and B"),
    ),
    Lesson(
        "or",
        "OR: at least one",
        "Either input has to be enough by itself: compare the weights with those of AND.",
        _logic([0, 1, 1, 1], "A or B"),
    ),
    Lesson(
        "xor-one-neuron",
        "XOR with one neuron: it cannot",
        "One neuron draws one line, and no line parts these four: all answers settle at a half.",
        _logic([0, 1, 1, 0], "A or B, not both"),
    ),
    Lesson(
        "eleven-lines",
        "Eleven lines: a hidden layer",
        "No single column gives the target away, so the four hidden neurons have to make columns "
        "that do.",
        Experiment(
            inputs=_table([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]]),
            targets=_table([[0], [1], [1], [0]]),
            hidden=(4,),
            iterations=60_000,
            situations=_table([[1, 1, 0]]),
        ),
    ),
    Lesson(
        "parity-three",
        "Parity: odd or even",
        "One bit more turns every answer around: the error waits on a ledge before it falls.",
        _parity(),
    ),
    Lesson(
        "seven-segment",
        "Seven segments, ten digits",
        "Five hidden neurons tell ten digits apart: see how sure they are of drawings they have "
        "never seen.",
        _seven_segment(),
    ),
)

LESSONS = {lesson.id: lesson for lesson in _IN_TEACHING_ORDER}
