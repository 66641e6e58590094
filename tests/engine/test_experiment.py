"""An experiment: a value that cannot be changed, only replaced."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given

from engine import Experiment
from engine.formulas import LOSSES
from tests.engine.examples import experiments

XOR = Experiment(
    inputs=np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1.0]]),
    targets=np.array([[0], [1], [1], [0.0]]),
    hidden=(4,),
    situations=np.array([[1, 1, 0.0]]),
)


def test_defaults_are_the_contracts() -> None:
    plain = Experiment(inputs=np.ones((2, 3)), targets=np.ones((2, 1)))
    assert (plain.hidden, plain.seed, plain.learning_rate, plain.iterations) == ((), 1, 1.0, 10_000)
    assert plain.shape == (3, 1)
    assert plain.situations.shape == (0, 3)
    assert plain.input_names == ("input 1", "input 2", "input 3")
    assert plain.target_names == ("target 1",)


def test_tables_are_copies_that_nobody_can_write_to() -> None:
    inputs = np.zeros((2, 2))
    experiment = Experiment(inputs=inputs, targets=np.zeros((2, 1)))
    inputs[0, 0] = 5
    assert experiment.inputs[0, 0] == 0
    for table in (experiment.inputs, experiment.targets, experiment.situations):
        with pytest.raises(ValueError, match="read-only"):
            table[...] = 1


def test_a_replaced_setting_shares_the_tables() -> None:
    assert XOR.replace(seed=2).inputs is XOR.inputs


@given(experiments())
def test_equality_is_by_value(experiment: Experiment) -> None:
    twin = experiment.replace(inputs=experiment.inputs.copy())
    assert twin == experiment and hash(twin) == hash(experiment)
    assert experiment.replace(iterations=77) != experiment
    assert experiment.replace(targets=1 - experiment.targets / 2) != experiment


def test_minus_zero_is_zero() -> None:
    negative = XOR.replace(inputs=np.where(XOR.inputs == 0, -0.0, XOR.inputs))
    assert negative == XOR and hash(negative) == hash(XOR)


def test_what_keeps_the_network_and_what_keeps_the_training() -> None:
    table = XOR.replace(targets=1 - XOR.targets)
    for same in (table, XOR.with_example(), XOR.replace(learning_rate=0.5)):
        assert same.same_network(XOR) and not same.same_training(XOR)
    for same in (XOR.replace(iterations=5), XOR.with_situation(), XOR.replace(input_names=("a",))):
        assert same.same_training(XOR)
    for other in (XOR.replace(seed=2), XOR.replace(hidden=(3,)), XOR.with_input()):
        assert not other.same_network(XOR)


def test_situations_and_names_follow_the_columns() -> None:
    named = XOR.replace(input_names=("left", "", "bias"))
    wider, narrower = named.with_input(), named.without_input(0)
    assert named.input_names == ("left", "input 2", "bias")
    assert wider.input_names == ("left", "input 2", "bias", "input 4")
    assert wider.situations.tolist() == [[1, 1, 0, 0]]
    assert narrower.input_names == ("input 1", "bias")
    assert narrower.situations.tolist() == [[1, 0]]
    assert named.replace(inputs=np.zeros((4, 1))).situations.tolist() == [[1]]
    assert named.replace(inputs=np.zeros((4, 4))).situations.tolist() == [[1, 1, 0, 0]]


def test_rows_and_columns_come_empty_and_go() -> None:
    assert XOR.with_example().inputs[-1].tolist() == [0, 0, 0]
    assert XOR.with_example().without_example(4) == XOR
    assert XOR.without_example(1).targets.tolist() == [[0], [1], [0]]
    assert XOR.with_target().targets.tolist() == [[0, 0], [1, 0], [1, 0], [0, 0]]
    assert XOR.with_target().without_target(1) == XOR
    assert XOR.with_situation().without_situation(1) == XOR
    assert XOR.with_input().shape == (4, 4, 1)


HELD_OUT = {"test_inputs": [[0.0, 0, 1]], "test_targets": [[0.0]]}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"targets": [[1]]}, "4 rows of inputs but 1 rows of targets"),
        (
            HELD_OUT | {"test_targets": []},
            "the inputs and the targets held out must have as many rows",
        ),
        (
            {"activations": ("softmax",)},
            "softmax is no activation; there is sigmoid, tanh, relu, linear",
        ),
        (
            {"loss": "cross-entropy", "activations": ("sigmoid", "tanh")},
            LOSSES["cross-entropy"].refusal,
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as refused:
        XOR.replace(**changes)
    assert str(refused.value) == message


@pytest.mark.parametrize("name", ["inputs", "targets", "situations", "test_inputs", "test_targets"])
@pytest.mark.parametrize(
    ("row", "message"),
    [
        (0.0, "must be a table: a list of rows of numbers"),
        ([float("inf")], "must be finite numbers"),
        ([float("nan")], "must be finite numbers"),
    ],
)
def test_what_is_no_table_of_numbers_is_called_by_its_name(
    name: str, row: Any, message: str
) -> None:
    rows = len(getattr(XOR.replace(**HELD_OUT), name))
    with pytest.raises(ValueError) as refused:
        XOR.replace(**HELD_OUT | {name: [row] * rows})
    assert str(refused.value) == f"{name} {message}"
