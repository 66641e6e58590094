"""What a walk can point at, in the words of the page, and where on the page that is.

"example 3", "input 3 2", "target 3", "answer 3", "error 3", "dot 3" (on the S-curve),
"situation 1"; "neuron l1 2", "synapse syn0 3 1", "number l1_delta 3", "matrix l1_delta"; "line
l1_delta" (of the code: the one that makes it); and the panels and controls below. Places count
from 1.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from engine import Experiment
from engine.code import shapes
from engine.timeline import neuron_name
from webapp.walks.quantities import variables

PANELS = {
    "training set": "#training",
    "new situations": "#situations",
    "network": "#network",
    "sigmoid curve": "#sigmoid",
    "error descent": "#descent",
    "code": "#code",
    "explanation": "#explanation",
    "operators": "#operators",
    "mean error": "#mean-error",
    "iteration": "#iteration-slider",
    "learning rate": "#learning_rate",
    "hidden layers": "#hidden",
    "seed": "#seed",
    "step": "#step-button",
    "back": "#back-button",
    "run": "#run-button",
    "try other starts": "#try-starts",
    "other starts": "#starts",
}

_SUBJECT = re.compile(
    r"(?P<kind>[a-z]+)(?: (?P<name>X|y|l\d{1,2}(?:_error|_delta)?|(?:syn|[a-z]b?)\d{1,2}))?"
    r"(?: (?P<row>\d{1,4}))?(?: (?P<column>\d{1,3}))?"
)
_NUMBERS = {
    "explanation": " #formula",
    "matrix": " .grid",
    "neuron": " :is(text, .fill)",
    "operators": " .matrices",
    "situation": " output",
}
"""Where within a kind of subject its numbers stand."""
Size = tuple[int, ...]


@dataclass(frozen=True)
class Subject:
    """Something on the page: `label` says what it is, the CSS `selector` where it is."""

    label: str
    selector: str


@dataclass(frozen=True)
class Kind:
    """One kind of subject: how many there are, and its label and selector, places from 0 and 1."""

    size: Callable[[Experiment, str], Size]
    label: str
    selector: str
    variables: str | None = None


def _table(experiment: Experiment, name: str) -> Size:
    return shapes(experiment)[name]


_KINDS = {
    "example": Kind(lambda e, _: (len(e.inputs),), "Example {row}", "#example-{i}"),
    "input": Kind(
        lambda e, _: e.inputs.shape, "Input {column} of example {row}", "#inputs-{i}-{j}"
    ),
    "target": Kind(lambda e, _: e.targets.shape, "Target of example {row}", "#targets-{i}-{j}"),
    "answer": Kind(lambda e, _: e.targets.shape, "Answer {row}", "#answer-{i}-{j}"),
    "error": Kind(lambda e, _: e.targets.shape, "Error of example {row}", "#error-{i}-{j}"),
    "dot": Kind(lambda e, _: (len(e.inputs),), "Dot {row}", '#sigmoid .dot[data-example="{i}"]'),
    "situation": Kind(
        lambda e, _: (len(e.situations),),
        "New situation {row}",
        "#situations tbody tr:nth-child({row})",
    ),
    "neuron": Kind(
        lambda e, name: _table(e, name)[1:],
        "{neuron}",
        '#network .neuron[data-layer="{layer}"][data-neuron="{i}"]',
        r"l\d+",
    ),
    "synapse": Kind(
        _table,
        "{source} to {target}",
        '#network line.synapse[data-layer="{layer}"][data-from="{i}"][data-to="{j}"]',
        r"syn\d+",
    ),
    "number": Kind(
        _table, "{name}, row {row}", '#matrix-{own} td[data-subject="{own} {i} {j}"]', ".+"
    ),
    "matrix": Kind(lambda e, _: (), "{name}", '#numbers .matrix[data-subject="{own}"]', ".+"),
    "line": Kind(
        lambda e, _: (),
        "The line of {name}",
        '#code .listing:not([hidden]) .loop .line[data-makes~="{name}"]',
        r"(?!l0)[a-z].*\d.*",
    ),
}


def subject(text: str, experiment: Experiment) -> Subject:
    """What is meant. Raises ValueError when the page of this experiment has no such thing."""
    if text in PANELS:
        return Subject(text.capitalize(), PANELS[text])
    found = _SUBJECT.fullmatch(text)
    if not found or found["kind"] not in _KINDS:
        known = ", ".join((*_KINDS, *PANELS))
        raise ValueError(f'"{text}" is nothing to point at; there is {known}')
    kind, name = _KINDS[found["kind"]], found["name"] or ""
    if bool(name) != bool(kind.variables) or (name and name not in variables(experiment)):
        raise ValueError(f'"{text}": there is no such matrix here')
    if kind.variables and not re.fullmatch(kind.variables, name):
        raise ValueError(f'"{text}": {name} has no such thing')
    row, column = int(found["row"] or 1), int(found["column"] or 1)
    _check(text, (row, column), kind.size(experiment, name), bool(found["row"]))
    values = {
        "name": name,
        "own": "l0" if name == "X" else name,
        "layer": "".join(filter(str.isdigit, name)),
        "row": row,
        "column": column,
        "i": row - 1,
        "j": column - 1,
        **_ends(experiment, found["kind"], name, row - 1, column - 1),
    }
    return Subject(_capital(kind.label.format(**values)), kind.selector.format(**values))


def cover(text: str, experiment: Experiment) -> str:
    """The CSS selector of the numbers that something shows. Raises ValueError as `subject` does."""
    return subject(text, experiment).selector + _NUMBERS.get(text.split()[0], "")


def _ends(experiment: Experiment, kind: str, name: str, row: int, column: int) -> dict[str, str]:
    """The names of the neurons that a neuron or a synapse is about."""
    if kind == "neuron":
        return {"neuron": neuron_name(experiment, int(name[1:]), row)}
    if kind != "synapse":
        return {}
    layer = int(name[3:])
    return {
        "source": neuron_name(experiment, layer, row),
        "target": neuron_name(experiment, layer + 1, column),
    }


def _capital(label: str) -> str:
    """With a capital, unless it begins with a variable."""
    return label if re.match(r"(l|syn)\d|[Xy]\b", label) else label[:1].upper() + label[1:]


def _check(text: str, places: tuple[int, int], size: Size, is_placed: bool) -> None:
    if is_placed != bool(size):
        raise ValueError(f'"{text}" must {"say which one" if size else "name no place"}')
    limits = (*size, 1, 1)[:2]
    if size and not all(1 <= place <= most for place, most in zip(places, limits, strict=True)):
        raise ValueError(f'"{text}" is not there: there are {" by ".join(map(str, size))}')
