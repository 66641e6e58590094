"""The lessons, in teaching order: each one an experiment and a sentence on what to look for."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np

from engine.arrays import Array
from engine.clouds import cloud
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


def _cloud(name: str, hidden: tuple[int, ...], noise: float, iterations: int) -> Experiment:
    """Sixty points of a cloud, rounded so that they can be read; the middle as a question."""
    points, classes = cloud(name, 60, noise, 1)
    return Experiment(
        inputs=np.column_stack([points.round(2), np.ones(60)]),
        targets=classes,
        hidden=hidden,
        learning_rate=0.1,
        iterations=iterations,
        situations=_table([[0, 0, 1]]),
        input_names=("across", "up", "always 1"),
        target_names=("second class",),
    )


def _fruit() -> Experiment:
    """How round, how yellow, how heavy; three of each, and a lemon as a question."""
    apples = [[0.9, 0.2, 0.2], [0.95, 0.4, 0.25], [0.85, 0.1, 0.2]]
    bananas = [[0.1, 0.95, 0.2], [0.2, 0.8, 0.15], [0.15, 0.9, 0.25]]
    melons = [[0.95, 0.3, 0.9], [0.9, 0.7, 1], [1, 0.5, 0.8]]
    return Experiment(
        inputs=_table([*row, 1] for row in (*apples, *bananas, *melons)),
        targets=np.repeat(np.eye(3), 3, axis=0),
        iterations=2_000,
        situations=_table([[0.7, 0.95, 0.15, 1]]),
        input_names=("round", "yellow", "heavy", "always 1"),
        target_names=("apple", "banana", "melon"),
    )


def _rain() -> Experiment:
    """Dark clouds bring rain when the air is damp or the pressure falls; fog alone does not."""
    days = list(product((0, 1), repeat=3))
    return Experiment(
        inputs=_table([*row, 1] for row in days),
        targets=_table([clouds and (damp or falls)] for clouds, damp, falls in days),
        iterations=5_000,
        situations=_table([[0.5, 1, 1, 1]]),
        input_names=("dark clouds", "damp air", "pressure falls", "always 1"),
        target_names=("rain",),
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
    Lesson(
        "fruit",
        "What fruit is it?",
        "Three neurons, one a fruit, learn from how round, yellow and heavy it is: ask about a "
        "lemon.",
        _fruit(),
    ),
    Lesson(
        "rain",
        "Will it rain?",
        "Eight kinds of days and what came of them: see how much the network makes of dark clouds.",
        _rain(),
    ),
    Lesson(
        "blobs",
        "Two blobs",
        "Two heaps of points that one line parts: see how sure a single neuron is near the line.",
        _cloud("blobs", (), 0.2, 1_000),
    ),
    Lesson(
        "two-moons",
        "Two moons",
        "No line parts these half-moons: watch the hidden neurons bend one.",
        _cloud("two-moons", (6,), 0.08, 10_000),
    ),
    Lesson(
        "circles",
        "Circles",
        "One class lies around the other: the hidden neurons have to close a ring.",
        _cloud("circles", (6,), 0.06, 5_000),
    ),
    Lesson(
        "spirals",
        "Spirals",
        "Two arms wind around each other: it takes twelve hidden neurons and some patience.",
        _cloud("spirals", (12,), 0.02, 10_000),
    ),
)

LESSONS = {lesson.id: lesson for lesson in _IN_TEACHING_ORDER}
