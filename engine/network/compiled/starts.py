"""Several starts of one experiment side by side, each to the last bit as if it were alone.

So every sum is taken in the order in which sums.py and changes.py take it for examples in blocks of
eight: a block is two groups, its lower and its upper half.
"""

import numpy as np
from numba import njit

from engine.arrays import Array
from engine.network.compiled import part
from engine.network.compiled.activations import activate, times_slope
from engine.network.compiled.edition import EDITION
from engine.network.compiled.gil import give_up, take_back
from engine.network.compiled.group_changes import Changing, change, improve_all
from engine.network.compiled.group_layout import GROUPS, GroupLayout, lay_out, take_in
from engine.network.compiled.groups import LANES, over_examples, weighted_sum
from engine.network.compiled.kernels import SQUARED
from engine.network.compiled.layout import (
    ACTIVATION,
    DELTA,
    LOSS,
    NEURONS,
    OPTIMIZER,
    OUTPUT,
    SOURCES,
    STRIDE,
    WEIGHTS,
    Integers,
)
from engine.network.compiled.optimizers import DESCENT, Update
from engine.network.compiled.vectors import Vector, absolute, load, store, where_above, zeros
from engine.network.together import STARTS

_WRONG = 0.5


def _train(
    numbers: Array,
    inputs: Array,
    targets: Array,
    shape: Integers,
    choices: Integers,
    settings: tuple[float, float, float],
    segment: int,
    iterations: int,
) -> Array:
    """Change training states' numbers, (starts / STARTS / sides, sides, numbers, STARTS), from
    iteration 0 on. What an optimizer counts, it counts once for a side.

    Returns for each start the first of the iterations 0 … `iterations` at which every |error| is
    below a half, or infinity.
    """
    zero, single = zeros(LANES), zeros(STARTS)
    plan, table, memory = lay_out(shape, choices, len(inputs), numbers.shape[1], numbers.shape[2])
    take_in(memory, plan, table, inputs, targets)
    right = np.full(len(numbers) * table.sides * STARTS, np.inf)
    update = Update(choices[OPTIMIZER], segment * STARTS, *settings)
    at_once = update.optimizer == DESCENT and update.decay == 0.0
    gradient = np.zeros(0 if at_once else table.sides * update.segment)
    keeps_slope = choices[LOSS] == SQUARED
    thread = give_up(iterations * len(inputs) * numbers.size)
    for together in range(len(numbers)):
        own = numbers[together].reshape(-1)
        changing = Changing(at_once, table.numbers if at_once else segment, update)
        for iteration in range(iterations + 1):
            learn = iteration < iterations
            _iterate(memory, plan, table, own, gradient, changing, keeps_slope, learn, zero)
            for side in range(table.sides):
                wrong = over_examples(load(memory, table.wrong + side * LANES, zero))
                place = (together * table.sides + side) * STARTS
                first = load(right, place, single)
                now = where_above(first, float(iteration), float(iteration), first)
                store(right, place, where_above(wrong, 0.0, first, now))
    take_back(thread)
    return right


@part
def _iterate(
    memory: Array,
    plan: Integers,
    table: GroupLayout,
    numbers: Array,
    gradient: Array,
    changing: Changing,
    keeps_slope: bool,
    learn: bool,
    zero: Vector,
) -> None:
    """Change the numbers if they are to `learn`; notes above 0 where an answer was wrong."""
    for side in range(table.sides):
        store(memory, table.wrong + side * LANES, zero)
    for first in range(0, table.groups, GROUPS):
        groups = min(GROUPS, table.groups - first)
        for group in range(groups):
            _forward(memory, plan, table, first, group, numbers, zero)
            _judge(memory, plan, table, first, group, keeps_slope, zero)
            if learn:
                _backward(memory, plan, table, group, numbers, zero)
        if learn:
            changed = numbers if changing.at_once else gradient
            for k in range(len(plan) - 1):
                change(memory, plan, table, k, first, groups, changed, changing, zero)
    if learn and not changing.at_once:
        improve_all(numbers, gradient, plan, table, changing, zero)


@part
def _forward(
    memory: Array,
    plan: Integers,
    table: GroupLayout,
    first: int,
    group: int,
    numbers: Array,
    zero: Vector,
) -> None:
    few = zeros(STARTS)  # an activation needs the registers for what it computes on the way
    for k in range(len(plan) - 1):
        sources, neurons = plan[k, SOURCES], plan[k + 1, NEURONS]
        source = plan[k, OUTPUT] + (group * table.sides if k else first + group) * plan[k, STRIDE]
        output = plan[k + 1, OUTPUT] + group * table.sides * plan[k + 1, STRIDE]
        weight = plan[k, WEIGHTS]
        for _ in range(table.sides):
            for n in range(neurons):
                added = weighted_sum(
                    memory, source, sources, numbers, weight + n, neurons, n < neurons & ~7, zero
                )
                store(memory, output + n * LANES, added)
            activate(memory, output, output + neurons * LANES, plan[k + 1, ACTIVATION], few)
            source += plan[k, STRIDE] if k else 0
            output, weight = output + plan[k + 1, STRIDE], weight + table.numbers


@part
def _judge(
    memory: Array,
    plan: Integers,
    table: GroupLayout,
    first: int,
    group: int,
    keeps_slope: bool,
    zero: Vector,
) -> None:
    """The deltas of the last layer; notes where an answer is wrong."""
    last = len(plan) - 1
    output = plan[last, OUTPUT] + group * table.sides * plan[last, STRIDE]
    delta = plan[last, DELTA] + group * table.sides * plan[last, STRIDE]
    target, size = table.targets + (first + group) * plan[last, STRIDE], plan[last, STRIDE]
    for side in range(table.sides):
        wrong = load(memory, table.wrong + side * LANES, zero)
        for place in range(0, size, LANES):
            error = load(memory, target + place, zero) - load(memory, output + place, zero)
            if first + group + 1 == table.groups:
                error = error * load(memory, table.counts, zero)
            wrong = where_above(_WRONG, absolute(error), wrong, 1.0)
            store(memory, delta + place, error)
        store(memory, table.wrong + side * LANES, wrong)
        if keeps_slope:
            times_slope(memory, delta, output, size, plan[last, ACTIVATION], zero)
        output, delta = output + size, delta + size


@part
def _backward(
    memory: Array, plan: Integers, table: GroupLayout, group: int, numbers: Array, zero: Vector
) -> None:
    for k in range(len(plan) - 2, 0, -1):
        neurons, behind = plan[k, NEURONS], plan[k + 1, NEURONS]
        source = plan[k + 1, DELTA] + group * table.sides * plan[k + 1, STRIDE]
        output = plan[k, OUTPUT] + group * table.sides * plan[k, STRIDE]
        delta = plan[k, DELTA] + group * table.sides * plan[k, STRIDE]
        weight = plan[k, WEIGHTS]
        for _ in range(table.sides):
            for n in range(neurons):
                passed = weighted_sum(
                    memory, source, behind, numbers, weight + n * behind, 1, n < neurons & ~7, zero
                )
                store(memory, delta + n * LANES, passed)
            times_slope(memory, delta, output, neurons * LANES, plan[k, ACTIVATION], zero)
            source, weight = source + plan[k + 1, STRIDE], weight + table.numbers
            output, delta = output + plan[k, STRIDE], delta + plan[k, STRIDE]


_train.__qualname__ = f"train_starts_{EDITION}"
train_starts = njit(cache=True, error_model="numpy")(_train)
