"""The optimizers: how gradients change the weights, several numbers at a time."""

from typing import NamedTuple

from engine.arrays import Array
from engine.formulas import OPTIMIZERS
from engine.network.compiled import part
from engine.network.compiled.layout import NEURONS, WEIGHTS, Integers
from engine.network.compiled.vectors import (
    Vector,
    absolute,
    lanes_of,
    load,
    root,
    store,
    where_above,
)

DESCENT, MOMENTUM, RMSPROP, ADAM = range(len(OPTIMIZERS))
"""A choice is its place in the registry."""
_LEAST = 1e-290
"""What fades below it counts as 0. Where nothing is pushed any more (at a dead relu neuron) memory
and decaying weights would come down to the smallest numbers there are and stay there, and with
those processors take a hundred times as long."""


class Update(NamedTuple):
    """The optimizer and its settings. `segment`: how many numbers it is from the weights and biases
    to each thing that is remembered of them."""

    optimizer: int
    segment: int
    rate: float
    momentum: float
    decay: float


@part
def improve(numbers: Array, gradient: Array, plan: Integers, update: Update, zero: Vector) -> None:
    """Change weights, biases and what is remembered; the gradient is 0 again afterwards."""
    if update.decay != 0.0:
        for k in range(len(plan) - 1):
            weights = plan[k, NEURONS] * plan[k + 1, NEURONS]
            decay(numbers, gradient, plan[k, WEIGHTS], weights, update.decay, zero)
    if update.optimizer == DESCENT:
        _descent(numbers, gradient, update, zero)
    elif update.optimizer == MOMENTUM:
        _momentum(numbers, gradient, update, zero)
    elif update.optimizer == RMSPROP:
        _rmsprop(numbers, gradient, update, zero)
    elif update.optimizer == ADAM:
        _adam(numbers, gradient, update, zero)


@part
def decay(
    numbers: Array, gradient: Array, first: int, count: int, strength: float, zero: Vector
) -> None:
    """Draw so many weights, from the first on, towards 0: it is taken from their gradient."""
    lanes, end = lanes_of(zero), first + count
    whole = end - count % lanes
    for place in range(first, whole, lanes):
        drawn = _faded(load(numbers, place, zero), strength)
        store(gradient, place, load(gradient, place, zero) - drawn)
    for place in range(whole, end):
        drawn = numbers[place] * strength
        gradient[place] -= 0.0 if abs(drawn) < _LEAST else drawn


@part
def _faded(memory: Vector, kept: float) -> Vector:
    """Such a part of what there was; NaN stays NaN."""
    left = memory * kept
    return where_above(_LEAST, absolute(left), 0.0, left)


@part
def _descent(numbers: Array, gradient: Array, update: Update, zero: Vector) -> None:
    for place in range(0, update.segment, lanes_of(zero)):
        step = load(gradient, place, zero) * update.rate
        store(numbers, place, load(numbers, place, zero) + step)
        store(gradient, place, zero)


@part
def _momentum(numbers: Array, gradient: Array, update: Update, zero: Vector) -> None:
    for place in range(0, update.segment, lanes_of(zero)):
        at = update.segment + place
        v = _faded(load(numbers, at, zero), update.momentum) + load(gradient, place, zero)
        store(numbers, at, v)
        store(numbers, place, load(numbers, place, zero) + v * update.rate)
        store(gradient, place, zero)


@part
def _rmsprop(numbers: Array, gradient: Array, update: Update, zero: Vector) -> None:
    for place in range(0, update.segment, lanes_of(zero)):
        at, g = update.segment + place, load(gradient, place, zero)
        v = _faded(load(numbers, at, zero), 0.99) + g * g * 0.01
        store(numbers, at, v)
        step = g * update.rate / (root(v) + 1e-8)
        store(numbers, place, load(numbers, place, zero) + step)
        store(gradient, place, zero)


@part
def _adam(numbers: Array, gradient: Array, update: Update, zero: Vector) -> None:
    """Both corrections are divided out once for all numbers: m / c1 is m * (1 / c1)."""
    counting = 3 * update.segment
    numbers[counting] += 1.0
    for place, kept in ((counting + 1, 0.9), (counting + 2, 0.999)):
        power = numbers[place] * kept
        numbers[place] = power if power > _LEAST else 0.0
    rate = update.rate / (1.0 - numbers[counting + 1])
    correction = 1.0 / (1.0 - numbers[counting + 2])
    for place in range(0, update.segment, lanes_of(zero)):
        first = update.segment + place
        second, g = first + update.segment, load(gradient, place, zero)
        m = _faded(load(numbers, first, zero), 0.9) + g * 0.1
        v = _faded(load(numbers, second, zero), 0.999) + g * g * 0.001
        store(numbers, first, m)
        store(numbers, second, v)
        step = m * rate / (root(v * correction) + 1e-8)
        store(numbers, place, load(numbers, place, zero) + step)
        store(gradient, place, zero)
