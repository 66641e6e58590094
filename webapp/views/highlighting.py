"""The code as a page shows it: cut into tokens that say which variable or operator they are."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from engine.code import VARIABLE

MOST_LINES = 5
"""Lines of one statement that are shown; a table of 2,000 rows would push all else away."""
MOST_LETTERS = 88

OPERATORS = {"@": "op-product", ".T": "op-turned", "*": "op-times", "-": "op-minus"}
"""The operators of the glossary, and what they are called where they light up."""
FUNCTIONS = {
    "np.exp": "op-exp",
    "np.array": "op-array",
    "np.dot": "op-product",
    "np.random.random": "op-random",
    "np.random.seed": "op-random",
}
"""NumPy's functions that are shown at work there, too."""

_TOKENS = re.compile(
    rf"(?P<variable>{VARIABLE.pattern})"
    rf"|(?P<function>\b(?:{'|'.join(map(re.escape, FUNCTIONS))})\b)"
    r"|(?P<operator>@|\.T\b|(?<= )[*-](?= ))"
    r"|(?P<word>\b(?:for|in|while|if|def|return|import|as)\b)"
    r"|(?P<number>\b\d[\d_.]*(?:e[+-]?\d+)?\b)"
)


class Token(NamedTuple):
    """A few letters of code; `subject` names the variable or operator they stand for, if any."""

    text: str
    kind: str = ""
    subject: str = ""


def tokens(source: str) -> Iterator[Token]:
    """The statement token by token; joined, they are the statement again, if it is no long one."""
    text = shortened(source)
    end = 0
    for found in _TOKENS.finditer(text):
        if found.start() > end:
            yield Token(text[end : found.start()])
        kind, word = str(found.lastgroup), found[0]
        subject = word if kind == "variable" else {**OPERATORS, **FUNCTIONS}.get(word, "")
        yield Token(word, kind, subject)
        end = found.end()
    if text[end:]:
        yield Token(text[end:])


def shortened(source: str) -> str:
    """The statement, without the middle of a large table."""
    lines = [_cut(line) for line in source.split("\n")]
    if len(lines) > MOST_LINES:
        left_out = len(lines) - MOST_LINES + 1
        lines[MOST_LINES - 2 : -1] = [f"    …  # {left_out} more lines"]
    return "\n".join(lines)


def _cut(line: str) -> str:
    return line if len(line) <= MOST_LETTERS else f"{line[: MOST_LETTERS - 1]}…"
