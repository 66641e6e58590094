"""What engine/training.py calls: training for some iterations, and looking at one of them."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from engine.arrays import Array, Iterations
from engine.network.compiled import part, whole
from engine.network.compiled.edition import EDITION
from engine.network.compiled.gil import give_up, take_back
from engine.network.compiled.iteration import BLOCKS, backward, forward, iterate, mean, miss
from engine.network.compiled.layout import (
    DELTA,
    OUTPUT,
    STRIDE,
    Copy,
    Integers,
    fill,
    lay_out,
    read_out,
    take_in,
)
from engine.network.compiled.vectors import zeros

_LANES = 8
"""For looking; which it is makes no difference to the numbers."""


def _kept(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Compiled at the first call, or loaded from disk if this edition was compiled before."""
    function.__qualname__ = f"{name}_{EDITION}"
    return njit(cache=True, error_model="numpy")(function)


def _trainer(lanes: int) -> Callable[..., tuple[bool, Array]]:
    def train(
        weights: Array,
        inputs: Array,
        targets: Array,
        shape: Integers,
        rate: float,
        start: int,
        iterations: int,
        sample: Iterations,
    ) -> tuple[bool, Array]:
        """Change the weights; returns whether they are still finite, and the sampled errors.

        A weight that is not finite stays so, so that one look in the end is enough.
        """
        zero = zeros(lanes)
        plan, table, memory = lay_out(shape, len(inputs), BLOCKS, lanes)
        take_in(memory, plan, table, inputs, targets, lanes)
        sums = np.empty(lanes * len(weights) if table.blocks > BLOCKS else 0)
        errors, noted = np.empty(len(sample)), 0
        thread = give_up(iterations * len(inputs) * len(weights))
        for iteration in range(start, start + iterations):
            error = iterate(memory, plan, table, sums, weights, rate, zero)
            if noted < len(sample) and sample[noted] == iteration:
                errors[noted] = error
                noted += 1
        take_back(thread)
        return _all_finite(weights), errors

    return _kept(train, f"train_{lanes}")


@part
def _all_finite(numbers: Array) -> bool:
    nothing = 0.0
    for number in numbers:
        nothing += 0.0 * number
    return nothing == 0.0


def _look(
    weights: Array, inputs: Array, targets: Array, situations: Array, shape: Integers
) -> tuple[float, bool, Array]:
    """The mean |error|; whether all deltas are finite; and in one array the layers behind the
    inputs, their deltas, the errors and the situations' answers: the numbers that training works
    with, to the last bit."""
    examples, answers = targets.shape
    behind = examples * (shape.sum() - shape[0])
    seen = np.empty(2 * behind + targets.size + len(situations) * answers)
    plan, table, memory = lay_out(shape, examples, 1, _LANES)
    take_in(memory, plan, table, inputs, targets, _LANES)
    missed, thread = zeros(_LANES), give_up(examples * len(weights))
    for block in range(table.blocks):
        forward(memory, plan, block, 0, weights, zeros(_LANES))
        missed = missed + miss(memory, plan, table, block, 0, zeros(_LANES))
        backward(memory, plan, 0, weights, zeros(_LANES))
        place = 0
        for k in range(1, len(plan)):
            layer = Copy(place, examples, shape[k])
            read_out(memory, plan[k, OUTPUT], seen, layer, block, _LANES)
            delta = Copy(behind + place, examples, shape[k])
            read_out(memory, plan[k, DELTA], seen, delta, block, _LANES)
            place += examples * shape[k]
    for place in range(targets.size):
        target = targets[place // answers, place % answers]
        seen[2 * behind + place] = target - seen[behind - targets.size + place]
    take_back(thread)
    _answer(weights, situations, shape, seen, 2 * behind + targets.size)
    finite = _all_finite(seen[behind : 2 * behind])
    return mean(missed, plan, table), finite, seen


@whole
def _answer(weights: Array, situations: Array, shape: Integers, seen: Array, start: int) -> None:
    plan, table, memory = lay_out(shape, len(situations), 1, _LANES)
    fill(memory, plan[0, OUTPUT], plan[0, STRIDE], situations, _LANES)
    for block in range(table.blocks):
        forward(memory, plan, block, 0, weights, zeros(_LANES))
        answers = Copy(start, len(situations), shape[-1])
        read_out(memory, plan[len(plan) - 1, OUTPUT], seen, answers, block, _LANES)


train_4, train_8 = _trainer(4), _trainer(8)
look = _kept(_look, "look")
