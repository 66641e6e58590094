"""The lines of one iteration: forward, the error, the deltas from last to first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.code.dialects import Dialect, activation_of
from engine.formulas import LOSSES, Tree
from engine.network.experiment import Experiment

Before = Literal["function", "table", "seed", "start", "setting", "edit"]
Loop = Literal[
    "forward",
    "error",
    "delta",
    "back",
    "clock",
    "gradient",
    "memory",
    "update",
    "count",
    "edit",
]
Span = tuple[int, int | None]
"""From one iteration on, and before another or for good."""


@dataclass(frozen=True)
class Line:
    """One statement and all there is to know of it.

    `reads` and `makes` name variables, `formula` is what it stands for, where it stands for one,
    and `why` is one sentence for a reader. In `before` and in `loop` numbers count from 1. `spans`
    says in which iterations it does something; in all of them when there are none.
    """

    kind: Before | Loop
    source: str
    reads: tuple[str, ...]
    makes: tuple[str, ...]
    why: str
    formula: Tree | None = None
    number: int = 0
    spans: tuple[Span, ...] = ()

    @property
    def variables(self) -> tuple[str, ...]:
        """What it reads and makes, each name once."""
        return tuple(dict.fromkeys((*self.reads, *self.makes)))

    def holds(self, iteration: int) -> bool:
        """Whether it does something in this iteration."""
        return not self.spans or any(
            begin <= iteration and (end is None or iteration < end) for begin, end in self.spans
        )


def forward(experiment: Experiment, k: int, dialect: Dialect) -> Line:
    """A layer from the one in front of it."""
    inputs, synapses, layer = f"l{k - 1}", f"syn{k - 1}", f"l{k}"
    activation, depth = activation_of(experiment, k), len(experiment.shape) - 1
    words = activation.words
    why = words.only if depth == 1 else words.last if k == depth else words.hidden
    total: Tree = ["@", inputs, synapses]
    reads: tuple[str, ...] = (inputs, synapses)
    if experiment.bias:
        total, reads = ["+", total, f"b{k - 1}"], (*reads, f"b{k - 1}")
    formula: Tree = ["=", layer, activation.formula(total)]
    return Line("forward", dialect.forward(experiment, k), reads, (layer,), why, formula)


def error(k: int) -> Line:
    """How far off the last layer is."""
    layer, missed = f"l{k}", f"l{k}_error"
    why = "How far off each answer is, and to which side: above 0 it has to rise."
    formula: Tree = ["=", missed, ["-", "y", layer]]
    return Line("error", f"{missed} = y - {layer}", ("y", layer), (missed,), why, formula)


def last_delta(experiment: Experiment, dialect: Dialect) -> Line:
    """The delta of the last layer, which depends on the loss."""
    k, loss = len(experiment.shape) - 1, LOSSES[experiment.loss]
    if loss.keeps_slope:
        return delta(experiment, k, dialect)
    made, missed = f"l{k}_delta", f"l{k}_error"
    return Line("delta", f"{made} = {missed}", (missed,), (made,), loss.why, ["=", made, missed])


def delta(experiment: Experiment, k: int, dialect: Dialect) -> Line:
    """Error times slope."""
    layer, missed, made = f"l{k}", f"l{k}_error", f"l{k}_delta"
    activation = activation_of(experiment, k)
    slope = activation.slope_formula(layer)
    formula: Tree = ["=", made, missed if slope == 1 else ["*", missed, slope]]
    source, why = dialect.delta(experiment, k), activation.words.delta
    reads = (missed, layer) if layer in source.split("=", 1)[1].replace(missed, "") else (missed,)
    return Line("delta", source, reads, (made,), why, formula)


def back(k: int) -> Line:
    """The error of a hidden layer."""
    missed, behind, synapses = f"l{k}_error", f"l{k + 1}_delta", f"syn{k}"
    why = (
        "A hidden neuron has no target: its error is its share of the deltas behind it, by the "
        "weights that lead there."
    )
    formula: Tree = ["=", missed, ["@", behind, ["T", synapses]]]
    source = f"{missed} = {behind} @ {synapses}.T"
    return Line("back", source, (behind, synapses), (missed,), why, formula)


def backward(experiment: Experiment, dialect: Dialect) -> Iterator[Line]:
    """Errors and deltas of the hidden layers, from last to first."""
    for k in range(len(experiment.shape) - 2, 0, -1):
        yield back(k)
        yield delta(experiment, k, dialect)
