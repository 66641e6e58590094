"""What changes each start's weights: the sum over the examples, as changes.py takes it."""

from engine.arrays import Array
from engine.network.compiled import part
from engine.network.compiled.group_layout import GroupLayout
from engine.network.compiled.groups import LANES, over_examples
from engine.network.compiled.layout import DELTA, NEURONS, OUTPUT, STRIDE, WEIGHTS, Integers
from engine.network.compiled.vectors import Vector, fma, load, store, zeros
from engine.network.together import STARTS


@part
def change(
    memory: Array,
    plan: Integers,
    table: GroupLayout,
    k: int,
    first: int,
    groups: int,
    weights: Array,
    rate: float,
    zero: Vector,
) -> None:
    """Add so many groups, from the `first` on, to the sums of synapse layer k; the last ones change
    the weights."""
    x = plan[k, OUTPUT] + (0 if k else first * plan[k, STRIDE])
    y, weight = plan[k + 1, DELTA], plan[k, WEIGHTS]
    for _ in range(table.sides):
        if table.groups == 1:
            _one_group(memory, plan, k, x, y, weights, weight, rate, zero)
        else:
            _many_groups(memory, plan, table, k, first, groups, x, y, weights, weight, rate, zero)
        x += plan[k, STRIDE] if k else 0
        y, weight = y + plan[k + 1, STRIDE], weight + table.synapses


@part
def _one_group(
    memory: Array,
    plan: Integers,
    k: int,
    x: int,
    y: int,
    weights: Array,
    weight: int,
    rate: float,
    zero: Vector,
) -> None:
    sources, neurons = plan[k, NEURONS], plan[k + 1, NEURONS]
    for j in range(neurons):
        delta = load(memory, y + j * LANES, zero)
        at, place = x, weight + j
        for _ in range(sources):
            total = over_examples(load(memory, at, zero) * delta)
            _change(weights, place, total, rate)
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
    weights: Array,
    weight: int,
    rate: float,
    zero: Vector,
) -> None:
    sources, neurons = plan[k, NEURONS], plan[k + 1, NEURONS]
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
                _change(weights, place, over_examples(lower + upper), rate)


@part
def _change(weights: Array, synapse: int, total: Vector, rate: float) -> None:
    before = load(weights, synapse * STARTS, zeros(STARTS))
    store(weights, synapse * STARTS, before + total * rate)


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
