"""Which ground somebody wants to see of a run."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from engine.study import Weight
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.forms import values
from webapp.incoming.parsing import Fields, parse

MOST_OTHERS = 8
_WEIGHT = re.compile(r"syn(\d{1,2}) (\d{1,2}) (\d{1,2})")
_WRITTEN = "must be a weight as the page writes it: syn0 2 1 is that from input 3 to neuron 2"
_OTHERS = f"must be a whole number from 0 to {MOST_OTHERS}"


class Ground(Fields):
    across: str | None = Field(None, description=_WRITTEN)
    up: str | None = Field(None, description=_WRITTEN)
    others: Annotated[int, Field(ge=0, le=MOST_OTHERS)] = Field(0, description=_OTHERS)


def ground_of(
    fields: Mapping[str, str], shape: tuple[int, ...]
) -> tuple[tuple[Weight, Weight] | None, int]:
    """The weights that are the axes, if any are chosen, and how many other starts. Raises
    Invalid."""
    body = parse(Ground, values({name: text for name, text in fields.items() if text}))
    if body.across is None and body.up is None:
        return None, body.others
    if body.across == body.up:
        raise Invalid(Fault("up", "must be another weight than the one across"))
    return (_weight("across", body.across, shape), _weight("up", body.up, shape)), body.others


def _weight(field: str, text: str | None, shape: tuple[int, ...]) -> Weight:
    if text is None:
        raise Invalid(Fault(field, "is needed too: a plane has two axes"))
    found = _WEIGHT.fullmatch(text)
    if not found:
        raise Invalid(Fault(field, _WRITTEN))
    weight = Weight(*map(int, found.groups()))
    there = weight.layer < len(shape) - 1
    if not (
        there and weight.source < shape[weight.layer] and weight.target < shape[weight.layer + 1]
    ):
        raise Invalid(Fault(field, "is no weight of this network"))
    return weight
