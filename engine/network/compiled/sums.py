"""The sum over synapses: what reaches a neuron, forwards and backwards.

Vectors run over the examples of a block: a neuron's vector holds its value for each of them, and
the neurons of a layer lie one behind the other. Several sums go on at once, since an addition has
to wait for the one before it.
"""

from typing import NamedTuple

from engine.arrays import Array
from engine.network.compiled import part
from engine.network.compiled.vectors import Vector, fill, fma, lanes_of, load, store


class Synapses(NamedTuple):
    """The weight from source s to target t is at first + s * along + t * across."""

    first: int
    along: int
    across: int


@part
def weighted_sums(
    memory: Array,
    source: int,
    sources: int,
    weights: Array,
    synapses: Synapses,
    target: int,
    targets: int,
    zero: Vector,
) -> None:
    """Each target becomes the sum over all sources of the source times the weight between them.

    Forwards the sources are the layer in front; backwards they are the deltas behind.
    """
    lanes = lanes_of(zero)
    eights = targets & ~7
    for t in range(0, eights, 8):
        _eight(memory, source, sources, weights, synapses, t, target + t * lanes, zero)
    for t in range(eights, targets):
        _one(memory, source, sources, weights, synapses, t, target + t * lanes, zero)


@part
def _eight(
    memory: Array,
    source: int,
    sources: int,
    weights: Array,
    synapses: Synapses,
    t: int,
    target: int,
    zero: Vector,
) -> None:
    lanes, across = lanes_of(zero), synapses.across
    a = b = c = d = e = f = g = h = zero
    for s in range(sources):
        x = load(memory, source + s * lanes, zero)
        w = synapses.first + s * synapses.along + t * across
        a = fma(x, fill(weights, w, zero), a)
        b = fma(x, fill(weights, w + across, zero), b)
        c = fma(x, fill(weights, w + 2 * across, zero), c)
        d = fma(x, fill(weights, w + 3 * across, zero), d)
        e = fma(x, fill(weights, w + 4 * across, zero), e)
        f = fma(x, fill(weights, w + 5 * across, zero), f)
        g = fma(x, fill(weights, w + 6 * across, zero), g)
        h = fma(x, fill(weights, w + 7 * across, zero), h)
    store(memory, target, a)
    store(memory, target + lanes, b)
    store(memory, target + 2 * lanes, c)
    store(memory, target + 3 * lanes, d)
    store(memory, target + 4 * lanes, e)
    store(memory, target + 5 * lanes, f)
    store(memory, target + 6 * lanes, g)
    store(memory, target + 7 * lanes, h)


@part
def _one(
    memory: Array,
    source: int,
    sources: int,
    weights: Array,
    synapses: Synapses,
    t: int,
    target: int,
    zero: Vector,
) -> None:
    lanes, along = lanes_of(zero), synapses.along
    even = odd = zero
    x, w = source, synapses.first + t * synapses.across
    for _ in range(sources >> 1):
        even = fma(load(memory, x, zero), fill(weights, w, zero), even)
        odd = fma(load(memory, x + lanes, zero), fill(weights, w + along, zero), odd)
        x, w = x + 2 * lanes, w + 2 * along
    if sources & 1:
        even = fma(load(memory, x, zero), fill(weights, w, zero), even)
    store(memory, target, even + odd)
