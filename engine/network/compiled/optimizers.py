"""The optimizers: how gradients change the weights, several numbers at a time."""

from typing import NamedTuple

from engine.arrays import Array
from engine.formulas import OPTIMIZERS
from engine.network.compiled import part
from engine.network.compiled.layout import NEURONS, WEIGHTS, Integers
from engine.network.compiled.vectors import Vector, lanes_of, load, root, store

DESCENT, MOMENTUM, RMSPROP, ADAM = range(len(OPTIMIZERS))
"""A choice is its place in the registry."""


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
            for place in range(plan[k, WEIGHTS], plan[k, WEIGHTS] + weights):
                gradient[place] -= update.decay * numbers[place]
    if update.optimizer == DESCENT:
        _descent(numbers, gradient, update, zero)
    elif update.optimizer == MOMENTUM:
        _momentum(numbers, gradient, update, zero)
    elif update.optimizer == RMSPROP:
        _rmsprop(numbers, gradient, update, zero)
    elif update.optimizer == ADAM:
        _adam(numbers, gradient, update, zero)


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
        v = load(numbers, at, zero) * update.momentum + load(gradient, place, zero)
        store(numbers, at, v)
        store(numbers, place, load(numbers, place, zero) + v * update.rate)
        store(gradient, place, zero)


@part
def _rmsprop(numbers: Array, gradient: Array, update: Update, zero: Vector) -> None:
    for place in range(0, update.segment, lanes_of(zero)):
        at, g = update.segment + place, load(gradient, place, zero)
        v = load(numbers, at, zero) * 0.99 + g * g * 0.01
        store(numbers, at, v)
        step = g * update.rate / (root(v) + 1e-8)
        store(numbers, place, load(numbers, place, zero) + step)
        store(gradient, place, zero)


@part
def _adam(numbers: Array, gradient: Array, update: Update, zero: Vector) -> None:
    """Both corrections are divided out once for all numbers: m / c1 is m * (1 / c1)."""
    counting = 3 * update.segment
    numbers[counting] += 1.0
    numbers[counting + 1] *= 0.9
    numbers[counting + 2] *= 0.999
    rate = update.rate / (1.0 - numbers[counting + 1])
    correction = 1.0 / (1.0 - numbers[counting + 2])
    for place in range(0, update.segment, lanes_of(zero)):
        first = update.segment + place
        second, g = first + update.segment, load(gradient, place, zero)
        m = load(numbers, first, zero) * 0.9 + g * 0.1
        v = load(numbers, second, zero) * 0.999 + g * g * 0.001
        store(numbers, first, m)
        store(numbers, second, v)
        step = m * rate / (root(v * correction) + 1e-8)
        store(numbers, place, load(numbers, place, zero) + step)
        store(gradient, place, zero)
