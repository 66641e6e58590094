"""Every combination of formulas there is: its code in each dialect, with all that is said of it."""

from collections.abc import Iterator
from itertools import product
from textwrap import indent
from typing import Any

import numpy as np
import pytest

from engine import LESSONS, Experiment, Timeline
from engine.code import DIALECTS, Listing
from engine.code.stepping import scope
from engine.formulas import ACTIVATIONS, LOSSES, OPTIMIZERS
from tests.engine.used import execute
from webapp.live.code import Code
from webapp.outgoing.functions import functions, update_formulas, update_words
from webapp.views.code_card import formulas
from webapp.views.formula_choices import difference
from webapp.views.glossary import glossary
from webapp.walks.quantities import variables

PLAIN = LESSONS["eleven-lines"].experiment.replace(learning_rate=0.05)
NUMBERS = {"learning_rate", "momentum", "weight_decay", "t"}
FORWARD = {"sum", "sigmoid", "both", "gradient", "error", "delta"}


def combinations(optimizer: str) -> Iterator[Experiment]:
    """All that go with an optimizer, of those that go together."""
    for hidden, last, loss in product(ACTIVATIONS, ACTIVATIONS, LOSSES):
        if LOSSES[loss].needs not in (None, last):
            continue
        for decay, bias in product((0.0, 0.01), (False, True)):
            yield PLAIN.replace(
                activations=(hidden, last),
                loss=loss,
                optimizer=optimizer,
                weight_decay=decay,
                bias=bias,
            )


def leads_to_the_weights(code: Listing, timeline: Timeline) -> None:
    found, state = dict[str, Any](np=np), timeline.state_at(3)
    loop = indent("\n".join(line.source for line in code.loop), "    ")
    before = "\n".join(line.source for line in code.before)
    execute(f"{before}\n{code.header(3)}\n{loop}", found)
    for k, table in enumerate(state.weights):
        np.testing.assert_allclose(found[f"syn{k}"], table, rtol=1e-9, atol=1e-9)
    for k, table in enumerate(state.biases):
        np.testing.assert_allclose(found[f"b{k}"], table, rtol=1e-9, atol=1e-9)


def has_all_words(code: Listing, experiment: Experiment) -> None:
    """Each line its reason and its formula, each table its card, each number its explanation."""
    for line in code.code:
        assert line.why.endswith("."), line.source
    assert all(line.formula for line in code.loop if line.kind != "clock")
    tables = {name for entry in glossary(experiment) for name in entry["names"]}
    assert tables == {*code.variables} - NUMBERS
    updated = {line.makes[0] for line in code.loop if line.kind in ("gradient", "memory", "update")}
    assert {*update_formulas(experiment)} == {*update_words(experiment)} - {"t"} == updated
    assert {*functions(experiment)} == {*experiment.activations}
    assert variables(experiment) >= updated - {name for name in updated if name[0] == "g"}


def has_every_formula(code: Code, experiment: Experiment) -> None:
    """In symbols, for each number that the page explains."""
    found = {(each["form"], each["layer"]) for each in formulas(code, 0)}
    beside = {name.rstrip("01") for name in update_formulas(experiment)} - {"syn"}
    wanted = {*product(FORWARD | {"change"} | beside, (1, 2))}
    assert wanted <= found


def is_shown_before_it_is_taken(old: Listing, new: Listing, experiment: Experiment) -> None:
    """What goes is of the old code, what comes of the new one, and why it comes is said."""
    lines = list(difference(PLAIN, experiment))
    goes, comes = ([line for line in lines if line["change"] == kind] for kind in ("old", "new"))
    before, after = ({line.source for line in code.code} for code in (old, new))
    assert {line["source"] for line in goes} == {
        line["source"] for line in lines if line["source"] in before - after
    }
    assert {line["source"] for line in comes} <= after
    reasons = {line.source: line.why for line in new.code}
    told = {line["why"] for line in comes}
    assert {reasons[line["source"]] for line in comes} == told - {""}


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_its_code_is_right_and_whole(optimizer: str) -> None:
    for experiment in combinations(optimizer):
        timeline = Timeline(experiment)
        code = Code(timeline)
        for dialect in DIALECTS:
            leads_to_the_weights(code.listing(dialect), timeline)
        listing = code.listing()
        has_all_words(listing, experiment)
        has_every_formula(code, experiment)
        is_shown_before_it_is_taken(Code(Timeline(PLAIN)).listing(), listing, experiment)
        made = scope(listing, len(listing.loop), timeline.state_at(3), timeline.state_at(2))
        assert {*made} == {*listing.variables}
