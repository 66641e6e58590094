"""The numbers that a walk's texts speak of: written in a few words, computed by the engine.

"l1 3" is l1 for example 3 (its first column; "l1 3 2" the second), "syn0 1" the weight of the first
synapse; places count from 1, as on the page. So do X, y, l1_error, l1_delta, the answers to new
situations, biases such as b0, and what an optimizer remembers, such as v0. "sum l1 3" is the
weighted sum behind l1, "slope l1 3" the curve's slope there, "change syn0 1" what the next update
adds; "error" is the mean error. " at 100" fixes the iteration; without it the number is the one of
now. ":2" asks for two decimals instead of four.
"""

import re
from dataclasses import dataclass

import numpy as np

from engine import Array, Experiment, State, train
from engine.code import beside, remembered
from engine.formulas import ACTIVATIONS, OPTIMIZERS

DECIMALS = 4

_QUANTITY = re.compile(
    r"(?:(?P<form>sum|slope|change) )?"
    r"(?P<name>error|situation|X|y|l\d{1,2}(?:_error|_delta)?|(?:syn|[a-z]b?)\d{1,2})"
    r"(?: (?P<row>\d{1,4}))?(?: (?P<column>\d{1,3}))?"
    r"(?: at (?P<at>\d{1,8}))?"
    r"(?::(?P<decimals>\d{1,2}))?"
)


@dataclass(frozen=True)
class Quantity:
    """One number of a network; `row` and `column` count from 0, `at` None is now."""

    form: str
    name: str
    row: int
    column: int
    at: int | None
    decimals: int

    def of(self, state: State) -> float:
        """Its value. Raises ValueError when this network has no such number."""
        if self.name == "error":
            return state.error
        table = _table(state, self.name, self.form)
        if self.row >= len(table) or self.column >= table.shape[1]:
            raise ValueError(f"{self.name} has no row {self.row + 1}, column {self.column + 1}")
        return float(table[self.row, self.column])

    def written(self, state: State) -> str:
        """Its value as a text shows it; what is rounded to 0 has no sign."""
        text = f"{self.of(state):.{self.decimals}f}"
        return text.replace("-", "\N{MINUS SIGN}" if float(text) else "")


def quantity(text: str) -> Quantity:
    """The number that is meant. Raises ValueError, which says what is not understood."""
    found = _QUANTITY.fullmatch(text)
    if not found or (found["name"] != "error" and not found["row"]):
        raise ValueError(f'"{text}" is no number that is known here, such as "l1 3" or "error"')
    if found["form"] and not _fits(found["form"], found["name"]):
        raise ValueError(f'"{text}": there is no {found["form"]} of {found["name"]}')
    row, column = int(found["row"] or 1), int(found["column"] or 1)
    if not row or not column:
        raise ValueError(f'"{text}": rows and columns count from 1')
    return Quantity(
        found["form"] or "",
        found["name"],
        row - 1,
        column - 1,
        None if found["at"] is None else int(found["at"]),
        DECIMALS if found["decimals"] is None else int(found["decimals"]),
    )


def variables(experiment: Experiment) -> set[str]:
    """The matrices that this experiment's network has."""
    layers = range(1, len(experiment.shape))
    own = {f"l{k}{suffix}" for k in layers for suffix in ("", "_error", "_delta")}
    changed = {f"syn{k - 1}" for k in layers}
    if experiment.bias:
        changed |= {f"b{k - 1}" for k in layers}
    letters = OPTIMIZERS[experiment.optimizer].remembers
    kept = {beside(letter, name) for name in changed for letter in letters}
    return {"X", "y", "l0"} | own | changed | kept


def _fits(form: str, name: str) -> bool:
    return bool(re.fullmatch(r"syn\d+" if form == "change" else r"l[1-9]\d*", name))


def _table(state: State, name: str, form: str) -> Array:
    if name == "situation":
        return state.answers
    if name not in variables(state.experiment):
        raise ValueError(f"this network has no {name}")
    layer = int("0" + "".join(filter(str.isdigit, name)))
    if form == "change":
        return _change(state, layer)
    if form == "sum":
        sums = state.layers[layer - 1] @ state.weights[layer - 1]
        return sums + state.biases[layer - 1] if state.biases else sums
    if form == "slope":
        return ACTIVATIONS[state.experiment.activations[layer - 1]].slope(state.layers[layer])
    return _variable(state, name, layer)


def _change(state: State, layer: int) -> Array:
    experiment = state.experiment
    if experiment.optimizer == "descent" and not experiment.weight_decay:
        return experiment.learning_rate * (state.layers[layer].T @ state.deltas[layer])
    return train(state.training, experiment, 1).weights[layer] - state.weights[layer]


def _variable(state: State, name: str, layer: int) -> Array:
    if name.endswith("_delta"):
        return state.deltas[layer - 1]
    if name.endswith("_error"):
        last = layer == len(state.weights)
        return state.errors if last else state.deltas[layer] @ state.weights[layer].T
    if name.startswith("syn"):
        return state.weights[layer]
    if name.startswith("b"):
        return state.biases[layer]
    tables = {"X": state.experiment.inputs, "y": state.experiment.targets}
    return np.asarray({**remembered(state.training), **tables}.get(name, state.layers[layer]))
