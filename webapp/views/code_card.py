"""The listing as the page shows it, in every dialect, and its formulas, typeset."""

from collections.abc import Iterable, Iterator
from typing import Any

from engine.code import DIALECTS, Line, Tree
from engine.formulas import ACTIVATIONS, Activation
from webapp.live.code import Code
from webapp.views.articles import place_of, places_in_article
from webapp.views.highlighting import shortened, tokens
from webapp.views.mathml import mathml

TITLES = {"numpy": "NumPy", "functions": "Functions", "article": "Article"}
"""What the dialects are called on their switch."""
FORMS = {"forward": "both", "error": "error", "back": "error", "delta": "delta", "update": "change"}
"""The form of a number's formula that a line of each kind stands for."""


def code_card(code: Code, iterations: int) -> list[dict[str, Any]]:
    """The code of a run in each dialect: what runs once, the header of the loop, and the loop."""
    listings = {name: code.listing(name) for name in DIALECTS}
    places = places_in_article(code.base)
    return [
        {
            "name": name,
            "title": TITLES[name],
            "before": _shown(listing.before, places),
            "header": list(tokens(listing.header(iterations))),
            "header_place": places.get("header", ""),
            "loop": _shown(listing.loop, places),
            "has_places": name == "article" and bool(places),
        }
        for name, listing in listings.items()
    ]


def formulas(code: Code, iteration: int) -> Iterator[dict[str, Any]]:
    """Every formula of this iteration as MathML, by its form and the layer that it speaks of."""
    for line in code.listing().loop:
        if line.formula is None or not line.holds(iteration):
            continue
        layer = _layer(line)
        yield {"form": _form(line), "layer": layer, "math": mathml(line.formula)}
        if line.kind == "forward":
            activation = ACTIVATIONS[code.base.activations[layer - 1]]
            for form, tree in _parts(layer, activation, code.base.bias).items():
                yield {"form": form, "layer": layer, "math": mathml(tree)}


def _form(line: Line) -> str:
    """Of weights the change; of what stands beside them its name, without a number."""
    [name] = line.makes
    if line.kind in OF_WEIGHTS and not name.startswith("syn"):
        return name.rstrip("0123456789")
    return FORMS.get(line.kind, "change")


def _parts(layer: int, activation: Activation, bias: bool) -> dict[str, Tree]:
    """The forward formula taken apart, and the slope at its end."""
    name = f"l{layer}"
    total: Tree = ["@", f"l{layer - 1}", f"syn{layer - 1}"]
    if bias:
        total = ["+", total, f"b{layer - 1}"]
    return {
        "sum": ["=", "sum", total],
        "sigmoid": ["=", name, activation.formula("sum")],
        "gradient": ["=", "gradient", activation.slope_formula(name)],
    }


OF_WEIGHTS = ("gradient", "memory", "update")


def _layer(line: Line) -> int:
    """The layer that a line speaks of; of weights, the one they lead to."""
    [name] = line.makes
    number = int("".join(filter(str.isdigit, name)))
    return number + 1 if line.kind in OF_WEIGHTS else number


def _shown(lines: Iterable[Line], places: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "number": line.number,
            "place": place_of(line, places),
            "kind": line.kind,
            "tokens": list(tokens(line.source)),
            "source": shortened(line.source),
            "reads": " ".join(line.reads),
            "makes": " ".join(line.makes),
            "why": line.why,
        }
        for line in lines
    ]
