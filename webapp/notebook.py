"""A run as a Jupyter notebook: one cell an idea, each with its picture; made from the listing."""

from collections.abc import Iterator, Sequence
from textwrap import indent
from typing import Any, NamedTuple

from engine import State, Timeline
from engine.lines import Line
from engine.listing import Listing
from engine.literals import assignment
from engine.script import listing_until

SETUP = '''import matplotlib.pyplot as plt
import numpy as np

np.seterr(over="ignore")  # e to a large power is infinite, and 1 / infinity is 0, as it should be


def picture(**tables):
    """Every table in colours, orange above 0 and purple below; with its numbers if they fit."""
    size = (3.2 * len(tables), 3)
    figure, axes = plt.subplots(1, len(tables), figsize=size, squeeze=False, layout="constrained")
    for axis, (name, table) in zip(axes[0], tables.items()):
        reach = max(1, abs(table).max())
        axis.imshow(table, cmap="PuOr_r", vmin=-reach, vmax=reach, aspect="auto")
        axis.set(title=f"{name}: {len(table)} × {len(table[0])}", xticks=[], yticks=[])
        if table.size <= 40:
            for (row, column), value in np.ndenumerate(table):
                axis.text(column, row, f"{value:.2f}", ha="center", va="center")
    plt.show()'''

SIGMOID = """x = np.linspace(-8, 8, 200)
curve = 1 / (1 + np.exp(-x))
plt.plot(x, curve, label="sigmoid")
plt.plot(x, curve * (1 - curve), label="its slope")
plt.xlabel("weighted sum")
plt.legend()
plt.show()"""

DOTS = """sums = {before} @ {synapses}
plt.plot(x, curve, color="lightgray")
for at, output in list(zip(sums.flat, {layer}.flat))[:100]:
    slope = output * (1 - output)
    plt.plot([at - 1, at + 1], [output - slope, output + slope], color="tab:orange")
plt.plot(sums.flat, {layer}.flat, "o")
plt.xlabel("weighted sum")
plt.ylabel("answer")
plt.show()"""

DESCENT = """plt.plot(range(1, len(errors) + 1), errors)
plt.xscale("log")
plt.xlabel("iteration")
plt.ylabel("mean error")
plt.show()"""


class Cell(NamedTuple):
    """A cell: `kind` is "markdown" or "code"."""

    kind: str
    text: str


def notebook(title: str, summary: str, timeline: Timeline, state: State) -> dict[str, Any]:
    """The notebook (nbformat 4.5) that trains as far as this state, or all the way from the start."""
    iterations = state.iteration or state.experiment.iterations
    code = listing_until(timeline, iterations)
    cells = _Cells(code, state, iterations)
    heading = f"# {title}\n\n{summary}\n\nRun the cells from top to bottom; change what you like."
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
        "cells": [
            _cell_json(place, cell)
            for place, cell in enumerate([Cell("markdown", heading), *cells.all()])
        ],
    }


def _cell_json(place: int, cell: Cell) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": f"cell-{place}",
        "cell_type": cell.kind,
        "metadata": {},
        "source": cell.text,
    }
    return fields if cell.kind == "markdown" else fields | {"execution_count": None, "outputs": []}


class _Cells:
    """The ideas in the order in which an iteration needs them."""

    def __init__(self, code: Listing, state: State, iterations: int) -> None:
        self.code, self.state, self.iterations = code, state, iterations
        self.depth = len(state.weights)
        self.last = f"l{self.depth}"

    def all(self) -> Iterator[Cell]:
        yield Cell("code", SETUP)
        yield from self._idea("The training set", self._before("table"), "X", "y")
        yield from self._said(
            "The sigmoid",
            r"It squeezes any sum to between 0 and 1: $\frac{1}{1 + e^{-x}}$. Its slope is steepest "
            "in the middle, and flat where the curve is sure of itself.",
            SIGMOID,
        )
        weights = [f"syn{k}" for k in range(self.depth)]
        yield from self._idea("Random weights", self._before("seed", "start", "edit"), *weights)
        yield from self._one_iteration()
        yield from self._training()
        yield from self._results(weights)

    def _one_iteration(self) -> Iterator[Cell]:
        forward, loop = self._loop("forward"), self.code.loop
        layers = [line.makes[0] for line in forward]
        yield from self._idea("Forward: what it makes of the examples", forward, *layers)
        error = next(place for place, line in enumerate(loop) if line.kind == "error")
        yield from self._idea(
            "The error", [loop[error]], "y", self.last, f"{self.last}_error"
        )
        dots = DOTS.format(
            before=f"l{self.depth - 1}", synapses=f"syn{self.depth - 1}", layer=self.last
        )
        yield from self._said(
            "Error times slope", loop[error + 1].why, f"{loop[error + 1].source}\n\n{dots}"
        )
        back = [line for line in loop[error + 2 :] if line.kind in ("back", "delta")]
        if back:
            made = [line.makes[0] for line in back]
            yield from self._idea("Back through the synapses", back, *made)
        updates = self._loop("update")
        changes = (f"    {line.makes[0]}={line.source.split(' += ')[1]}," for line in updates)
        yield from self._said(
            "What each weight will move by", updates[0].why, "\n".join(("picture(", *changes, ")"))
        )

    def _training(self) -> Iterator[Cell]:
        statements = [line.source for line in self.code.loop]
        noting = f"errors.append(np.abs({self.last}_error).mean())"
        place = next(place for place, line in enumerate(self.code.loop) if line.kind == "error")
        statements.insert(place + 1, noting)
        yield from self._said(
            f"All of it, {self.iterations:,} times",
            "The same lines again and again: each time the error is a little smaller.",
            "\n".join(
                (
                    f"first = {self.last}.copy()",
                    "errors = []",
                    self.code.header(self.iterations),
                    indent("\n".join(statements), "    "),
                    f"\n{DESCENT}",
                )
            ),
        )

    def _results(self, weights: Sequence[str]) -> Iterator[Cell]:
        forward = "\n".join(line.source for line in self._loop("forward"))
        yield from self._said(
            "What it has learned",
            "The answers at first and now, beside the targets. The loop's own answers are one "
            "update old, so the network thinks once more.",
            f"{forward}\nprint('mean error', np.abs(y - {self.last}).mean())\n"
            f"picture(first=first, now={self.last}, y=y)",
        )
        shown = "\n".join(f"print('{name} =', {name}.tolist())" for name in weights)
        yield from self._said("The weights now", "Compare them with those at the start.",
            f"{shown}\n{_picture(*weights)}",
        )
        if len(self.state.experiment.situations):
            yield from self._said(
                "New situations",
                "Inputs that it was never shown.",
                f"{assignment('l0', self.state.experiment.situations)}\n{forward}\n"
                f"picture(situations=l0, answers={self.last})",
            )

    def _before(self, *kinds: str) -> list[Line]:
        wanted = [line for line in self.code.before if line.kind in kinds]
        ...
