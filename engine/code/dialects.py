"""The ways a listing can be written: the same statements, line for line, in other words.

In the patterns {k} is the layer that a line speaks of, {j} the one before, {n} the one behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass


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
        "forward": "l{k} = 1 / (1 + np.exp(-(l{j} @ syn{j})))",
        "delta": "l{k}_delta = l{k}_error * (l{k} * (1 - l{k}))",
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
            "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))",
            "The S-curve: it turns any sum into a number between 0 and 1.",
        ),
        Definition(
            "def gradient(output):\n    return output * (1 - output)",
            "The slope of the S-curve, from its output: steepest at 0.5, flat near 0 and 1.",
        ),
        Definition(
            "def think(inputs, synapses):\n    return sigmoid(inputs @ synapses)",
            "What a layer makes of its inputs: weighted sums, squeezed by the sigmoid.",
        ),
    ),
)
"""Named functions, as in the first article."""

DIALECTS = {dialect.name: dialect for dialect in (NUMPY, FUNCTIONS)}
