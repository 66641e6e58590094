"""The listing as the page shows it, in every dialect, and its formulas, typeset."""

from collections.abc import Iterable, Iterator
from typing import Any

from engine.code import DIALECTS, Line, Tree
from engine.formulas import SIGMOID
from webapp.live.code import Code
from webapp.views.highlighting import pieces, shortened
from webapp.views.mathml import mathml

TITLES = {"numpy": "NumPy", "functions": "Functions"}
"""What the dialects are called on their switch."""
FORMS = {"forward": "both", "error": "error", "back": "error", "delta": "delta", "update": "change"}
"""The form of a number's formula that a line of each kind stands for."""


def code_card(code: Code, iterations: int) -> list[dict[str, Any]]:
    """The code of a run in each dialect: what runs once, the header of the loop, and the loop."""
    listings = {name: code.listing(name) for name in DIALECTS}
    return [
        {
            "name": name,
            "title": TITLES[name],
            "before": _shown(listing.before),
            "header": list(pieces(listing.header(iterations))),
            "loop": _shown(listing.loop),
        }
        for name, listing in listings.items()
    ]


def formulas(code: Code) -> Iterator[dict[str, Any]]:
    """Every formula as MathML, by its form and the layer that it speaks of."""
    for line in code.listing().loop:
        if line.kind in FORMS and line.formula is not None:
            layer = _layer(line)
            yield {"form": FORMS[line.kind], "layer": layer, "math": mathml(line.formula)}
            if line.kind == "forward":
                for form, tree in _parts(layer).items():
                    yield {"form": form, "layer": layer, "math": mathml(tree)}


def _parts(layer: int) -> dict[str, Tree]:
    """The forward formula taken apart, and the slope at its end."""
    name = f"l{layer}"
    product: Tree = ["@", f"l{layer - 1}", f"syn{layer - 1}"]
    return {
        "sum": ["=", "sum", product],
        "sigmoid": ["=", name, SIGMOID.formula("sum")],
        "gradient": ["=", "gradient", SIGMOID.slope_formula(name)],
    }


OF_WEIGHTS = ("gradient", "memory", "update")


def _layer(line: Line) -> int:
    """The layer that a line speaks of; of weights, the one they lead to."""
    [name] = line.makes
    number = int("".join(filter(str.isdigit, name)))
    return number + 1 if line.kind in OF_WEIGHTS else number


def _shown(lines: Iterable[Line]) -> list[dict[str, Any]]:
    return [
        {
            "number": line.number,
            "kind": line.kind,
            "pieces": list(pieces(line.source)),
            "source": shortened(line.source),
            "reads": " ".join(line.reads),
            "makes": " ".join(line.makes),
            "why": line.why,
        }
        for line in lines
    ]
