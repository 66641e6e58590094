"""The sum over examples that changes a weight: the output before it times the delta behind it."""

from typing import NamedTuple

from engine.arrays import Array
from engine.network.compiled import part
from engine.network.compiled.vectors import Vector, fma, lanes_of, load, store, total


class Rows(NamedTuple):
    """Where a layer's vectors lie: neuron n of block b at start + b * stride + n * lanes."""

    start: int
    stride: int
    neurons: int


class Portion(NamedTuple):
    """So many blocks of the examples: the first ones, the last ones, both or neither."""

    blocks: int
    opening: bool
    closing: bool


class Changing(NamedTuple):
    """A layer of synapses: its first weight, and what a change is multiplied by: the learning rate,
    or 1 where it is not the weights that are changed but their gradients."""

    first: int
    rate: float


@part
def change(
    memory: Array,
    outputs: Rows,
    deltas: Rows,
    portion: Portion,
    sums: Array,
    weights: Array,
    changing: Changing,
    zero: Vector,
) -> None:
    """Add a portion of the examples to each synapse's sum; the last portion changes the weights.

    Between portions a sum is kept as a vector, in `sums`.
    """
    twos, fours = outputs.neurons & ~1, deltas.neurons & ~3
    for i in range(0, twos, 2):
        for j in range(0, fours, 4):
            _two_by_four(memory, outputs, deltas, portion, sums, weights, changing, i, j, zero)
    for i in range(outputs.neurons):
        for j in range(fours if i < twos else 0, deltas.neurons):
            _one(memory, outputs, deltas, portion, sums, weights, changing, i, j, zero)


@part
def _two_by_four(
    memory: Array,
    outputs: Rows,
    deltas: Rows,
    portion: Portion,
    sums: Array,
    weights: Array,
    changing: Changing,
    i: int,
    j: int,
    zero: Vector,
) -> None:
    lanes = lanes_of(zero)
    p = changing.first + i * deltas.neurons + j
    q = p + deltas.neurons
    a, b = _begun(sums, p, portion, zero), _begun(sums, p + 1, portion, zero)
    c, d = _begun(sums, p + 2, portion, zero), _begun(sums, p + 3, portion, zero)
    e, f = _begun(sums, q, portion, zero), _begun(sums, q + 1, portion, zero)
    g, h = _begun(sums, q + 2, portion, zero), _begun(sums, q + 3, portion, zero)
    x, y = outputs.start + i * lanes, deltas.start + j * lanes
    for _ in range(portion.blocks):
        upper, lower = load(memory, x, zero), load(memory, x + lanes, zero)
        delta = load(memory, y, zero)
        a, e = fma(upper, delta, a), fma(lower, delta, e)
        delta = load(memory, y + lanes, zero)
        b, f = fma(upper, delta, b), fma(lower, delta, f)
        delta = load(memory, y + 2 * lanes, zero)
        c, g = fma(upper, delta, c), fma(lower, delta, g)
        delta = load(memory, y + 3 * lanes, zero)
        d, h = fma(upper, delta, d), fma(lower, delta, h)
        x, y = x + outputs.stride, y + deltas.stride
    _end(a, sums, weights, p, portion, changing)
    _end(b, sums, weights, p + 1, portion, changing)
    _end(c, sums, weights, p + 2, portion, changing)
    _end(d, sums, weights, p + 3, portion, changing)
    _end(e, sums, weights, q, portion, changing)
    _end(f, sums, weights, q + 1, portion, changing)
    _end(g, sums, weights, q + 2, portion, changing)
    _end(h, sums, weights, q + 3, portion, changing)


@part
def _one(
    memory: Array,
    outputs: Rows,
    deltas: Rows,
    portion: Portion,
    sums: Array,
    weights: Array,
    changing: Changing,
    i: int,
    j: int,
    zero: Vector,
) -> None:
    lanes = lanes_of(zero)
    p = changing.first + i * deltas.neurons + j
    x, y = outputs.start + i * lanes, deltas.start + j * lanes
    even, odd = _begun(sums, p, portion, zero), zero
    for _ in range(portion.blocks >> 1):
        even = fma(load(memory, x, zero), load(memory, y, zero), even)
        x, y = x + outputs.stride, y + deltas.stride
        odd = fma(load(memory, x, zero), load(memory, y, zero), odd)
        x, y = x + outputs.stride, y + deltas.stride
    if portion.blocks & 1:
        even = fma(load(memory, x, zero), load(memory, y, zero), even)
    _end(even + odd, sums, weights, p, portion, changing)


@part
def _begun(sums: Array, synapse: int, portion: Portion, zero: Vector) -> Vector:
    return zero if portion.opening else load(sums, synapse * lanes_of(zero), zero)


@part
def _end(
    added: Vector,
    sums: Array,
    weights: Array,
    synapse: int,
    portion: Portion,
    changing: Changing,
) -> None:
    if portion.closing:
        weights[synapse] += changing.rate * total(added)
    else:
        store(sums, synapse * lanes_of(added), added)
