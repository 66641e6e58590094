"""Edits in words."""

import numpy as np
import pytest

from engine import LESSONS, Experiment
from engine.timeline.wording import describe

XOR = LESSONS["eleven-lines"].experiment
NAMED = XOR.replace(input_names=("left", "middle", "right")).with_target()


def with_inputs(*cells: tuple[int, int, float]) -> Experiment:
    inputs = XOR.inputs.copy()
    for row, column, value in cells:
        inputs[row, column] = value
    return XOR.replace(inputs=inputs)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (XOR, with_inputs((1, 0, -0.25)), "input 1 of example 2 from 0 to -0.25"),
        (XOR, with_inputs((0, 0, 1), (1, 0, 1)), "2 inputs of examples"),
        (NAMED, NAMED.replace(inputs=with_inputs((3, 1, 0)).inputs), "middle of example 4"),
        (NAMED, NAMED.replace(targets=np.eye(4)[:, :2]), "4 targets of examples"),
        (XOR, XOR.with_example(), "example added"),
        (XOR, XOR.without_example(0).without_example(0), "2 examples removed"),
        (XOR, XOR.with_input(), "input added"),
        (XOR, XOR.without_input(1), "input removed"),
        (XOR, XOR.with_target(), "target added"),
        (XOR, XOR.with_situation(), "new situation added"),
        (XOR, XOR.replace(situations=np.ones((1, 3))), "input 3 of new situation 1 from 0 to 1"),
        (XOR, XOR.replace(hidden=(4, 3)), "hidden layers from 4 to 4 and 3"),
        (XOR, XOR.replace(hidden=()), "hidden layers from 4 to none"),
        (XOR, XOR.replace(seed=2, learning_rate=0.1), "seed from 1 to 2, learning rate from 1 to"),
        (XOR, XOR.replace(iterations=7), "planned iterations from 60000 to 7"),
        (XOR, XOR.replace(target_names=("odd",)), "columns renamed"),
        (XOR, XOR, "nothing"),
    ],
)
def test_words(before: Experiment, after: Experiment, words: str) -> None:
    assert describe(before, after).startswith(words)
