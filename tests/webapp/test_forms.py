"""The fields of a form: texts that are numbers become numbers, single cells become tables."""

import pytest

from engine.limits import MAX_EXAMPLES, MAX_INPUTS
from webapp.incoming.faults import Fault, Invalid
from webapp.incoming.forms import cell, column_name, nested, new_run, values


def test_texts_that_are_numbers_become_numbers() -> None:
    form = {
        "seed": "7",
        "learning_rate": "0.5",
        "title": "12",
        "input_names.0": "3",
        "bias": "true",
    }
    assert values(form) == {**form, "seed": 7, "learning_rate": 0.5, "bias": True}
    assert values({"bias": "false"}) == {"bias": False}
    assert values({"bias": "perhaps"}) == {"bias": "perhaps"}, "wrong, and said to be so later"


def test_layers_are_listed() -> None:
    assert values({"hidden": "4, 3;2 1"}) == {"hidden": [4, 3, 2, 1]}
    assert values({"hidden": ""}) == {"hidden": []}
    form = {"activations.1": "sigmoid", "loss": "squared", "activations.0": "tanh"}
    assert values(form) == {"loss": "squared", "activations": ["tanh", "sigmoid"]}


def test_what_can_be_two_numbers_is_asked() -> None:
    with pytest.raises(Invalid) as raised:
        values({"seed": "1", "iterations": "1,000", "title": "1,000"})
    message = "can be 1000 or 1: write it without the comma"
    assert raised.value.faults == (Fault("iterations", message),)


def test_cells_and_names_are_told_from_other_fields() -> None:
    assert cell("situations.12.3") == ("situations", 12, 3)
    assert column_name("target_names.2") == ("target_names", 2)
    for name in ("inputs", "inputs.1", "inputs.1.2.3", "seed", "test_inputs.0.0"):
        assert cell(name) is None and column_name(name) is None


def test_cells_become_tables_in_which_what_is_missing_is_none() -> None:
    fields = {"inputs.1.1": 2.5, "seed": 3, "inputs.0.0": 1, "targets.0.1": 4}
    tables = {"inputs": [[1], [None, 2.5]], "targets": [[None, 4]]}
    assert nested(fields) == {"seed": 3, **tables}
    assert new_run({"lesson": "or", "seed": 3}) == {"lesson": "or", "seed": 3}
    assert new_run(fields) == {"experiment": {"seed": 3, **tables}}


@pytest.mark.parametrize("place", [(MAX_EXAMPLES, 0), (0, MAX_INPUTS)])
def test_no_table_is_made_larger_than_any_may_be(place: tuple[int, int]) -> None:
    row, column = place
    with pytest.raises(Invalid) as raised:
        nested({f"inputs.{row}.{column}": 1})
    assert raised.value.faults[0].field == f"inputs.{row}.{column}"
    last = nested({f"inputs.{max(row - 1, 0)}.{max(column - 1, 0)}": 1})
    assert last["inputs"][-1][-1] == 1
