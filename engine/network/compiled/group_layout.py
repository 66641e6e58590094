"""Where everything lies while several starts train: groups of examples, each once for every side.

A side is as many starts as a group holds. Sides have their own weights and their own layers but for
the inputs; several of them give the processor something to do while a sum of one is waited for.
"""

from typing import NamedTuple

import numpy as np

from engine.arrays import Array
from engine.network.compiled import part, whole
from engine.network.compiled.groups import EXAMPLES, LANES
from engine.network.compiled.iteration import BLOCKS
from engine.network.compiled.layout import (
    ACTIVATION,
    ACTIVATIONS,
    BIAS,
    DELTA,
    NEURONS,
    OUTPUT,
    SOURCES,
    STRIDE,
    WEIGHTS,
    Integers,
)
from engine.network.together import STARTS

GROUPS = 2 * BLOCKS
"""Groups worked on at once: as many examples as when one start trains alone."""
_LINE = 8


class GroupLayout(NamedTuple):
    """How many groups and sides, and how many numbers of each start; where in memory the targets,
    what counts, what was wrong and unfinished sums begin."""

    groups: int
    sides: int
    numbers: int
    targets: int
    counts: int
    wrong: int
    sums: int


@whole
def lay_out(
    shape: Integers, choices: Integers, examples: int, sides: int, numbers: int
) -> tuple[Integers, GroupLayout, Array]:
    """A plan as layout.lay_out makes it, and memory."""
    depth, groups = len(shape) - 1, (examples + EXAMPLES - 1) // EXAMPLES
    plan = np.zeros((depth + 1, STRIDE + 1), np.int64)
    end = synapses = 0
    for k in range(depth + 1):
        sources = shape[k] + (choices[BIAS] if k < depth else 0)
        stride = sources * LANES
        room = stride * (min(groups, GROUPS) * sides if k else groups)
        plan[k, NEURONS], plan[k, SOURCES] = shape[k], sources
        plan[k, WEIGHTS], plan[k, STRIDE] = synapses, stride
        plan[k, OUTPUT], plan[k, DELTA] = end, end + room
        end += 2 * room if k else room
        if k < depth:
            synapses += sources * shape[k + 1]
        if k:
            plan[k, ACTIVATION] = choices[ACTIVATIONS + k - 1]
    counts = end + plan[depth, STRIDE] * groups
    wrong = counts + LANES
    sums = wrong + sides * LANES
    table = GroupLayout(groups, sides, numbers, end, counts, wrong, sums)
    room = 2 * LANES * sides * numbers if groups > GROUPS else 0
    memory = np.ones(sums + room + _LINE)
    return plan, table, memory[(-memory.ctypes.data // 8) % _LINE :]


@part
def take_in(
    memory: Array, plan: Integers, table: GroupLayout, inputs: Array, targets: Array
) -> None:
    """Copy the table into memory, and note which examples of the last group there really are."""
    _fill(memory, plan[0, OUTPUT], plan[0, STRIDE], inputs)
    _fill(memory, table.targets, plan[len(plan) - 1, STRIDE], targets)
    for lane in range(LANES):
        example = (table.groups - 1) * EXAMPLES + lane // STARTS
        memory[table.counts + lane] = example < len(inputs)


@part
def _fill(memory: Array, start: int, stride: int, rows: Array) -> None:
    """Copy a table's rows into the groups of a layer; the last row fills up the last group."""
    for row in range(-(-len(rows) // EXAMPLES) * EXAMPLES):
        at = start + row // EXAMPLES * stride + row % EXAMPLES * STARTS
        for column in range(rows.shape[1]):
            for lane in range(STARTS):
                memory[at + column * LANES + lane] = rows[min(row, len(rows) - 1), column]
