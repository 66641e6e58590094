"""What changes each start's numbers: the sum over the examples, as changes.py takes it."""

from typing import NamedTuple

from engine.arrays import Array
from engine.network.compiled import part
from engine.network.compiled.group_layout import GroupLayout
from engine.network.compiled.groups import LANES, over_examples
from engine.network.compiled.layout import (
    DELTA,
    NEURONS,
    OUTPUT,
    SOURCES,
    STRIDE,
    WEIGHTS,
    Integers,
)
from engine.network.compiled.optimizers import Update, decay, improve
from engine.network.compiled.vectors import Vector, fma, load, store, zeros
from engine.network.together import STARTS


class Changing(NamedTuple):
    """Whether the numbers are changed at once, or a gradient is made for the optimizer; how many
    numbers, or parts of the gradient, lie between two sides."""

    at_once: bool
    across: int
    update: Update


@part
def improve_all(
    numbers: Array,
    gradient: Array,
    plan: Integers,
    table: GroupLayout,
    changing: Changing,
    zero: Vector,
) -> None:
    """Each side's numbers by the optimizer, which sees no starts: to it they are more numbers."""
    update = changing.update
    of_all = Update(update.optimizer, update.segment, update.rate, update.momentum, 0.0)
    for side in range(table.sides):
        start = side * table.numbers * STARTS
        own = numbers[start : start + table.numbers * STARTS]
        slopes = gradient[side * update.segment : (side + 1) * update.segment]
        if update.decay != 0.0:
            for k in range(len(plan) - 1):
                first = plan[k, WEIGHTS] * STARTS
                weights = plan[k, NEURONS] * plan[k + 1, NEURONS] * STARTS
                decay(own, slopes, first, weights, update.decay, zeros(STARTS))
        improve(own, slopes, plan, of_all, zero)


@part
def change(
    memory: Array,
    plan: Integers,
    table: GroupLayout,
    k: int,
    first: int,
    groups: int,
    changed: Array,
    changing: Changing,
    zero: Vector,
) -> None:
    """Add so many groups, from the `first` on, to the sums of synapse layer k; the last ones change
    the weights or the gradient."""
    x = plan[k, OUTPUT] + (0 if k else first * plan[k, STRIDE])
    y, place = plan[k + 1, DELTA], plan[k, WEIGHTS]
    for _ in range(table.sides):
        if table.groups == 1:
            _one_group(memory, plan, k, x, y, changed, place, changing, zero)
        else:
            _many_groups(
                memory, plan, table, k, first, groups, x, y, changed, place, changing, zero
            )
        x += plan[k, STRIDE] if k else 0
        y, place = y + plan[k + 1, STRIDE], place + changing.across


@part
def _one_group(
    memory: Array,
    plan: Integers,
    k: int,
    x: int,
    y: int,
    changed: Array,
    weight: int,
    changing: Changing,
    zero: Vector,
) -> None:
    sources, neurons = plan[k, SOURCES], plan[k + 1, NEURONS]
    for j in range(neurons):
        delta = load(memory, y + j * LANES, zero)
        at, place = x, weight + j
        for _ in range(sources):
            total = over_examples(load(memory, at, zero) * delta)
            _change(changed, place, total, changing)
            at, place = at + LANES, place + neurons


@part
def _many_groups(
    memory: Array,
    plan: Integers,
    table: GroupLayout,
    k: int,
    first: int,
    groups: int,
    x: int,
    y: int,
    changed: Array,
    weight: int,
    changing: Changing,
    zero: Vector,
) -> None:
    sources, neurons = plan[k, SOURCES], plan[k + 1, NEURONS]
    sides, across = table.sides if k else 1, 2 * table.sides * plan[k + 1, STRIDE]
    away = 2 * sides * plan[k, STRIDE]
    for i in range(sources):
        for j in range(neurons):
            in_turn = i < sources & ~1 and j < neurons & ~3
            at, from_, place = x + i * LANES, y + j * LANES, weight + i * neurons + j
            sums = table.sums + 2 * place * LANES
            lower = upper = zero
            if first:
                lower, upper = load(memory, sums, zero), load(memory, sums + LANES, zero)
            half = (groups + 1) // 2
            lower = _added(memory, at, away, from_, across, half, lower, in_turn, zero)
            at, from_, half = at + away // 2, from_ + across // 2, groups // 2
            upper = _added(memory, at, away, from_, across, half, upper, in_turn, zero)
            if first + groups < table.groups:
                store(memory, sums, lower)
                store(memory, sums + LANES, upper)
            else:
                _change(changed, place, over_examples(lower + upper), changing)


@part
def _change(changed: Array, place: int, total: Vector, changing: Changing) -> None:
    before = load(changed, place * STARTS, zeros(STARTS))
    step = total * changing.update.rate if changing.at_once else total
    store(changed, place * STARTS, before + step)


@part
def _added(
    memory: Array,
    x: int,
    away: int,
    y: int,
    across: int,
    count: int,
    even: Vector,
    in_turn: bool,
    zero: Vector,
) -> Vector:
    """To a sum so many products of vectors: in turn, or of every second one and of the others."""
    odd = zero
    for number in range(count):
        if in_turn or not number & 1:
            even = fma(load(memory, x, zero), load(memory, y, zero), even)
        else:
            odd = fma(load(memory, x, zero), load(memory, y, zero), odd)
        x, y = x + away, y + across
    return even + odd
