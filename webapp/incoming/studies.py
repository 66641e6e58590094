"""From the fields of a body to the plan of a study within its limits."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from engine import Experiment, limits
from engine.study import Group, Plan, combinations, cost
from webapp.incoming.experiments import FIELDS, experiment_of
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.numerals import grouped, number
from webapp.incoming.parsing import Fields, parse
from webapp.incoming.schema import Count

MOST_SEEDS = 100_000
MOST_STARTS = 100_000
MOST_VALUES = 50
MOST_WORK = 10**12
"""Multiplications of one study: about ten minutes of one core."""
MOST_FOR_ONE = 2**32
"""The same of one start, so that nobody's turn takes longer than some seconds."""
VARIED = tuple(
    name
    for name in (
        *("learning_rate", "hidden", "optimizer", "activations"),
        *("loss", "momentum", "weight_decay", "bias"),
    )
    if name in FIELDS
)
_SEEDS = f"must be a whole number from 1 to {grouped(MOST_SEEDS)}"
_ITERATIONS = f"must be a whole number from 1 to {grouped(limits.MAX_ITERATIONS)}"
_VALUES = f"must be a list of 1 to {MOST_VALUES} different values"


class NewStudy(Fields):
    experiment: dict[str, Any] | None = Field(
        None, description="must be an experiment: inputs, targets and what else differs"
    )
    run: str | None = Field(None, description="must be the id of a run")
    seeds: Annotated[int, Field(ge=1, le=MOST_SEEDS)] = Field(200, description=_SEEDS)
    iterations: Count | None = Field(None, description=_ITERATIONS)
    vary: dict[str, Any] = Field(
        {}, description=f"must name at most two of {', '.join(VARIED)}, each with a list of values"
    )


def new_study(fields: Mapping[str, Any]) -> NewStudy:
    """The body, with an experiment or a run. Raises Invalid."""
    body = parse(NewStudy, fields)
    if (body.run is None) == (body.experiment is None):
        raise Invalid(Fault("experiment", "is needed, or else a run, and not both"))
    return body


def plan_of(body: NewStudy, base: Experiment) -> Plan:
    """What is to be trained. Raises Invalid, also when it would be too much."""
    _check(body.vary)
    groups = tuple(_group(vary, base, body.vary) for vary in combinations(body.vary))
    plan = Plan(groups, body.seeds, body.iterations or base.iterations)
    if plan.starts > MOST_STARTS:
        raise Invalid(Fault("seeds", _TOO_MANY.format(grouped(plan.starts), grouped(MOST_STARTS))))
    dearest = max(cost(group.experiment) for group in groups)
    if plan.iterations * dearest > MOST_FOR_ONE:
        raise Invalid(Fault("iterations", _TOO_FAR.format(grouped(MOST_FOR_ONE // dearest))))
    if plan.multiplications > MOST_WORK:
        share = MOST_WORK / plan.multiplications
        raise Invalid(Fault("iterations", _TOO_LONG.format(share)))
    return plan


_TOO_MANY = "and what varies make {} trainings; a study has at most {}"
_TOO_LONG = "and seeds would take too long for one study: take {:.1%} of as many"
_TOO_FAR = "must be at most {} in a study of a network and a table of this size"


def description(body: NewStudy, base: Experiment) -> dict[str, Any]:
    """What was asked for, with nothing left out."""
    return {
        "seeds": body.seeds,
        "iterations": body.iterations or base.iterations,
        "vary": body.vary,
    }


def from_form(form: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a form: what varies stands in `vary` and `vary2`, its values as words."""
    fields: dict[str, Any] = {name: form[name] for name in ("run",) if form.get(name)}
    for name in ("seeds", "iterations"):
        if form.get(name, "").strip():
            fields[name] = number(form[name])
    names = [(form.get(f"vary{place}", ""), form.get(f"values{place}", "")) for place in ("", "2")]
    fields["vary"] = {name: _words(name, text) for name, text in names if name}
    return fields


def _words(name: str, text: str) -> list[Any]:
    """Values with blanks between them; a value that is a list has commas between its parts."""
    words = re.split(r"[\s;]+", text.strip()) if text.strip() else []
    if name in ("hidden", "activations"):
        return [[number(part) for part in word.split(",") if part] for word in words]
    if name == "bias":
        return [{"true": True, "false": False}.get(word, word) for word in words]
    return [number(word) for word in words]


def _check(vary: Mapping[str, Any]) -> None:
    if len(vary) > 2:
        raise Invalid(Fault("vary", "must name at most two fields"))
    faults = [
        Fault(f"vary.{name}", f"is none of {', '.join(VARIED)}")
        for name in vary
        if name not in VARIED
    ]
    faults += [
        Fault(f"vary.{name}", _VALUES) for name, values in vary.items() if not _is_list(values)
    ]
    if faults:
        raise Invalid(*faults)


def _is_list(values: object) -> bool:
    if not isinstance(values, list) or not 1 <= len(values) <= MOST_VALUES:
        return False
    return len({repr(value) for value in values}) == len(values)


def _group(vary: Mapping[str, Any], base: Experiment, all: Mapping[str, Any]) -> Group:
    try:
        return Group(vary, experiment_of(vary, base))
    except Invalid as invalid:
        faults = (_placed(fault, vary, all) for fault in invalid.faults)
        raise Invalid(*dict.fromkeys(faults)) from None


def _placed(fault: Fault, vary: Mapping[str, Any], all: Mapping[str, Any]) -> Fault:
    """The fault of one combination, at the value that it has from the lists."""
    name = fault.field.split(".")[0]
    return Fault(f"vary.{name}.{all[name].index(vary[name])}", fault.message)
