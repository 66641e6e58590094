"""The lines of one iteration: forward, the error, the deltas from last to first, the updates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.code.dialects import Dialect
from engine.formulas import SIGMOID, Tree

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
        why = SIGMOID.words.only
    elif k == depth:
        why = SIGMOID.words.last
    else:
        why = SIGMOID.words.hidden
    output = SIGMOID.formula(["@", inputs, synapses])
    source = dialect.write("forward", k)
    return Line("forward", source, (inputs, synapses), (layer,), why, ["=", layer, output])


def _error(k: int, dialect: Dialect) -> Line:
    layer, error = f"l{k}", f"l{k}_error"
    why = "How far off each answer is, and to which side: above 0 it has to rise."
    formula: Tree = ["=", error, ["-", "y", layer]]
    return Line("error", dialect.write("error", k), ("y", layer), (error,), why, formula)


def _delta(k: int, dialect: Dialect) -> Line:
    layer, error, delta = f"l{k}", f"l{k}_error", f"l{k}_delta"
    formula: Tree = ["=", delta, ["*", error, SIGMOID.slope_formula(layer)]]
    source, why = dialect.write("delta", k), SIGMOID.words.delta
    return Line("delta", source, (error, layer), (delta,), why, formula)


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
