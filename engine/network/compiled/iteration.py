"""One iteration, as the definition has it: forward, backward, and the weights changed."""

from typing import NamedTuple

from engine.arrays import Array
from engine.network.compiled import part
from engine.network.compiled.activations import SIGMOID, activate, sigmoid_slope, times_slope
from engine.network.compiled.changes import Changing, Portion, Rows, change
from engine.network.compiled.layout import (
    ACTIVATION,
    DELTA,
    NEURONS,
    OUTPUT,
    SOURCES,
    STRIDE,
    WEIGHTS,
    Integers,
    TableLayout,
)
from engine.network.compiled.sums import Synapses, weighted_sums
from engine.network.compiled.vectors import Vector, absolute, lanes_of, load, store, total

BLOCKS = 16
"""Blocks worked on at once: so few that their layers stay in the processor's nearest cache."""


class Formulas(NamedTuple):
    """Whether the last delta has the slope in it, and whether weights are changed at once, without
    a gradient that an optimizer makes something of."""

    keeps_slope: bool
    at_once: bool


@part
def iterate(
    memory: Array,
    plan: Integers,
    table: TableLayout,
    sums: Array,
    numbers: Array,
    changed: Array,
    rate: float,
    formulas: Formulas,
    zero: Vector,
) -> float:
    """Change the numbers, or add up their gradient; returns the mean |error| they had before."""
    missed = zero
    for first in range(0, table.blocks, BLOCKS):
        blocks = min(BLOCKS, table.blocks - first)
        for block in range(blocks):
            forward(memory, plan, first, block, numbers, zero)
            missed = missed + miss(memory, plan, formulas, table, first, block, zero)
            backward(memory, plan, block, numbers, zero)
        portion = Portion(blocks, first == 0, first + blocks == table.blocks)
        for k in range(len(plan) - 1):
            start = plan[k, OUTPUT] + (0 if k else first * plan[k, STRIDE])
            outputs = Rows(start, plan[k, STRIDE], plan[k, SOURCES])
            deltas = Rows(plan[k + 1, DELTA], plan[k + 1, STRIDE], plan[k + 1, NEURONS])
            changing = Changing(plan[k, WEIGHTS], rate)
            change(memory, outputs, deltas, portion, sums, changed, changing, zero)
    return mean(missed, plan, table)


@part
def mean(missed: Vector, plan: Integers, table: TableLayout) -> float:
    """The mean |error|, from the sums in all lanes."""
    return total(missed) / (table.examples * plan[len(plan) - 1, NEURONS])


@part
def forward(
    memory: Array, plan: Integers, first: int, block: int, numbers: Array, zero: Vector
) -> None:
    """The layers behind the inputs, for a block counted from the `first` one worked on."""
    lanes = lanes_of(zero)
    source = plan[0, OUTPUT] + (first + block) * plan[0, STRIDE]
    for k in range(len(plan) - 1):
        neurons = plan[k + 1, NEURONS]
        output = plan[k + 1, OUTPUT] + block * plan[k + 1, STRIDE]
        synapses = Synapses(plan[k, WEIGHTS], neurons, 1)
        weighted_sums(memory, source, plan[k, SOURCES], numbers, synapses, output, neurons, zero)
        activate(memory, output, output + neurons * lanes, plan[k + 1, ACTIVATION], zero)
        source = output


@part
def miss(
    memory: Array,
    plan: Integers,
    formulas: Formulas,
    table: TableLayout,
    first: int,
    block: int,
    zero: Vector,
) -> Vector:
    """The deltas of the last layer; returns the sum of |error| in each lane."""
    lanes, depth = lanes_of(zero), len(plan) - 1
    output = plan[depth, OUTPUT] + block * plan[depth, STRIDE]
    delta = plan[depth, DELTA] + block * plan[depth, STRIDE]
    target = table.targets + (first + block) * plan[depth, STRIDE]
    squashed = formulas.keeps_slope and plan[depth, ACTIVATION] == SIGMOID
    missed = zero
    for place in range(0, plan[depth, NEURONS] * lanes, lanes):
        answer = load(memory, output + place, zero)
        error = load(memory, target + place, zero) - answer
        if first + block + 1 == table.blocks:
            error = error * load(memory, table.counts, zero)
        missed = missed + absolute(error)
        store(memory, delta + place, error * sigmoid_slope(answer) if squashed else error)
    if formulas.keeps_slope and not squashed:
        size = plan[depth, NEURONS] * lanes
        times_slope(memory, delta, output, size, plan[depth, ACTIVATION], zero)
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
        times_slope(memory, delta, output, neurons * lanes, plan[k, ACTIVATION], zero)
