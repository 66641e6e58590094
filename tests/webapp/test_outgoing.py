"""Experiments as plain data: whole, and without what goes without saying."""

import numpy as np

from engine import Edit, Experiment, WeightEdit
from engine.formulas import ACTIVATIONS
from webapp.outgoing.experiments import FORMULAS, fields_of, formula_fields, whole_fields_of
from webapp.outgoing.functions import functions, last_delta, update_formulas, update_words
from webapp.outgoing.saved import difference, saved

PLAIN = Experiment(np.eye(2), np.zeros((2, 1)), (3,), seed=7, learning_rate=0.5, iterations=20)
BASE = {
    "inputs": [[1, 0], [0, 1]],
    "targets": [[0], [0]],
    "hidden": [3],
    "seed": 7,
    "learning_rate": 0.5,
    "iterations": 20,
    "situations": [],
}
AS_PRINTED = {
    "activations": ["sigmoid", "sigmoid"],
    "loss": "squared",
    "optimizer": "descent",
    "momentum": 0.9,
    "weight_decay": 0.0,
    "bias": False,
}


def plain(fields: dict[str, object]) -> dict[str, object]:
    """The fields with lists in the place of arrays and tuples."""
    return {
        name: value.tolist()
        if isinstance(value, np.ndarray)
        else [*value]
        if isinstance(value, tuple)
        else value
        for name, value in fields.items()
    }


def test_what_an_experiment_has_of_its_own_goes_out() -> None:
    assert plain(fields_of(PLAIN)) == BASE
    assert plain(fields_of(PLAIN.replace(input_names=("left", "right")))) == {
        **BASE,
        "input_names": ["left", "right"],
    }
    assert plain(fields_of(PLAIN.replace(target_names=("odd",)))) == {
        **BASE,
        "target_names": ["odd"],
    }
    held_out = PLAIN.replace(test_inputs=[[1, 1]], test_targets=[[1]])
    assert plain(fields_of(held_out)) == {**BASE, "test_inputs": [[1, 1]], "test_targets": [[1]]}


def test_formulas_go_out_together_where_one_is_not_the_articles() -> None:
    others = {
        "activations": ("tanh", "sigmoid"),
        "loss": "cross-entropy",
        "optimizer": "adam",
        "weight_decay": 0.1,
        "bias": True,
    }
    for name, value in others.items():
        told = plain({name: value})[name]
        found = plain(fields_of(PLAIN.replace(**{name: value})))
        assert found == {**BASE, **AS_PRINTED, name: told}
    assert plain(formula_fields(PLAIN)) == AS_PRINTED and set(FORMULAS) == set(AS_PRINTED)


def test_with_what_goes_without_saying_an_experiment_is_whole() -> None:
    assert plain(whole_fields_of(PLAIN)) == {
        **BASE,
        **AS_PRINTED,
        "input_names": [*PLAIN.input_names],
        "target_names": [*PLAIN.target_names],
        "test_inputs": PLAIN.test_inputs.tolist(),
        "test_targets": PLAIN.test_targets.tolist(),
    }


def test_a_run_is_saved_with_what_its_edits_change() -> None:
    faster = PLAIN.replace(learning_rate=2.0)
    edits = (
        Edit(3, weight=WeightEdit(0, 1, 2, 0.5)),
        Edit(5, experiment=faster),
        Edit(8, experiment=faster.replace(bias=True)),
    )
    body = saved(PLAIN, edits, 9, "eleven-lines")
    assert {**body, "experiment": plain(body["experiment"])} == {
        "began_as": "eleven-lines",
        "experiment": BASE,
        "edits": [
            {"at": 3, "synapse": {"layer": 0, "from": 1, "to": 2, "value": 0.5}},
            {"at": 5, "experiment": {"learning_rate": 2.0}},
            {"at": 8, "experiment": {"bias": True}},
        ],
        "iteration": 9,
    }
    assert "began_as" not in saved(PLAIN, (), 0)
    assert difference(PLAIN, PLAIN) == {}


def test_each_activation_in_use_is_told_once_with_its_words() -> None:
    found = functions(PLAIN.replace(hidden=(3, 3), activations=("tanh", "tanh", "linear")))
    assert list(found) == ["tanh", "linear"]
    for name, told in found.items():
        each = ACTIVATIONS[name]
        words = ("function", "gradient", "delta", "squeezed")
        assert told == {
            "value": each.formula("sum"),
            "slope": each.slope_formula("output"),
            "bounds": {"tanh": (-1, 1), "linear": None}[name],
            "words": {word: getattr(each.words, word) for word in words},
        }


def test_every_update_has_a_formula_and_a_reason() -> None:
    momentum = PLAIN.replace(optimizer="momentum", weight_decay=0.1, bias=True)
    for experiment in (PLAIN, PLAIN.replace(learning_rate=1.0), momentum):
        formulas, words = update_formulas(experiment), update_words(experiment)
        assert list(formulas) == list(words) and all(words.values())
    one, other = (update_formulas(PLAIN.replace(learning_rate=rate)) for rate in (1.0, 0.5))
    assert one != other, "a rate of 1 is not written"
    assert update_formulas(PLAIN) != update_formulas(PLAIN.replace(weight_decay=0.1))
    assert update_words(PLAIN) == update_words(PLAIN.replace(learning_rate=1.0))


def test_whether_the_last_delta_has_the_slope_and_why_not() -> None:
    assert last_delta(PLAIN)["keeps_slope"] is True
    careful = last_delta(PLAIN.replace(loss="cross-entropy"))
    assert careful["keeps_slope"] is False and careful["why"]
