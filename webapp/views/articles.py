"""The two articles: where they are, which lessons are theirs, and their numbers of the lines."""

from typing import NamedTuple

from engine import Experiment
from engine.code import Line


class Article(NamedTuple):
    """An article of the web."""

    title: str
    author: str
    year: int
    address: str


NINE_LINES = Article(
    "How to build a simple neural network in 9 lines of Python code",
    "Milo Spencer-Harper",
    2015,
    "https://medium.com/technology-invention-and-more/"
    "how-to-build-a-simple-neural-network-in-9-lines-of-python-code-cc8f23647ca1",
)
ELEVEN_LINES = Article(
    "A Neural Network in 11 lines of Python (Part 1)",
    "Andrew Trask",
    2015,
    "https://iamtrask.github.io/2015/07/12/basic-python-network/",
)
ARTICLES = (NINE_LINES, ELEVEN_LINES)
ARTICLE_OF = {
    "nine-lines": NINE_LINES,
    "two-layers": ELEVEN_LINES,
    "eleven-lines": ELEVEN_LINES,
}
"""The article that a lesson is from."""

Places = dict[str, str]
"""Numbers of the second article's lines, by the kind of our line and what it makes."""

_TWO_LAYERS = {
    "import": "01",
    "function": "04\n05\n06\n07",
    "table X": "10",
    "table y": "16",
    "seed": "20",
    "start syn0": "23",
    "header": "25",
    "table l0": "28",
    "forward l1": "29",
    "error l1_error": "32",
    "delta l1_delta": "36",
    "update syn0": "39",
}
"""Part 1, which the article takes apart: "Take apart line 36", "Check out line 39"."""
_THREE_LAYERS = {
    "table X": "01",
    "table y": "02",
    "start syn0": "03",
    "start syn1": "04",
    "header": "05",
    "forward l1": "06",
    "forward l2": "07",
    "error l2_error": "08",
    "delta l2_delta": "08",
    "back l1_error": "09",
    "delta l1_delta": "09",
    "update syn1": "10",
    "update syn0": "11",
}
"""The eleven lines; two of ours, the error and the delta, are one of theirs."""


def places_in_article(experiment: Experiment) -> Places:
    """Where the second article has the lines of this network; nowhere if it is another one."""
    depth = len(experiment.shape) - 1
    if not experiment.is_as_printed or depth > 2:
        return {}
    return _TWO_LAYERS if depth == 1 else _THREE_LAYERS


def place_of(line: Line, places: Places) -> str:
    """The article's number of a line, or the numbers; empty when it has no such line."""
    if line.source.startswith("import "):
        return places.get("import", "")
    return places.get(" ".join((line.kind, *line.makes[:1])), "")
