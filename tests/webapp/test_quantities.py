"""The words for numbers and for places of the page, as the texts of walks use them."""

import numpy as np
import pytest
from hypothesis import given

from engine import LESSONS, Experiment, Run
from engine.code.listing import listing
from engine.code.stepping import scope
from tests.engine.examples import experiments
from webapp.walks.quantities import quantity, variables
from webapp.walks.subjects import Subject, subject

ELEVEN = LESSONS["eleven-lines"].experiment


@given(experiments())
def test_every_number_is_the_variables_own(experiment: Experiment) -> None:
    """Held against the variables of the listing, which other tests execute."""
    run = Run(experiment)
    run.seek(3)
    state = run.state()
    code = listing(experiment)
    held = scope(code, len(code.loop) + 1, state) | {
        f"syn{k}": matrix for k, matrix in enumerate(state.weights)
    }
    for name in variables(experiment):
        table = np.asarray(held[name])
        rows, columns = table.shape
        assert quantity(f"{name} {rows} {columns}").of(state) == pytest.approx(table[-1, -1])
        assert quantity(f"{name} 1").of(state) == pytest.approx(table[0, 0])
    changed = quantity("change syn0 1").of(state)
    before = state.weights[0][0, 0]
    run.step()
    assert before + changed == pytest.approx(run.state().weights[0][0, 0])


def test_forms_of_an_output() -> None:
    state = Run(ELEVEN).state()
    output, total = quantity("l1 2 3").of(state), quantity("sum l1 2 3").of(state)
    assert output == pytest.approx(1 / (1 + np.exp(-total)))
    assert quantity("slope l1 2 3").of(state) == output * (1 - output)
    assert quantity("error").of(state) == state.error
    assert quantity("situation 1").of(state) == state.answers[0, 0]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("syn0 1", "\N{MINUS SIGN}0.1660"),
        ("syn0 1 2:2", "0.44"),
        ("l0 1:0", "0"),
        ("l2_delta 1:0", "0"),
        ("error at 100:8", "0.49641003"),
    ],
)
def test_how_a_number_is_written(text: str, written: str) -> None:
    """What is rounded to 0 has no sign; whose moment it is, is not the number's affair."""
    assert quantity(text).written(Run(ELEVEN).state()) == written


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("l1", "is no number"),
        ("l1 x", "is no number"),
        ("", "is no number"),
        ("sum syn0 1", "no sum of syn0"),
        ("slope l0 1", "no slope of l0"),
        ("change l1 1", "no change of l1"),
        ("sum error", "no sum of error"),
        ("l1 0", "count from 1"),
    ],
)
def test_what_is_no_number(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        quantity(text)


@pytest.mark.parametrize("text", ["l3 1", "syn2 1", "l0_error 1", "l1 5", "l1 1 5", "situation 2"])
def test_numbers_that_this_network_has_not(text: str) -> None:
    with pytest.raises(ValueError, match="has no"):
        quantity(text).of(Run(ELEVEN).state())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("example 3", "Example 3"),
        ("input 3 2", "Input 2 of example 3"),
        ("neuron l1 2", "Hidden neuron 2"),
        ("synapse syn0 3 1", "Input 3 to hidden neuron 1"),
        ("number l2_delta 3", "l2_delta, row 3"),
        ("matrix X", "X"),
        ("line syn1", "The line of syn1"),
        ("learning rate", "Learning rate"),
    ],
)
def test_what_can_be_pointed_at(text: str, label: str) -> None:
    assert subject(text, ELEVEN) == Subject(label, text)


def test_the_curve_is_no_sigmoid_where_there_are_others() -> None:
    assert subject("sigmoid curve", ELEVEN).label == "Sigmoid curve"
    relu = ELEVEN.replace(activations=("relu", "sigmoid"))
    assert subject("sigmoid curve", relu).label == "The curve"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("exmple 3", "nothing to point at"),
        ("example", "must say which one"),
        ("example 5", "there are 4"),
        ("example 0", "there are 4"),
        ("input 1 4", "there are 4 by 3"),
        ("matrix l1 3", "must name no place"),
        ("neuron 3", "no such matrix"),
        ("neuron l3 1", "no such matrix"),
        ("neuron syn0 1", "has no such thing"),
        ("line X", "has no such thing"),
    ],
)
def test_what_cannot_be_pointed_at(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        subject(text, ELEVEN)
