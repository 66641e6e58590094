"""The lines of one iteration: forward, the error, the deltas from last to first, the updates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.code.dialects import Dialect
from engine.code.formulas import Tree

Before = Literal["function", "table", "seed", "start", "setting", "edit"]
Loop = Literal["forward", "error", "delta", "back", "update", "count", "edit"]


@dataclass(frozen=True)
class Line:
    """One statement and all there is to know of it.

    `reads` and `makes` name variables, `formula` is what it stands for, where it stands for one,
    and `why` is one sentence for a reader. In `before` and in `loop` numbers count from 1.
    """

    kind: Before | Loop
    source: str
    reads: tuple[str, ...]
    makes: tuple[str, ...]
    why: str
    formula: Tree | None = None
    number: int = 0

    @property
    def variables(self) -> tuple[str, ...]:
        """What it reads and makes, each name once."""
        return tuple(dict.fromkeys((*self.reads, *self.makes)))


def of_one_iteration(depth: int, dialect: Dialect, *, rate: bool) -> Iterator[Line]:
    """What a network with `depth` layers of synapses does in each iteration, line by line.

    `rate`: the learning rate is a variable; otherwise it is 1 and goes without saying.
    """
    for k in range(1, depth + 1):
        yield _forward(k, depth, dialect)
    yield _error(depth, dialect)
    yield _delta(depth, dialect)
    for k in range(depth - 1, 0, -1):
        yield _back(k, dialect)
        yield _delta(k, dialect)
    for k in range(depth, 0, -1):
        yield _update(k, dialect, rate)


def _forward(k: int, depth: int, dialect: Dialect) -> Line:
    inputs, synapses, layer = f"l{k - 1}", f"syn{k - 1}", f"l{k}"
    if depth == 1:
        why = "Inputs times weights, added up and squeezed to between 0 and 1: that is the answer."
    elif k == depth:
        why = "The same once more gives the answers: weighted sums, squeezed to between 0 and 1."
    else:
        why = "Each hidden neuron adds up inputs times weights and squeezes the sum to 0 … 1."
    sigmoid: Tree = ["/", 1, ["+", 1, ["exp", ["neg", ["@", inputs, synapses]]]]]
    source = dialect.write("forward", k)
    return Line("forward", source, (inputs, synapses), (layer,), why, ["=", layer, sigmoid])


def _error(k: int, dialect: Dialect) -> Line:
    layer, error = f"l{k}", f"l{k}_error"
    why = "How far off each answer is, and to which side: above 0 it has to rise."
    formula: Tree = ["=", error, ["-", "y", layer]]
    return Line("error", dialect.write("error", k), ("y", layer), (error,), why, formula)


def _delta(k: int, dialect: Dialect) -> Line:
    layer, error, delta = f"l{k}", f"l{k}_error", f"l{k}_delta"
    why = (
        "The error times the slope of the S-curve there: where it is flat the neuron is sure of "
        "itself and hardly moves."
    )
    formula: Tree = ["=", delta, ["*", error, ["*", layer, ["-", 1, layer]]]]
    return Line("delta", dialect.write("delta", k), (error, layer), (delta,), why, formula)


def _back(k: int, dialect: Dialect) -> Line:
    error, delta, synapses = f"l{k}_error", f"l{k + 1}_delta", f"syn{k}"
    why = (
        "A hidden neuron has no target: its error is its share of the deltas behind it, by the "
        "weights that lead there."
    )
    formula: Tree = ["=", error, ["@", delta, ["T", synapses]]]
    return Line("back", dialect.write("back", k), (delta, synapses), (error,), why, formula)


def _update(k: int, dialect: Dialect, rate: bool) -> Line:
    synapses, layer, delta = f"syn{k - 1}", f"l{k - 1}", f"l{k}_delta"
    why = (
        "Each weight moves by its input times the delta it leads to, over all examples: an input "
        "of 0 leaves it alone."
    )
    source = dialect.write("update at a rate" if rate else "update", k)
    reads = (synapses, *(("learning_rate",) if rate else ()), layer, delta)
    change: Tree = ["@", ["T", layer], delta]
    if rate:
        change = ["*", "learning_rate", change]
    return Line(
        "update", source, reads, (synapses,), why, ["becomes", synapses, ["+", synapses, change]]
    )
