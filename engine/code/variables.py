"""The names of the code's variables."""

import re

from engine.formulas import OPTIMIZERS

GRADIENT = "g"
_LETTERS = {GRADIENT, *(letter for each in OPTIMIZERS.values() for letter in each.remembers)}
LETTERS = "".join(sorted(_LETTERS))
"""What there may be of each table of weights: its gradient, and what optimizers remember."""

VARIABLE = re.compile(
    rf"\b(?:X|y|l\d+(?:_error|_delta)?|(?:syn|b|[{LETTERS}]b?)\d+|learning_rate|momentum"
    r"|weight_decay|iteration|t)\b"
)


def beside(letter: str, parameter: str) -> str:
    """The name of what is there beside weights or biases: v1 beside syn1, vb1 beside b1."""
    number = parameter.lstrip("synb")
    return f"{letter}{number}" if parameter.startswith("syn") else f"{letter}b{number}"
