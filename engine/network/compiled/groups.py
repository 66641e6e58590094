"""Vectors over starts and examples: so many starts of one example, then those of the next.

A group is the vector of a few examples. What belongs to a start alone, as its weights do, is a
vector of `STARTS` lanes that all examples of a group share.
"""

from typing import Any

from llvmlite import ir
from numba.extending import intrinsic

from engine.arrays import Array
from engine.network.compiled import part
from engine.network.compiled.vectors import Vector, VectorType, fma, load, zeros
from engine.network.together import STARTS

EXAMPLES = 4
LANES = STARTS * EXAMPLES

_INT32 = ir.IntType(32)


def _chosen(builder: Any, vector: Any, lanes: list[int]) -> Any:
    places = ir.Constant(ir.VectorType(_INT32, len(lanes)), lanes)
    return builder.shuffle_vector(vector, vector, places)


@intrinsic
def shared(typing_context: Any, starts: Any) -> Any:
    """A vector of the starts, once for each example of a group."""

    def generate(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        return _chosen(builder, values[0], list(range(STARTS)) * EXAMPLES)

    return VectorType(LANES)(starts), generate


@intrinsic
def _halves(typing_context: Any, vector: Any) -> Any:
    """The upper half of a vector added to the lower."""
    half = vector.lanes // 2

    def generate(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        ends = (list(range(at, at + half)) for at in (0, half))
        return builder.fadd(*(_chosen(builder, values[0], lanes) for lanes in ends))

    return VectorType(half)(vector), generate


@part
def over_examples(group: Vector) -> Vector:
    """Each start's sum over the examples of a group, in the order of vectors.total."""
    return _halves(_halves(group))


@part
def weighted_sum(
    memory: Array,
    source: int,
    sources: int,
    weights: Array,
    weight: int,
    along: int,
    in_turn: bool,
    zero: Vector,
) -> Vector:
    """The sum over the sources: in turn, or of every second one and of the others."""
    even = odd = zero
    single = zeros(STARTS)
    w, step = weight * STARTS, along * STARTS
    if in_turn:
        for _ in range(sources):
            even = fma(load(memory, source, zero), shared(load(weights, w, single)), even)
            source, w = source + LANES, w + step
        return even
    for _ in range(sources >> 1):
        even = fma(load(memory, source, zero), shared(load(weights, w, single)), even)
        x = load(memory, source + LANES, zero)
        odd = fma(x, shared(load(weights, w + step, single)), odd)
        source, w = source + 2 * LANES, w + 2 * step
    if sources & 1:
        even = fma(load(memory, source, zero), shared(load(weights, w, single)), even)
    return even + odd
