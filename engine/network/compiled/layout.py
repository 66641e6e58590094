"""Where everything lies while training: one stretch of memory, examples side by side in vectors.

Examples come in blocks of as many as a vector has lanes. A block's layer is a vector a neuron, one
behind the other. The last block is filled up with copies of the last example, which do not count.
"""

from typing import NamedTuple

import numpy as np

from engine.arrays import Array, Iterations
from engine.network.compiled import part, whole

Integers = Iterations

NEURONS, SOURCES, WEIGHTS, ACTIVATION, OUTPUT, DELTA, STRIDE = range(7)
"""Columns of a plan, a row a layer: its neurons, and with them the one that always says 1 if there
are biases, which are the weights from there; the first weight to the next layer; its activation;
where its outputs and deltas of the first block lie, and how far it is to those of the next."""
LOSS, OPTIMIZER, BIAS, ACTIVATIONS = range(4)
"""What the choices are, each as its place in the registry: the activations behind the others."""
_LINE = 8
"""Numbers in a line of the processor's cache."""


class TableLayout(NamedTuple):
    """How many examples, and blocks of them; where in memory the targets begin, and the vector
    that says which examples of the last block count: 1.0 or 0.0."""

    examples: int
    blocks: int
    targets: int
    counts: int


@whole
def lay_out(
    shape: Integers, choices: Integers, examples: int, most: int, lanes: int
) -> tuple[Integers, TableLayout, Array]:
    """Plan and memory for all inputs and targets, and for `most` blocks of the other layers."""
    depth, blocks = len(shape) - 1, (examples + lanes - 1) // lanes
    plan = np.zeros((depth + 1, STRIDE + 1), np.int64)
    end = synapses = 0
    for k in range(depth + 1):
        # An odd number of lines from block to block keeps them from crowding one part of the cache.
        sources = shape[k] + (choices[BIAS] if k < depth else 0)
        stride = (sources | 1) * lanes
        room = stride * (min(blocks, most) if k else blocks)
        plan[k, NEURONS], plan[k, SOURCES] = shape[k], sources
        plan[k, WEIGHTS], plan[k, STRIDE] = synapses, stride
        plan[k, OUTPUT], plan[k, DELTA] = end, end + room
        end += 2 * room if k else room
        if k < depth:
            synapses += sources * shape[k + 1]
        if k:
            plan[k, ACTIVATION] = choices[ACTIVATIONS + k - 1]
    table = TableLayout(examples, blocks, end, end + plan[depth, STRIDE] * blocks)
    memory = np.ones(table.counts + lanes + _LINE)
    return plan, table, memory[(-memory.ctypes.data // 8) % _LINE :]


@part
def take_in(
    memory: Array, plan: Integers, table: TableLayout, inputs: Array, targets: Array, lanes: int
) -> None:
    """Copy the table into memory, and note which examples of the last block there really are."""
    fill(memory, plan[0, OUTPUT], plan[0, STRIDE], inputs, lanes)
    fill(memory, table.targets, plan[len(plan) - 1, STRIDE], targets, lanes)
    for lane in range(lanes):
        memory[table.counts + lane] = (table.blocks - 1) * lanes + lane < table.examples


@part
def fill(memory: Array, start: int, stride: int, rows: Array, lanes: int) -> None:
    """Copy a table's rows into the blocks of a layer."""
    last, columns = len(rows) - 1, rows.shape[1]
    for row in range(-(-len(rows) // lanes) * lanes):
        at = start + row // lanes * stride + row % lanes
        for column in range(columns):
            memory[at + column * lanes] = rows[min(row, last), column]


class Copy(NamedTuple):
    """A table being written row by row into an array of numbers, from `start` on."""

    start: int
    rows: int
    columns: int


@part
def read_out(memory: Array, start: int, seen: Array, copy: Copy, block: int, lanes: int) -> None:
    """Copy a layer's block, which lies at `start` in memory, into its rows of a table."""
    first = block * lanes
    for row in range(first, min(first + lanes, copy.rows)):
        for column in range(copy.columns):
            number = memory[start + column * lanes + row - first]
            seen[copy.start + row * copy.columns + column] = number
