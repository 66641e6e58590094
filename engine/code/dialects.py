"""The ways a listing can be written: the same statements, line for line, in other words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.formulas import ACTIVATIONS, LOSSES, Activation
from engine.network.experiment import Experiment


@dataclass(frozen=True)
class Definition:
    """A function that a dialect defines for itself; `why` says what it is for."""

    source: str
    why: str


@dataclass(frozen=True)
class Dialect:
    """How a layer's forward line and its delta are written; other lines are the same in all.

    Both take the layer, counted from 1; `definitions` are the functions that come first, `spoken`
    makes of a statement of the loop what this dialect says for it.
    """

    name: str
    forward: Callable[[Experiment, int], str]
    delta: Callable[[Experiment, int], str]
    definitions: Callable[[Experiment], Iterator[Definition]]
    spoken: Callable[[str], str] = str


def activation_of(experiment: Experiment, k: int) -> Activation:
    return ACTIVATIONS[experiment.activations[k - 1]]


def _sum(experiment: Experiment, k: int) -> str:
    return f"l{k - 1} @ syn{k - 1}" + (f" + b{k - 1}" if experiment.bias else "")


def _forward(experiment: Experiment, k: int) -> str:
    total = _sum(experiment, k)
    code = activation_of(experiment, k).code
    return f"l{k} = " + code.format(sum=total, operand=f"({total})")


def _delta(experiment: Experiment, k: int) -> str:
    slope = activation_of(experiment, k).slope_code.format(output=f"l{k}")
    return f"l{k}_delta = l{k}_error" + ("" if slope == "1" else f" * ({slope})")


NUMPY = Dialect("numpy", _forward, _delta, lambda _: iter(()))
"""Bare NumPy, as in the second article's eleven lines."""


def _is_mixed(experiment: Experiment) -> bool:
    return len(set(experiment.activations)) > 1


def _think(experiment: Experiment, k: int) -> str:
    biases = [f"b{k - 1}"] if experiment.bias else []
    function = [activation_of(experiment, k).name] if _is_mixed(experiment) else []
    return f"l{k} = think({', '.join([f'l{k - 1}', f'syn{k - 1}', *biases, *function])})"


def _gradient(experiment: Experiment, activation: Activation) -> str:
    return f"{activation.name}_gradient" if _is_mixed(experiment) else "gradient"


def _delta_by_function(experiment: Experiment, k: int) -> str:
    gradient = _gradient(experiment, activation_of(experiment, k))
    return f"l{k}_delta = l{k}_error * {gradient}(l{k})"


def _functions(experiment: Experiment) -> Iterator[Definition]:
    layers = range(1, len(experiment.shape))
    last = len(layers)
    sloped = {experiment.activations[k - 1] for k in layers if k < last or _has_slope(experiment)}
    for name in dict.fromkeys(experiment.activations):
        found = ACTIVATIONS[name]
        value = found.code.format(sum="x", operand="x")
        yield Definition(f"def {name}(x):\n    return {value}", found.words.function)
        if name in sloped:
            head = f"def {_gradient(experiment, found)}(output):\n    return "
            slope = found.slope_code.format(output="output")
            yield Definition(head + slope, found.words.gradient)
    yield _thinking(experiment)


def _has_slope(experiment: Experiment) -> bool:
    return LOSSES[experiment.loss].keeps_slope


def _thinking(experiment: Experiment) -> Definition:
    total = "inputs @ synapses" + (" + biases" if experiment.bias else "")
    given = "inputs, synapses" + (", biases" if experiment.bias else "")
    if _is_mixed(experiment):
        source = f"def think({given}, activation):\n    return activation({total})"
        return Definition(source, "What a layer makes of its inputs: its activation of their sums.")
    found = activation_of(experiment, 1)
    source = f"def think({given}):\n    return {found.name}({total})"
    return Definition(source, found.words.think)


FUNCTIONS = Dialect("functions", _think, _delta_by_function, _functions)
"""Named functions, as in the first article."""


def _nonlin(experiment: Experiment, activation: Activation) -> str:
    return f"nonlin_{activation.name}" if _is_mixed(experiment) else "nonlin"


def _forward_by_nonlin(experiment: Experiment, k: int) -> str:
    return f"l{k} = {_nonlin(experiment, activation_of(experiment, k))}({_sum(experiment, k)})"


def _delta_by_nonlin(experiment: Experiment, k: int) -> str:
    slope = f"{_nonlin(experiment, activation_of(experiment, k))}(l{k}, True)"
    return f"l{k}_delta = l{k}_error * {slope}"


def _import_and_nonlin(experiment: Experiment) -> Iterator[Definition]:
    yield Definition("import numpy as np", "NumPy brings tables of numbers and all they can do.")
    for name in dict.fromkeys(experiment.activations):
        found = ACTIVATIONS[name]
        value = found.code.format(sum="x", operand="x")
        slope = found.slope_code.format(output="x")
        yield Definition(
            f"def {_nonlin(experiment, found)}(x, deriv=False):\n"
            f"    if deriv:\n        return {slope}\n    return {value}",
            f"{found.words.function} With deriv its slope, where x is what it gave.",
        )


_PRODUCT = re.compile(r"([\w.]+) @ ([\w.]+)")
_IN_BRACKETS = re.compile(r"(?<!\w)\((np\.dot\([^()]*\))\)")


def _by_dot(source: str) -> str:
    """With np.dot for @, and no brackets around it alone."""
    return _IN_BRACKETS.sub(r"\1", _PRODUCT.sub(r"np.dot(\1, \2)", source))


ARTICLE = Dialect("article", _forward_by_nonlin, _delta_by_nonlin, _import_and_nonlin, _by_dot)
"""`nonlin` and `np.dot`, as the second article explains it line by line."""

DIALECTS = {dialect.name: dialect for dialect in (NUMPY, FUNCTIONS, ARTICLE)}
