"""Several starts of one experiment side by side, each to the last bit as if it were alone.

So every sum is taken in the order in which sums.py and changes.py take it for examples in blocks of
eight: a block is two groups, its lower and its upper half.
"""

import numpy as np
from numba import njit

from engine.arrays import Array
from engine.network.compiled import part
from engine.network.compiled.activations import sigmoid_slope
from engine.network.compiled.edition import EDITION
from engine.network.compiled.exponential import sigmoid
from engine.network.compiled.gil import give_up, take_back
from engine.network.compiled.group_changes import change
from engine.network.compiled.group_layout import GROUPS, GroupLayout, lay_out, take_in
from engine.network.compiled.groups import LANES, over_examples, weighted_sum
from engine.network.compiled.layout import DELTA, NEURONS, OUTPUT, STRIDE, WEIGHTS, Integers
from engine.network.compiled.vectors import Vector, absolute, load, store, where_above, zeros
from engine.network.together import STARTS

_WRONG = 0.5


def _train(
    weights: Array, inputs: Array, targets: Array, shape: Integers, rate: float, iterations: int
) -> Array:
    """Change the weights, (starts / STARTS / sides, sides, synapses, STARTS), from iteration 0 on.

    Returns for each start the first of the iterations 0 … `iterations` at which every |error| is
    below a half, or infinity.
    """
    zero, single = zeros(LANES), zeros(STARTS)
    plan, table, memory = lay_out(shape, len(inputs), weights.shape[1])
    take_in(memory, plan, table, inputs, targets)
    right = np.full(len(weights) * table.sides * STARTS, np.inf)
    thread = give_up(iterations * len(inputs) * weights.size)
    for together in range(len(weights)):
        own = weights[together].reshape(-1)
        for iteration in range(iterations + 1):
            _iterate(memory, plan, table, own, rate, iteration < iterations, zero)
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
    weights: Array,
    rate: float,
    learn: bool,
    zero: Vector,
) -> None:
    """Change the weights if they are to `learn`; notes above 0 where an answer was wrong."""
    for side in range(table.sides):
        store(memory, table.wrong + side * LANES, zero)
    for first in range(0, table.groups, GROUPS):
        groups = min(GROUPS, table.groups - first)
        for group in range(groups):
            _forward(memory, plan, table, first, group, weights, zero)
            _judge(memory, plan, table, first, group, zero)
            if learn:
                _backward(memory, plan, table, group, weights, zero)
        if learn:
            for k in range(len(plan) - 1):
                change(memory, plan, table, k, first, groups, weights, rate, zero)


@part
def _forward(
    memory: Array,
    plan: Integers,
    table: GroupLayout,
    first: int,
    group: int,
    weights: Array,
    zero: Vector,
) -> None:
    for k in range(len(plan) - 1):
        sources, neurons = plan[k, NEURONS], plan[k + 1, NEURONS]
        source = plan[k, OUTPUT] + (group * table.sides if k else first + group) * plan[k, STRIDE]
        output = plan[k + 1, OUTPUT] + group * table.sides * plan[k + 1, STRIDE]
        weight = plan[k, WEIGHTS]
        for _ in range(table.sides):
            for n in range(neurons):
                added = weighted_sum(
                    memory, source, sources, weights, weight + n, neurons, n < neurons & ~7, zero
                )
                store(memory, output + n * LANES, added)
            source += plan[k, STRIDE] if k else 0
            output, weight = output + plan[k + 1, STRIDE], weight + table.synapses
        for place in range(output - table.sides * plan[k + 1, STRIDE], output, LANES):
            store(memory, place, sigmoid(load(memory, place, zero)))


@part
def _judge(
    memory: Array, plan: Integers, table: GroupLayout, first: int, group: int, zero: Vector
) -> None:
    """The deltas of the last layer; notes where an answer is wrong."""
    last = len(plan) - 1
    output = plan[last, OUTPUT] + group * table.sides * plan[last, STRIDE]
    delta = plan[last, DELTA] + group * table.sides * plan[last, STRIDE]
    target = table.targets + (first + group) * plan[last, STRIDE]
    for side in range(table.sides):
        wrong = load(memory, table.wrong + side * LANES, zero)
        for place in range(0, plan[last, STRIDE], LANES):
            answer = load(memory, output + place, zero)
            error = load(memory, target + place, zero) - answer
            if first + group + 1 == table.groups:
                error = error * load(memory, table.counts, zero)
            wrong = where_above(_WRONG, absolute(error), wrong, 1.0)
            store(memory, delta + place, error * sigmoid_slope(answer))
        store(memory, table.wrong + side * LANES, wrong)
        output, delta = output + plan[last, STRIDE], delta + plan[last, STRIDE]


@part
def _backward(
    memory: Array, plan: Integers, table: GroupLayout, group: int, weights: Array, zero: Vector
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
                    memory, source, behind, weights, weight + n * behind, 1, n < neurons & ~7, zero
                )
                slopes = sigmoid_slope(load(memory, output + n * LANES, zero))
                store(memory, delta + n * LANES, passed * slopes)
            source, weight = source + plan[k + 1, STRIDE], weight + table.synapses
            output, delta = output + plan[k, STRIDE], delta + plan[k, STRIDE]


_train.__qualname__ = f"train_starts_{EDITION}"
train_starts = njit(cache=True, error_model="numpy")(_train)
