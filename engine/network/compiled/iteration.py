"""One iteration, as the definition has it: forward, backward, and the weights changed."""

from engine.arrays import Array
from engine.network.compiled import part
from engine.network.compiled.changes import Changing, Portion, Rows, change
from engine.network.compiled.layout import (
    DELTA,
    NEURONS,
    OUTPUT,
    STRIDE,
    WEIGHTS,
    Integers,
    TableLayout,
)
from engine.network.compiled.sigmoid import sigmoid, slope
from engine.network.compiled.sums import Synapses, weighted_sums
from engine.network.compiled.vectors import Vector, absolute, lanes_of, load, store, total

BLOCKS = 16
"""Blocks worked on at once: so few that their layers stay in the processor's nearest cache."""


@part
def iterate(
    memory: Array,
    plan: Integers,
    table: TableLayout,
    sums: Array,
    weights: Array,
    rate: float,
    zero: Vector,
) -> float:
    """Change the weights; returns the mean |error| they had before."""
    missed = zero
    for first in range(0, table.blocks, BLOCKS):
        blocks = min(BLOCKS, table.blocks - first)
        for block in range(blocks):
            forward(memory, plan, first, block, weights, zero)
            missed = missed + miss(memory, plan, table, first, block, zero)
            backward(memory, plan, block, weights, zero)
        portion = Portion(blocks, first == 0, first + blocks == table.blocks)
        for k in range(len(plan) - 1):
            start = plan[k, OUTPUT] + (0 if k else first * plan[k, STRIDE])
            outputs = Rows(start, plan[k, STRIDE], plan[k, NEURONS])
            deltas = Rows(plan[k + 1, DELTA], plan[k + 1, STRIDE], plan[k + 1, NEURONS])
            changing = Changing(plan[k, WEIGHTS], rate)
            change(memory, outputs, deltas, portion, sums, weights, changing, zero)
    return mean(missed, plan, table)


@part
def mean(missed: Vector, plan: Integers, table: TableLayout) -> float:
    """The mean |error|, from the sums in all lanes."""
    return total(missed) / (table.examples * plan[len(plan) - 1, NEURONS])


@part
def forward(
    memory: Array, plan: Integers, first: int, block: int, weights: Array, zero: Vector
) -> None:
    """The layers behind the inputs, for a block counted from the `first` one worked on."""
    lanes = lanes_of(zero)
    source = plan[0, OUTPUT] + (first + block) * plan[0, STRIDE]
    for k in range(len(plan) - 1):
        neurons = plan[k + 1, NEURONS]
        output = plan[k + 1, OUTPUT] + block * plan[k + 1, STRIDE]
        synapses = Synapses(plan[k, WEIGHTS], neurons, 1)
        weighted_sums(memory, source, plan[k, NEURONS], weights, synapses, output, neurons, zero)
        for place in range(output, output + neurons * lanes, lanes):
            store(memory, place, sigmoid(load(memory, place, zero)))
        source = output


@part
def miss(
    memory: Array, plan: Integers, table: TableLayout, first: int, block: int, zero: Vector
) -> Vector:
    """The deltas of the last layer; returns the sum of |error| in each lane."""
    lanes, depth = lanes_of(zero), len(plan) - 1
    output = plan[depth, OUTPUT] + block * plan[depth, STRIDE]
    delta = plan[depth, DELTA] + block * plan[depth, STRIDE]
    target = table.targets + (first + block) * plan[depth, STRIDE]
    missed = zero
    for place in range(0, plan[depth, NEURONS] * lanes, lanes):
        answer = load(memory, output + place, zero)
        error = load(memory, target + place, zero) - answer
        if first + block + 1 == table.blocks:
            error = error * load(memory, table.counts, zero)
        missed = missed + absolute(error)
        store(memory, delta + place, error * slope(answer))
    return missed


@part
def backward(memory: Array, plan: Integers, block: int, weights: Array, zero: Vector) -> None:
    """The deltas of the hidden layers, from those of the last one."""
    lanes = lanes_of(zero)
    for k in range(len(plan) - 2, 0, -1):
        neurons, behind = plan[k, NEURONS], plan[k + 1, NEURONS]
        source = plan[k + 1, DELTA] + block * plan[k + 1, STRIDE]
        output = plan[k, OUTPUT] + block * plan[k, STRIDE]
        delta = plan[k, DELTA] + block * plan[k, STRIDE]
        synapses = Synapses(plan[k, WEIGHTS], 1, behind)
        weighted_sums(memory, source, behind, weights, synapses, delta, neurons, zero)
        for place in range(0, neurons * lanes, lanes):
            passed_back = load(memory, delta + place, zero)
            store(memory, delta + place, passed_back * slope(load(memory, output + place, zero)))
