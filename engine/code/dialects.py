"""The ways a listing can be written: the same statements, line for line, in other words.

In the patterns {k} is the layer that a line speaks of, {j} the one before, {n} the one behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.formulas import SIGMOID


@dataclass(frozen=True)
class Definition:
    """A function that a dialect defines for itself; `why` says what it is for."""

    source: str
    why: str


@dataclass(frozen=True)
class Dialect:
    """How each kind of line is written; the functions it needs come first."""

    name: str
    patterns: Mapping[str, str]
    definitions: tuple[Definition, ...] = ()

    def write(self, kind: str, layer: int) -> str:
        """The statement of this kind for a layer."""
        return self.patterns[kind].format(k=layer, j=layer - 1, n=layer + 1)


_COMMON = {
    "error": "l{k}_error = y - l{k}",
    "back": "l{k}_error = l{n}_delta @ syn{k}.T",
    "update": "syn{j} += l{j}.T @ l{k}_delta",
    "update at a rate": "syn{j} += learning_rate * (l{j}.T @ l{k}_delta)",
}

NUMPY = Dialect(
    "numpy",
    {
        **_COMMON,
        "forward": "l{k} = " + SIGMOID.code.format(operand="(l{j} @ syn{j})"),
        "delta": "l{k}_delta = l{k}_error * (" + SIGMOID.slope_code.format(output="l{k}") + ")",
    },
)
"""Bare NumPy, as in the second article."""

FUNCTIONS = Dialect(
    "functions",
    {
        **_COMMON,
        "forward": "l{k} = think(l{j}, syn{j})",
        "delta": "l{k}_delta = l{k}_error * gradient(l{k})",
    },
    (
        Definition(
            f"def {SIGMOID.name}(x):\n    return " + SIGMOID.code.format(operand="x"),
            SIGMOID.words.function,
        ),
        Definition(
            "def gradient(output):\n    return " + SIGMOID.slope_code.format(output="output"),
            SIGMOID.words.gradient,
        ),
        Definition(
            f"def think(inputs, synapses):\n    return {SIGMOID.name}(inputs @ synapses)",
            SIGMOID.words.think,
        ),
    ),
)
"""Named functions, as in the first article."""

DIALECTS = {dialect.name: dialect for dialect in (NUMPY, FUNCTIONS)}
