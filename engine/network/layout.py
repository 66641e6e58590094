"""Where the numbers of a training, and of a look at it, lie in one array.

A training's, as the compiled loops need them: each layer's weights and behind them its biases,
then room up to a multiple of eight; then, as long each, what the optimizer remembers; then, if it
counts, the count t and the powers 0.9^t and 0.999^t.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from math import prod
from typing import NamedTuple

from engine.arrays import Array
from engine.formulas import OPTIMIZERS

SEGMENT = 8
"""The numbers are worked on by so many at once."""
COUNTING = (0.0, 1.0, 1.0)
"""Where a count begins."""
Place = tuple[slice, tuple[int, int]]
"""Where a table lies in an array, and its shape."""


class Tables(NamedTuple):
    """Tables that lie one behind the other in one array."""

    places: tuple[Place, ...]
    size: int


def cut(numbers: Array, places: Iterable[Place]) -> tuple[Array, ...]:
    """The tables at these places of an array, without a copy; of a stack of arrays, stacks."""
    many = numbers.shape[:-1]
    return tuple([numbers[..., place].reshape(many + shape) for place, shape in places])


def tables(shapes: Iterable[tuple[int, int]]) -> Tables:
    """Tables of these shapes, one behind the other."""
    shapes = tuple(shapes)
    ends = tuple(accumulate(map(prod, shapes), initial=0))
    places = (slice(*place) for place in pairwise(ends))
    return Tables(tuple(zip(places, shapes, strict=True)), ends[-1])


class Layout(NamedTuple):
    """Where the parts lie: `segment` numbers for weights and biases, and again for each memory."""

    weights: tuple[Place, ...]
    biases: tuple[Place, ...]
    segment: int
    optimizer: str
    size: int


@lru_cache(1024)
def layout_of(shape: tuple[int, ...], bias: bool, optimizer: str) -> Layout:
    """Of a network with or without biases, trained by this optimizer."""
    pairs = [(pair, (int(bias), pair[1])) for pair in pairwise(shape)]
    every = tables(chain(*pairs))
    weights, biases = every.places[::2], every.places[1::2] if bias else ()
    segment = -(-every.size // SEGMENT) * SEGMENT
    chosen = OPTIMIZERS[optimizer]
    size = segment * (1 + len(chosen.remembers)) + (len(COUNTING) if chosen.counts else 0)
    return Layout(weights, biases, segment, optimizer, size)
