"""The activations and their slopes, for whole layers: one choice a layer, not one a number."""

from engine.arrays import Array
from engine.formulas import ACTIVATIONS
from engine.network.compiled import part
from engine.network.compiled.exponential import sigmoid, tanh
from engine.network.compiled.vectors import Vector, lanes_of, load, store, where_above

SIGMOID, TANH, RELU, LINEAR = range(len(ACTIVATIONS))
"""A choice is its place in the registry."""


@part
def activate(memory: Array, start: int, end: int, activation: int, zero: Vector) -> None:
    """What lies from start to end, weighted sums, becomes what the activation makes of them."""
    lanes = lanes_of(zero)
    if activation == SIGMOID:
        for place in range(start, end, lanes):
            store(memory, place, sigmoid(load(memory, place, zero)))
    elif activation == TANH:
        for place in range(start, end, lanes):
            store(memory, place, tanh(load(memory, place, zero)))
    elif activation == RELU:
        for place in range(start, end, lanes):
            z = load(memory, place, zero)
            store(memory, place, where_above(0.0, z, 0.0, z))


@part
def sigmoid_slope(output: Vector) -> Vector:
    return output * (1.0 - output)


@part
def times_slope(
    memory: Array, deltas: int, outputs: int, size: int, activation: int, zero: Vector
) -> None:
    """Errors, where the deltas are to be, become deltas: each times the slope at its output."""
    lanes = lanes_of(zero)
    if activation == SIGMOID:
        for place in range(0, size, lanes):
            output = load(memory, outputs + place, zero)
            error = load(memory, deltas + place, zero)
            store(memory, deltas + place, error * sigmoid_slope(output))
    elif activation == TANH:
        for place in range(0, size, lanes):
            output = load(memory, outputs + place, zero)
            error = load(memory, deltas + place, zero)
            store(memory, deltas + place, error * (1.0 - output * output))
    elif activation == RELU:
        for place in range(0, size, lanes):
            output = load(memory, outputs + place, zero)
            error = load(memory, deltas + place, zero)
            store(memory, deltas + place, error * where_above(output, 0.0, 1.0, zero))
