"""What is refused is told field by field in a whole sentence that says what would be right."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from engine import LESSONS, NotFinite
from webapp.incoming.edits import edited
from webapp.incoming.experiments import experiment_of
from webapp.incoming.faults import MOST, Fault, Invalid, finite
from webapp.incoming.landscapes import ground_of
from webapp.incoming.numerals import grouped
from webapp.incoming.own_data.arrays import pair_in
from webapp.incoming.own_data.decoding import decoded
from webapp.incoming.parsing import parse
from webapp.incoming.races import Way, check_new, other_way
from webapp.incoming.saved import edits_of
from webapp.incoming.schema import Nothing, Step, check_lesson
from webapp.incoming.studies import VARIED, new_study, plan_of
from webapp.incoming.tabular import records

PRESENT = LESSONS["eleven-lines"].experiment
SYNAPSE = {"layer": 0, "from": 0, "to": 0, "value": 1}
MILLION = grouped(1_000_000)
PROBABILITIES = (
    "cross-entropy compares answers between 0 and 1 as probabilities:"
    " it goes with sigmoid in the last layer"
)


def told(ask: Callable[[], object]) -> list[str]:
    """The sentences of the refusal that is expected."""
    with pytest.raises(Invalid) as refused:
        ask()
    return [f"{fault.field} {fault.message}" for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        ({"inputs": 7}, ["inputs must be a list of 1 to 2000 rows"]),
        ({"situations": [[1] * 3] * 21}, ["situations must be a list of 0 to 20 rows"]),
        ({"inputs": [[0] * 65]}, ["inputs.0 must be a list of 1 to 64 numbers"]),
        (
            {"inputs": [[0, 0, 1], [0], 7, [0, "x", 2e6]]},
            [
                "inputs.1 must have 3 numbers, as the first row has",
                "inputs.2 must be a list of numbers",
                f"inputs.3.1 must be a number between -{MILLION} and {MILLION}",
                f"inputs.3.2 must be a number between -{MILLION} and {MILLION}",
            ],
        ),
        ({"targets": [[0], [1]]}, ["targets must have 4 rows, as many as the inputs"]),
        (
            {"situations": [[1, 1]]},
            ["situations.0 must have 3 numbers, as many as there are inputs"],
        ),
        (
            {"test_inputs": [[1, 1]], "test_targets": [[1]]},
            ["test_inputs.0 must have 3 numbers, as many as there are inputs"],
        ),
        (
            {"test_inputs": [[1] * 3] * 2, "test_targets": [[1], [1, 0]]},
            ["test_targets.1 must have 1 numbers, as the first row has"],
        ),
        (
            {"targets": [[0, 1]] * 4, "test_inputs": [[1] * 3], "test_targets": [[1]]},
            ["test_targets.0 must have 2 numbers, as many as there are targets"],
        ),
        (
            {"test_inputs": [[1] * 3]},
            ["test_targets must have as many rows as the test_inputs"],
        ),
        (
            {"activations": ["tanh"]},
            ["activations must be 2, one for each layer behind the inputs"],
        ),
        (
            {"hidden": [3, 2], "activations": ["tanh"]},
            ["activations must be 3, one for each layer behind the inputs"],
        ),
        ({"loss": "cross-entropy", "activations": ["tanh"] * 2}, [f"loss {PROBABILITIES}"]),
        ({"momentum": 0.5}, ["momentum goes with the optimizer momentum: descent has none"]),
        (
            {"seed": -1, "targets": [[7], [0], [0], [0]]},
            [
                "targets.0.0 must be a number between 0 and 1",
                f"seed must be a whole number from 0 to {grouped(2**32 - 1)}",
            ],
        ),
    ],
)
def test_a_part_of_an_experiment(fields: Mapping[str, Any], sentences: list[str]) -> None:
    assert told(lambda: experiment_of(fields, PRESENT)) == sentences


def test_what_an_experiment_must_have() -> None:
    needed = [f"{name} is needed: a list of rows of numbers" for name in ("inputs", "targets")]
    assert told(lambda: experiment_of({})) == needed
    assert told(lambda: experiment_of({"inputs": [[1]]})) == needed[1:]


def test_a_formula_that_does_not_go_with_what_stays() -> None:
    careful = PRESENT.replace(loss="cross-entropy")
    assert told(lambda: experiment_of({"activations": ["tanh"] * 2}, careful)) == [
        f"activations {PROBABILITIES}"
    ]
    apart = PRESENT.replace(activations=("tanh",), targets=[[-1], [1], [0], [0]])
    beyond = "activations sigmoid answers between 0 and 1, and some targets lie beyond that"
    assert told(lambda: experiment_of({"activations": ["tanh", "sigmoid"]}, apart)) == [beyond]
    assert experiment_of({"activations": ["sigmoid", "tanh"]}, apart).targets[0, 0] == -1
    held_out = PRESENT.replace(
        activations=("tanh",), test_inputs=[[0, 0, 1]], test_targets=[[-0.5]]
    )
    assert told(lambda: experiment_of({"activations": ["sigmoid"] * 2}, held_out)) == [beyond]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"operation": "remove-input", "index": 3}, "index must be below 3, as many as there are"),
        ({"inputs.4.0": 1}, "inputs.4.0 is no cell of this table"),
        ({"inputs.0.3": 1}, "inputs.0.3 is no cell of this table"),
        ({"input_names.3": "x"}, "input_names.3 is no column of this table"),
        ({"paste": "1", "at": "x"}, 'at must be a cell like "inputs.1.0"'),
        ({"paste": "1"}, 'at must be a cell like "inputs.1.0"'),
        (
            {"paste": "1\t2\t3\t4", "at": "inputs.0.1"},
            "inputs.0.1 has room for 3 columns from there on, not for more",
        ),
        (
            {"paste": "1", "at": "inputs.0.9"},
            "inputs.0.9 has room for 0 columns from there on, not for more",
        ),
        (
            {"paste": "1\n1,250", "at": "inputs.1.2"},
            "inputs.2.2 can be 1250 or 1.25: write it without groups of digits",
        ),
        ({"paste": "1", "at": "inputs.2000.0"}, "inputs.2000.0 must leave at most 2000 rows"),
        ({"paste": "1", "at": "situations.20.0"}, "situations.20.0 must leave at most 20 rows"),
        ({"paste": "x", "at": "targets.2.0"}, "targets.2.0 must be a number between 0 and 1"),
    ],
)
def test_an_edit_of_the_tables(fields: Mapping[str, Any], sentence: str) -> None:
    assert told(lambda: edited(fields, PRESENT)) == [sentence]


@pytest.mark.parametrize(
    ("edits", "sentence"),
    [
        ([{"at": 0}], "edits.0.experiment is needed, or else a synapse, and not both"),
        (
            [{"at": 1, "synapse": SYNAPSE}, {"at": 0, "synapse": SYNAPSE}],
            "edits.1.at must not be before that of the edit above",
        ),
        (
            [{"at": 1, "synapse": SYNAPSE | {"layer": 2}}],
            "edits.0.synapse.layer must be from 0 to 1",
        ),
        ([{"at": 1, "synapse": SYNAPSE | {"from": 3}}], "edits.0.synapse.from must be from 0 to 2"),
        (
            [{"at": 1, "synapse": SYNAPSE | {"layer": 1, "to": 1}}],
            "edits.0.synapse.to must be from 0 to 0",
        ),
        (
            [{"at": 1, "experiment": {"hidden": [3]}}],
            "edits.0.experiment must keep the seed and the shape of the network",
        ),
        (
            [{"at": 1, "experiment": {"loss": "x"}}],
            "edits.0.experiment.loss must be one of squared, cross-entropy",
        ),
        ([{"at": 1, "synapse": SYNAPSE}] * 2001, "edits must be at most 2000"),
    ],
)
def test_an_edit_of_a_saved_run(edits: list[dict[str, Any]], sentence: str) -> None:
    assert told(lambda: edits_of(edits, PRESENT)) == [sentence]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"across": "syn0 0 0"}, "up is needed too: a plane has two axes"),
        ({"up": "syn0 0 0"}, "across is needed too: a plane has two axes"),
        (
            {"across": "syn0 0 0", "up": "syn0 0 0"},
            "up must be another weight than the one across",
        ),
        ({"across": "syn0 3 0", "up": "syn0 0 0"}, "across is no weight of this network"),
        ({"across": "syn0 0 0", "up": "syn0 0 4"}, "up is no weight of this network"),
        ({"across": "syn2 0 0", "up": "syn0 0 0"}, "across is no weight of this network"),
        (
            {"across": "syn0", "up": "syn0 0 0"},
            "across must be a weight as the page writes it: syn0 2 1 is that from input 3"
            " to neuron 2",
        ),
    ],
)
def test_a_ground(fields: Mapping[str, str], sentence: str) -> None:
    assert told(lambda: ground_of(fields, PRESENT.shape)) == [sentence]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"vary": {"seed": [1]}}, f"vary.seed is none of {', '.join(VARIED)}"),
        (
            {"vary": {"bias": [True], "loss": ["squared"], "hidden": [[1]]}},
            "vary must name at most two fields",
        ),
        ({"vary": {"bias": True}}, "vary.bias must be a list of 1 to 50 different values"),
        ({"vary": {"bias": [True, True]}}, "vary.bias must be a list of 1 to 50 different values"),
        (
            {"vary": {"learning_rate": [1, -1]}},
            "vary.learning_rate.1 must be a number above 0 and at most 1000",
        ),
        (
            {"vary": {"loss": ["cross-entropy"], "activations": [["tanh", "tanh"]]}},
            f"vary.loss.0 {PROBABILITIES}",
        ),
        (
            {"seeds": 100_000, "vary": {"bias": [True, False]}},
            f"seeds and what varies make {grouped(200_000)} trainings;"
            f" a study has at most {grouped(100_000)}",
        ),
        (
            {"seeds": 10, "iterations": 10_000_000, "vary": {"hidden": [[64, 64, 64]]}},
            f"iterations must be at most {grouped(127_100)} in a study of a network and a table"
            " of this size",
        ),
        (
            {"seeds": 100_000, "iterations": 10_000_000},
            "iterations and seeds would take too long for one study: take 1.6% of as many",
        ),
    ],
)
def test_a_study(body: Mapping[str, Any], sentence: str) -> None:
    assert told(lambda: plan_of(new_study({"run": "id", **body}), PRESENT)) == [sentence]


def test_a_way_of_a_race() -> None:
    assert told(lambda: other_way(PRESENT, (), {"seed": 2})) == [
        f"seed is not known here; there is {', '.join(VARIED)}"
    ]
    assert told(lambda: check_new(Way(PRESENT, ()), [Way(PRESENT, ())])) == [
        "experiment must differ from every way that runs already"
    ]


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: parse(Step, {"steps": 1}), "steps is not known here; there is iterations"),
        (lambda: parse(Nothing, {"now": 1}), "now is not known here"),
        (lambda: check_lesson("none"), f"lesson must be one of {', '.join(LESSONS)}"),
        (
            lambda: new_study({"run": "id", "experiment": {}}),
            "experiment is needed, or else a run, and not both",
        ),
        (lambda: decoded(b"%PDF"), "table is a PDF, which knows no tables: copy the rows from it"),
        (
            lambda: pair_in("X = [[1, 2]"),
            "table has a bracket that is never closed: paste all of it",
        ),
        (
            lambda: pair_in("[[1, 2], [3, 4]] y = [[1], [2], [3]]"),
            "table cannot be used: the table has 2 rows, and y has 3",
        ),
        (
            lambda: records('1,2\n\n3,"4\n5,6\n', ","),
            "table has a quotation mark in row 3 that is never closed: close it, or take it out",
        ),
        (
            lambda: records('"1\n\n1",2\n3,"4\n5,6\n7"\n8,9\n', ","),
            "table has a quotation mark in row 2 (line 4) that closes only behind other rows:"
            " close it in its own row, or take it out",
        ),
    ],
)
def test_other_things(ask: Callable[[], object], sentence: str) -> None:
    assert told(ask) == [sentence]


def test_a_reader_is_told_enough_and_a_log_the_first_three() -> None:
    faults = [Fault(f"inputs.{place}.0", "must be a number") for place in range(2 * MOST)]
    refused = Invalid(*faults)
    assert refused.faults == tuple(faults[:MOST])
    assert str(refused) == "; ".join(f"inputs.{place}.0 must be a number" for place in range(3))


def test_numbers_that_end_are_blamed_on_what_was_given() -> None:
    def overflow() -> None:
        with finite("value"):
            raise NotFinite

    assert told(overflow) == [
        "value must be less extreme: the network's numbers would no longer be finite"
    ]
