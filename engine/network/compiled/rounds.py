"""What engine/network/many.py calls: many trainings of one kind, a few iterations and a look each.

Each is done as `train` and `look` do it alone, so its numbers are the same to the last bit.
"""

from typing import NamedTuple

import numpy as np

from engine.arrays import Array, Iterations
from engine.network.compiled import whole
from engine.network.compiled.kernels import kept, look, train_4, train_8
from engine.network.compiled.layout import Integers
from engine.network.training import FEW

_SETTINGS = 3


class Sizes(NamedTuple):
    """How many examples and situations there are, and neurons at both ends."""

    examples: int
    situations: int
    inputs: int
    answers: int


@whole
def _inputs(table: Array, sizes: Sizes) -> Array:
    end = _SETTINGS + sizes.examples * sizes.inputs
    return table[_SETTINGS:end].reshape(sizes.examples, sizes.inputs)


@whole
def _targets(table: Array, sizes: Sizes) -> Array:
    start = _SETTINGS + sizes.examples * sizes.inputs
    end = start + sizes.examples * sizes.answers
    return table[start:end].reshape(sizes.examples, sizes.answers)


@whole
def _situations(table: Array, sizes: Sizes) -> Array:
    start = len(table) - sizes.situations * sizes.inputs
    return table[start:].reshape(sizes.situations, sizes.inputs)


def _train_all(
    numbers: Array,
    tables: Array,
    sizes: Sizes,
    shape: Integers,
    choices: Integers,
    starts: Iterations,
    iterations: Iterations,
) -> tuple[bool, Array]:
    """Change the numbers, a row a training; returns whether all are finite, and the mean |error|
    before each iteration, a row a training. `tables` has a row of settings, inputs, targets and
    situations for each."""
    told, turning = np.empty((len(numbers), iterations.max())), np.empty((2, 0))
    finite = True
    for run in range(len(numbers)):
        own, table, start, steps = numbers[run], tables[run], starts[run], iterations[run]
        settings, sample = (table[0], table[1], table[2]), np.arange(start, start + steps)
        inputs, targets = _inputs(table, sizes), _targets(table, sizes)
        if sizes.examples <= FEW:
            good, errors = train_4(
                own, inputs, targets, shape, choices, settings, start, steps, sample, turning
            )
        else:
            good, errors = train_8(
                own, inputs, targets, shape, choices, settings, start, steps, sample, turning
            )
        told[run, :steps] = errors
        finite = finite and good
    return finite, told


def _look_at_all(
    numbers: Array, tables: Array, sizes: Sizes, shape: Integers, choices: Integers, width: int
) -> tuple[bool, Array, Array]:
    """Whether all deltas are finite; the mean |error| of each; and what `look` sees, a row each of
    this width."""
    missed, seen = np.empty(len(numbers)), np.empty((len(numbers), width))
    finite = True
    for run in range(len(numbers)):
        table = tables[run]
        inputs, targets = _inputs(table, sizes), _targets(table, sizes)
        situations = _situations(table, sizes)
        missed[run], sound, seen[run] = look(
            numbers[run], inputs, targets, situations, shape, choices
        )
        finite = finite and sound
    return finite, missed, seen


train_all = kept(_train_all, "train_all")
look_at_all = kept(_look_at_all, "look_at_all")
