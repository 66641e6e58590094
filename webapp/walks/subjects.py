"""What a walk can point at, in the words of the page.

"example 3", "input 3 2", "target 3", "answer 3", "error 3", "dot 3" (on the S-curve),
"situation 1"; "neuron l1 2", "synapse syn0 3 1", "number l1_delta 3", "matrix l1_delta"; "line
l1_delta" (of the code: the one that makes it); and the parts of the page below. Places count from
1. Where on the page that is, the page knows (static/js/views/places.js).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from engine import Experiment
from engine.code import shapes
from engine.timeline import neuron_name
from webapp.walks.quantities import variables

PARTS = (
    *("training set", "new situations", "network", "sigmoid curve", "error descent", "code"),
    *("explanation", "operators", "mean error", "iteration", "learning rate", "hidden layers"),
    *("seed", "step", "back", "run", "try other starts", "other starts"),
)
"""Panels and controls, by their names on the page."""

_SUBJECT = re.compile(
    r"(?P<kind>[a-z]+)(?: (?P<name>X|y|l\d{1,2}(?:_error|_delta)?|(?:syn|[a-z]b?)\d{1,2}))?"
    r"(?: (?P<row>\d{1,4}))?(?: (?P<column>\d{1,3}))?"
)
Size = tuple[int, ...]


@dataclass(frozen=True)
class Subject:
    """Something on the page: `label` says what it is, to readers; `words` to the page."""

    label: str
    words: str


@dataclass(frozen=True)
class Kind:
    """One kind of subject: how many there are, its label, and of which variables it is one."""

    size: Callable[[Experiment, str], Size]
    label: str
    variables: str | None = None


def _table(experiment: Experiment, name: str) -> Size:
    return shapes(experiment)[name]


KINDS = {
    "example": Kind(lambda e, _: (len(e.inputs),), "Example {row}"),
    "input": Kind(lambda e, _: e.inputs.shape, "Input {column} of example {row}"),
    "target": Kind(lambda e, _: e.targets.shape, "Target of example {row}"),
    "answer": Kind(lambda e, _: e.targets.shape, "Answer {row}"),
    "error": Kind(lambda e, _: e.targets.shape, "Error of example {row}"),
    "dot": Kind(lambda e, _: (len(e.inputs),), "Dot {row}"),
    "situation": Kind(lambda e, _: (len(e.situations),), "New situation {row}"),
    "neuron": Kind(lambda e, name: _table(e, name)[1:], "{neuron}", r"l\d+"),
    "synapse": Kind(_table, "{source} to {target}", r"syn\d+"),
    "number": Kind(_table, "{name}, row {row}", ".+"),
    "matrix": Kind(lambda e, _: (), "{name}", ".+"),
    "line": Kind(lambda e, _: (), "The line of {name}", r"(?!l0)[a-z].*\d.*"),
}


def subject(text: str, experiment: Experiment) -> Subject:
    """What is meant. Raises ValueError when the page of this experiment has no such thing."""
    if text in PARTS:
        return Subject(_called(text, experiment), text)
    found = _SUBJECT.fullmatch(text)
    if not found or found["kind"] not in KINDS:
        known = ", ".join((*KINDS, *PARTS))
        raise ValueError(f'"{text}" is nothing to point at; there is {known}')
    kind, name = KINDS[found["kind"]], found["name"] or ""
    if bool(name) != bool(kind.variables) or (name and name not in variables(experiment)):
        raise ValueError(f'"{text}": there is no such matrix here')
    if kind.variables and not re.fullmatch(kind.variables, name):
        raise ValueError(f'"{text}": {name} has no such thing')
    row, column = int(found["row"] or 1), int(found["column"] or 1)
    _check(text, (row, column), kind.size(experiment, name), bool(found["row"]))
    ends = _ends(experiment, found["kind"], name, row - 1, column - 1)
    return Subject(_capital(kind.label.format(name=name, row=row, column=column, **ends)), text)


def _called(panel: str, experiment: Experiment) -> str:
    """As the page calls it: the curve by its name only where there is but one."""
    is_mixed = set(experiment.activations) != {"sigmoid"}
    return "The curve" if panel == "sigmoid curve" and is_mixed else panel.capitalize()


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
