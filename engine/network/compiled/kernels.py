"""What engine/training.py calls: training for some iterations, and looking at one of them."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from engine.arrays import Array, Iterations
from engine.formulas import LOSSES
from engine.network.compiled import part, whole
from engine.network.compiled.edition import EDITION
from engine.network.compiled.gil import give_up, take_back
from engine.network.compiled.iteration import (
    BLOCKS,
    Formulas,
    backward,
    forward,
    iterate,
    mean,
    miss,
)
from engine.network.compiled.layout import (
    DELTA,
    LOSS,
    NEURONS,
    OPTIMIZER,
    OUTPUT,
    SOURCES,
    STRIDE,
    WEIGHTS,
    Copy,
    Integers,
    fill,
    lay_out,
    read_out,
    take_in,
)
from engine.network.compiled.optimizers import DESCENT, Update, improve
from engine.network.compiled.turning import note_turns
from engine.network.compiled.vectors import zeros

SQUARED = list(LOSSES).index("squared")
SEGMENT = 8
"""As in a TrainingState, whose numbers these are."""
_LANES = 8
"""For looking; which it is makes no difference to the numbers."""


def kept(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Compiled at the first call, or loaded from disk if this edition was compiled before."""
    function.__qualname__ = f"{name}_{EDITION}"
    return njit(cache=True, error_model="numpy")(function)


def _trainer(lanes: int) -> Callable[..., tuple[bool, Array]]:
    def train(
        numbers: Array,
        inputs: Array,
        targets: Array,
        shape: Integers,
        choices: Integers,
        settings: tuple[float, float, float],
        start: int,
        iterations: int,
        sample: Iterations,
        turning: Array,
    ) -> tuple[bool, Array]:
        """Change a training state's numbers; returns whether they are still finite, and the sampled
        errors. `settings`: learning rate, momentum and weight decay. `turning`: see note_turns.

        A number that is not finite stays so, so that one look in the end is enough.
        """
        zero = zeros(lanes)
        plan, table, memory = lay_out(shape, choices, len(inputs), BLOCKS, lanes)
        take_in(memory, plan, table, inputs, targets, lanes)
        formulas = _formulas(choices, settings[2], turning.shape[1] > 0)
        update = Update(choices[OPTIMIZER], -(-_parameters(plan) // SEGMENT) * SEGMENT, *settings)
        changed = numbers if formulas.at_once else np.zeros(update.segment)
        rate = update.rate if formulas.at_once else 1.0
        sums = np.empty(lanes * update.segment if table.blocks > BLOCKS else 0)
        errors, noted = np.empty(len(sample)), 0
        thread = give_up(iterations * len(inputs) * update.segment)
        for iteration in range(start, start + iterations):
            error = iterate(memory, plan, table, sums, numbers, changed, rate, formulas, zero)
            if turning.shape[1]:
                note_turns(changed, turning)
            if not formulas.at_once:
                improve(numbers, changed, plan, update, zero)
            if noted < len(sample) and sample[noted] == iteration:
                errors[noted] = error
                noted += 1
        take_back(thread)
        return _all_finite(numbers), errors

    return kept(train, f"train_{lanes}")


@part
def _formulas(choices: Integers, decay: float, looks_at_gradient: bool) -> Formulas:
    at_once = choices[OPTIMIZER] == DESCENT and decay == 0.0 and not looks_at_gradient
    return Formulas(choices[LOSS] == SQUARED, at_once)


@part
def _parameters(plan: Integers) -> int:
    """How many weights and biases there are."""
    last = len(plan) - 1
    return plan[last - 1, WEIGHTS] + plan[last - 1, SOURCES] * plan[last, NEURONS]


@part
def _all_finite(numbers: Array) -> bool:
    nothing = 0.0
    for number in numbers:
        nothing += 0.0 * number
    return nothing == 0.0


def _look(
    numbers: Array,
    inputs: Array,
    targets: Array,
    situations: Array,
    shape: Integers,
    choices: Integers,
) -> tuple[float, bool, Array]:
    """The mean |error|; whether all deltas are finite; and in one array the layers behind the
    inputs, their deltas, the errors and the same layers of the situations: the numbers that
    training works with, to the last bit."""
    examples, answers = targets.shape
    neurons = shape.sum() - shape[0]
    behind = examples * neurons
    seen = np.empty(2 * behind + targets.size + len(situations) * neurons)
    plan, table, memory = lay_out(shape, choices, examples, 1, _LANES)
    take_in(memory, plan, table, inputs, targets, _LANES)
    formulas = _formulas(choices, 0.0, False)
    missed, thread = zeros(_LANES), give_up(examples * len(numbers))
    for block in range(table.blocks):
        forward(memory, plan, block, 0, numbers, zeros(_LANES))
        missed = missed + miss(memory, plan, formulas, table, block, 0, zeros(_LANES))
        backward(memory, plan, 0, numbers, zeros(_LANES))
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
    _think(numbers, situations, shape, choices, seen, 2 * behind + targets.size)
    finite = _all_finite(seen[behind : 2 * behind])
    return mean(missed, plan, table), finite, seen


@whole
def _think(
    numbers: Array,
    situations: Array,
    shape: Integers,
    choices: Integers,
    seen: Array,
    start: int,
) -> None:
    plan, table, memory = lay_out(shape, choices, len(situations), 1, _LANES)
    fill(memory, plan[0, OUTPUT], plan[0, STRIDE], situations, _LANES)
    for block in range(table.blocks):
        forward(memory, plan, block, 0, numbers, zeros(_LANES))
        place = start
        for k in range(1, len(plan)):
            layer = Copy(place, len(situations), shape[k])
            read_out(memory, plan[k, OUTPUT], seen, layer, block, _LANES)
            place += len(situations) * shape[k]


train_4, train_8 = _trainer(4), _trainer(8)
look = kept(_look, "look")
