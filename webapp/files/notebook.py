"""A run as a Jupyter notebook, made from its listing: one cell an idea, each with its picture."""

from collections.abc import Iterable, Iterator
from textwrap import indent
from typing import Any

from engine import Experiment, State, Timeline
from engine.code import Line, Listing, assignment, listing_until, updates
from engine.formulas import ACTIVATIONS, SIGMOID, Activation

Cell = dict[str, Any]

SETUP = '''import matplotlib.pyplot as plt
import numpy as np

np.seterr(over="ignore")  # e to a large power is infinite, and 1 / infinity is 0, as it should be


def picture(**tables):
    """Every table in colours, orange below 0 and purple above; with its numbers if they fit."""
    size = (3.2 * len(tables), 3)
    figure, axes = plt.subplots(1, len(tables), figsize=size, squeeze=False, layout="constrained")
    for axis, (name, table) in zip(axes[0], tables.items()):
        most = max(abs(table).max(), float(table.min() >= 0))  # layers and tables reach to 1
        reach = 2 * most or 1  # half of the scale, so that black numbers can be read on it
        axis.imshow(table, cmap="PuOr", vmin=-reach, vmax=reach, aspect="auto")
        axis.set(title=f"{name}: {len(table)} × {len(table[0])}", xticks=[], yticks=[])
        if table.size <= 40:
            for (row, column), value in np.ndenumerate(table):
                axis.text(column, row, f"{value:.3g}", ha="center", va="center")
    plt.show()'''

CURVE = """x = np.linspace(-8, 8, 200)
curve = {value}
plt.plot(x, curve, label="{name}")
plt.plot(x, {slope} + 0 * x, label="its slope")
plt.xlabel("weighted sum")
plt.legend()
plt.show()"""

DOTS = """sums = l{j} @ syn{j}{bias}
plt.plot(x, {value}, color="lightgray")
for at, output in list(zip(sums.flat, l{k}.flat))[:100]:
    slope = {slope}
    plt.plot([at - 1, at + 1], [output - slope, output + slope], color="tab:orange")
plt.plot(sums.flat, l{k}.flat, "o")
plt.xlabel("weighted sum")
plt.ylabel("answer")
plt.show()"""

DESCENT = """plt.plot(range(1, len(errors) + 1), errors)
plt.xscale("log")
plt.xlabel("iteration")
plt.ylabel("mean error")
plt.show()"""


def notebook(
    title: str, summary: str, timeline: Timeline, state: State, note: str = ""
) -> dict[str, Any]:
    """The notebook (nbformat 4.5) that trains up to this state; as planned, if nothing is yet.

    `note` is what to know before its numbers are compared with others.
    """
    iterations = state.iteration or state.experiment.iterations
    code = listing_until(timeline, iterations)
    opening = f"# {title}\n\n{summary}\n\nRun the cells from top to bottom; change what you like."
    opening += f"\n\n{note}" if note else ""
    experiment = state.experiment
    ideas = (
        _preparation(code, experiment),
        _one_iteration(code, experiment),
        _training(code, iterations),
        _results(code),
    )
    cells = [_markdown(opening), _code(SETUP), *(cell for idea in ideas for cell in idea)]
    if len(state.experiment.situations):
        cells += _situations(code, state)
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
        "cells": [{"id": f"cell-{place}", **cell} for place, cell in enumerate(cells)],
    }


def _preparation(code: Listing, experiment: Experiment) -> Iterator[Cell]:
    tables = [line for line in code.before if line.kind == "table"]
    others = [line for line in code.before if line.kind != "table"]
    why = "Each row is an example: its inputs in X and what it should answer in y."
    yield from _idea("The training set", why, _sources(tables), _picture("X", "y"))
    for name in dict.fromkeys(experiment.activations):
        yield from _curve(ACTIVATIONS[name])
    why = "One for each synapse, from -1 to 1; from the same seed come the same numbers every time."
    yield from _idea("Random weights", why, _sources(others), _picture(*_weights(code)))


def _curve(activation: Activation) -> Iterator[Cell]:
    curve = CURVE.format(
        name=activation.name,
        value=activation.code.format(sum="x", operand="x"),
        slope=activation.slope_code.format(output="curve"),
    )
    title = "The sigmoid" if activation is SIGMOID else f"The activation {activation.name}"
    yield from _idea(title, activation.words.curve, curve)


def _one_iteration(code: Listing, experiment: Experiment) -> Iterator[Cell]:
    forward, error, delta = (_of(code, kind) for kind in ("forward", "error", "delta"))
    layers = [line.makes[0] for line in forward]
    yield from _idea("Forward", forward[0].why, _sources(forward), _picture(*layers))
    missed = _picture("y", layers[-1], error[0].makes[0])
    yield from _idea("The error", error[0].why, _sources(error), missed)
    last = ACTIVATIONS[experiment.activations[-1]]
    dots = DOTS.format(
        j=len(layers) - 1,
        k=len(layers),
        bias=f" + b{len(layers) - 1}" if experiment.bias else "",
        value=last.code.format(sum="x", operand="x"),
        slope=last.slope_code.format(output="output"),
    )
    yield from _idea("Error times slope", delta[0].why, delta[0].source, dots)
    back = [line for line in code.loop if line.kind in ("back", "delta")][1:]
    if back:
        made = _picture(*(line.makes[0] for line in back))
        yield from _idea("Back through the synapses", back[0].why, _sources(back), made)
    pushes = _pushes(code, experiment)
    title = "What each weight will move by"
    if experiment.optimizer != "descent":
        title = "Which way each weight is pushed"
    changes = ", ".join(f"{line.makes[0]}={line.source.split(' += ')[1]}" for line in pushes)
    yield from _idea(title, pushes[0].why, f"picture({changes})")


def _pushes(code: Listing, experiment: Experiment) -> list[Line]:
    """The updates of plain descent: what an optimizer makes its steps of."""
    rate, decay = (name in code.variables for name in ("learning_rate", "weight_decay"))
    return list(updates(experiment.replace(optimizer="descent"), rate=rate, decay=decay))


def _training(code: Listing, iterations: int) -> Iterator[Cell]:
    statements = [line.source for line in code.loop]
    error = _of(code, "error")[0]
    statements.insert(error.number, f"errors.append(np.abs({error.makes[0]}).mean())")
    loop = f"{code.header(iterations)}\n" + indent("\n".join(statements), "    ")
    beginning = f"first = {_answers(code)}.copy()\nerrors = []"
    title = f"All of it, {iterations:,} times"
    why = "The same lines again and again, each time from weights that are a little better."
    yield from _idea(title, why, f"{beginning}\n{loop}\n", DESCENT)


def _results(code: Listing) -> Iterator[Cell]:
    answers = _answers(code)
    thinking = _sources(_of(code, "forward"))
    error = f'print("mean error =", np.abs(y - {answers}).mean())'
    compared = f"picture(first=first, now={answers}, y=y)"
    why = (
        "The answers at first and now, beside the targets. The loop's own answers are one update "
        "old, so the network thinks once more."
    )
    yield from _idea("What it has learned", why, thinking, error, compared)
    weights = _weights(code)
    printed = "\n".join(f'print("{name} =", {name}.tolist())' for name in weights)
    yield from _idea(
        "The weights now", "Compare them with those at the start.", printed, _picture(*weights)
    )


def _situations(code: Listing, state: State) -> Iterator[Cell]:
    asked = assignment("l0", state.experiment.situations)
    shown = f"picture(situations=l0, answers={_answers(code)})"
    why = "Inputs that it was never shown."
    yield from _idea("New situations", why, asked, _sources(_of(code, "forward")), shown)


def _of(code: Listing, kind: str) -> list[Line]:
    return [line for line in code.loop if line.kind == kind]


def _answers(code: Listing) -> str:
    """The variable that holds the last layer."""
    return _of(code, "forward")[-1].makes[0]


def _weights(code: Listing) -> list[str]:
    return [line.makes[0] for line in code.before if line.kind == "start"]


def _sources(lines: Iterable[Line]) -> str:
    return "\n".join(line.source for line in lines)


def _picture(*names: str) -> str:
    return f"picture({', '.join(f'{name}={name}' for name in names)})"


def _idea(title: str, why: str, *code: str) -> Iterator[Cell]:
    yield _markdown(f"## {title}\n\n{why}")
    yield _code("\n".join(code))


def _markdown(text: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def _code(text: str) -> Cell:
    outputs: list[Any] = []
    return {
        "cell_type": "code",
        "metadata": {},
        "source": text,
        "execution_count": None,
        "outputs": outputs,
    }
