"""What is understood of a table: roles, treatments, faults, settings, what is held out."""

import csv
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import LESSONS, Experiment, Run, Timeline, limits
from tests.engine.examples import experiments
from tests.webapp.tables import SPECIES, flowers
from webapp.incoming.own_data import guess
from webapp.incoming.own_data.choices import Choices, choices_of
from webapp.incoming.own_data.problems import problems
from webapp.incoming.own_data.proposal import Proposal, propose
from webapp.outgoing.separated import COMMAS, SEMICOLONS, Style
from webapp.outgoing.tables import to_csv

PRESENT = LESSONS["eleven-lines"].experiment


def proposal(text: str, **choices: object) -> Proposal:
    return propose(text, Choices(**choices), PRESENT)  # type: ignore[arg-type]


def roles(text: str) -> list[str]:
    return [use.role for use in proposal(text).uses]


def table(*columns: object) -> str:
    """The columns, each from a row of values under its name."""
    return "\n".join(",".join(map(str, row)) for row in zip(*columns, strict=True)) + "\n"


COUNTING = ("nr", *range(1, 9))
NOISE = ("x", 0.3, 0.1, 0.9, 0.4, 0.2, 0.8, 0.5, 0.7)
YES = ("y", 0, 1, 1, 0, 1, 0, 0, 1)


@pytest.mark.parametrize(
    "text, expected",
    [
        (table(NOISE, YES), ["input", "target"]),
        (table(COUNTING, NOISE, YES), ["leave out", "input", "target"]),
        (table(NOISE, ("z", *[7] * 8), YES), ["input", "leave out", "target"]),
        (table(NOISE, ("one", *[1] * 8), YES), ["input", "input", "target"]),
        (table(("kind", *"abcabcab"), NOISE, NOISE), ["target", "input", "input"]),
        (table(NOISE, ("name", *"abcdefgh"), YES), ["input", "leave out", "target"]),
        (table(("class", *[1, 2] * 4), NOISE, NOISE), ["target", "input", "input"]),
        (table(NOISE, ("a", *[1, 0] * 4), ("b", *[0, 1] * 4)), ["input", "target", "target"]),
        (table(("kind", *"abab" * 2), ("code", *[1, 2] * 4), NOISE), "target input input"),
        (table(("target", *[1, 0] * 4), NOISE, NOISE), ["target", "input", "input"]),
    ],
)
def test_roles_are_guessed(text: str, expected: list[str] | str) -> None:
    if isinstance(expected, str):
        expected = expected.split()
    assert roles(text) == expected


def test_words_that_are_all_different_are_left_out() -> None:
    names = ("name", *(f"N{number}" for number in range(20)))
    text = table(names, ("x", *range(0, 40, 2)), ("y", *[0, 1] * 10))
    assert roles(text) == ["leave out", "input", "target"]


def test_flowers_become_scaled_inputs_and_one_hot_targets() -> None:
    """The table everybody begins with, understood without a word said."""
    found = proposal(flowers())
    assert not problems(found)
    assert [use.treatment for use in found.uses] == ["scaled"] * 4 + ["classes"]
    experiment = found.experiment({})
    assert experiment.input_names[-1] == "always 1"
    assert experiment.target_names == SPECIES
    assert experiment.inputs.min() == 0 and experiment.inputs.max() == 1
    assert experiment.targets[[0, 50, 100]].tolist() == np.eye(3).tolist()
    assert found.uses[4].encoding
    assert found.uses[4].encoding.mapping[1] == ("versicolor", "0 1 0")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_flowers_are_learned_with_the_suggested_settings(seed: int) -> None:
    present = PRESENT.replace(seed=seed)
    run = Run(propose(flowers(seed=seed), Choices(held_out=20), present).experiment({}))
    run.seek(run.experiment.iterations)
    state = run.state()
    right = state.layers[-1].argmax(axis=1) == run.experiment.targets.argmax(axis=1)
    assert state.error < 0.06 and right.mean() > 0.95
    assert state.test_error is not None and state.test_error < 0.12


def test_decimal_commas_give_the_same_table() -> None:
    plain, german = (proposal(text).experiment({}) for text in (flowers(), flowers(";", ",")))
    assert plain == german


def test_two_words_make_one_target() -> None:
    found = proposal(table(NOISE, ("rain", *["yes", "no"] * 4)))
    assert found.targets[1] == ("rain yes",)
    assert found.targets[0].ravel().tolist() == [1, 0] * 4


def test_numbers_beyond_one_are_scaled_as_targets() -> None:
    found = proposal(table(NOISE, ("price", *np.linspace(5, 6.75, 8))))
    assert found.uses[1].treatment == "scaled"
    assert found.targets[0].ravel().tolist() == np.linspace(0, 1, 8).round(4).tolist()


def test_amounts_can_stay_as_they_are_before_a_linear_last_layer() -> None:
    size, hills = np.linspace(0, 1, 24), np.linspace(-3, 3, 24)
    price = (30 * (size + np.sin(hills) / 2)).round(3)
    text = table(("size", *size), ("hills", *hills), ("price", *price))
    found = proposal(text, treatments={2: "as it is"})
    assert found.becomes_linear and not proposal(text).becomes_linear
    experiment = found.experiment({})
    assert experiment.targets.ravel().tolist() == price.tolist()
    formulas = (experiment.activations, experiment.loss, experiment.optimizer)
    assert formulas == (("sigmoid", "linear"), "squared", "adam")
    timeline = Timeline(experiment)
    end = timeline.state_at(experiment.iterations).error
    assert end < 0.35 * np.abs(price - price.mean()).mean()
    again = propose(to_csv(experiment, COMMAS), Choices(), experiment)
    assert again.keeps_settings and again.experiment({}) == experiment


def test_answers_from_minus_one_to_one_are_no_amounts_for_tanh() -> None:
    present = PRESENT.replace(activations=("tanh", "tanh"))
    text = table(NOISE, ("y", *[-1, 1] * 4))
    found = propose(text, Choices(treatments={1: "as it is"}), present)
    assert not found.becomes_linear
    assert found.experiment({}).activations == ("tanh", "tanh")


@given(experiments(), st.sampled_from([COMMAS, SEMICOLONS]))
def test_a_saved_table_is_the_same_table(experiment: Experiment, style: Style) -> None:
    found = propose(to_csv(experiment, style), Choices(), experiment)
    assert not problems(found) and found.keeps_settings
    assert found.experiment({}) == experiment


NAMES = st.text(st.sampled_from("ab'=+-@＝\"; ,|#ü0."), max_size=8)


@given(NAMES, NAMES, st.sampled_from([COMMAS, SEMICOLONS]))
def test_a_saved_table_has_its_names_and_no_formula(left: str, right: str, style: Style) -> None:
    """Whatever spreadsheet opens it, at whatever it parts the columns."""
    names = (f"a {left.strip()}", right.strip(), "y")
    present = Experiment(
        [[1.125, 2], [3.5, 4]], [[0], [1]], input_names=names[:2], target_names="y"
    )
    text = to_csv(present, style)
    found = propose(text, Choices(), present)
    assert found.sheet.names == guess.names_of(present)
    header = text.removeprefix("\ufeff").splitlines()[0]
    for separator in ",;\t":
        (cells,) = csv.reader([header], delimiter=separator)
        assert not [cell for cell in cells if re.match(r"[=+\-@＝]", cell)]


def test_a_saved_table_opens_anywhere() -> None:
    for lesson in LESSONS.values():
        experiment = lesson.experiment
        opened = proposal(to_csv(experiment)).experiment({})
        assert np.array_equal(opened.inputs, experiment.inputs), lesson.id
        assert np.array_equal(opened.targets, experiment.targets), lesson.id
        assert opened.input_names == experiment.input_names


def test_faults_are_told_by_row_and_column() -> None:
    text = "length,kind\n1,a\n,b\n2,a\nlong,b\n3,\n4,a,7\n5,b\n"
    found = proposal(text)
    told = [(fault.row, fault.column, fault.message) for fault in found.faulty_cells]
    assert told == [
        (3, "length", "is missing"),
        (5, "length", "must be a number, not “long”"),
        (6, "kind", "is missing"),
        (7, "column 3", "is one too many"),
    ]
    assert any("Leave out the faulty rows" in problem for problem in problems(found))
    kept = proposal(text, leave_out_faulty=True)
    assert not problems(kept)
    assert kept.experiment({}).inputs[:, 0].tolist() == [0, 0.25, 1]


def test_a_faulty_column_that_is_left_out_is_no_fault() -> None:
    found = proposal("a,b,y\n1,2,0\n2,,1\n3,x,0\n4,9,1\n", roles={1: "leave out"})
    assert not found.faulty_cells and not problems(found)


@pytest.mark.parametrize(
    "choices, message",
    [
        ({"roles": {0: "input", 1: "input"}}, "Choose a column as target"),
        ({"roles": {0: "target", 1: "target"}}, "Choose a column as input"),
    ],
)
def test_what_is_missing_is_told(choices: dict[str, object], message: str) -> None:
    assert any(message in problem for problem in problems(proposal(table(NOISE, YES), **choices)))


def test_the_limits_are_told_and_can_be_kept() -> None:
    long = "a,y\n" + "0.5,1\n0.25,0\n" * limits.MAX_EXAMPLES
    assert "at most 2000 rows" in problems(proposal(long))[0]
    thinned = proposal(long, thin_out=True)
    assert len(thinned.experiment({}).inputs) == limits.MAX_EXAMPLES
    wide = table(*[(f"c{place}", *NOISE[1:]) for place in range(80)], YES)
    found = proposal(wide)
    assert not problems(found) and found.inputs[0].shape[1] == limits.MAX_INPUTS
    every = proposal(wide, roles=dict.fromkeys(range(80), "input"), always_one=False)
    assert "These make 80 inputs" in problems(every)[0]


def test_the_largest_table_is_taken() -> None:
    random = np.random.RandomState(1)
    values = random.random_sample((limits.MAX_EXAMPLES, limits.MAX_INPUTS + 1)).round(3)
    text = "\n".join(";".join(map(str, row)) for row in values.tolist()).replace(".", ",")
    experiment = proposal(text).experiment({})
    assert experiment.shape[0] == limits.MAX_INPUTS
    assert np.array_equal(experiment.inputs, values[:, :-1])


@settings(max_examples=20)
@given(st.integers(0, 50), st.integers(0, 5))
def test_what_is_held_out_is_a_fair_part(percent: int, seed: int) -> None:
    present = PRESENT.replace(seed=seed)
    found = propose(flowers(), Choices(held_out=percent), present)
    again = propose(flowers(), Choices(held_out=percent), present)
    train, test = found.parts
    assert sorted([*train, *test]) == list(range(150))
    assert len(test) == round(1.5 * percent)
    assert [part.tolist() for part in found.parts] == [part.tolist() for part in again.parts]
    experiment = found.experiment({})
    assert len(experiment.test_inputs) == len(experiment.test_targets) == len(test)


def test_settings_that_are_not_touched_follow_the_suggestion() -> None:
    form = {"shown": "", "hidden": "4", "hidden.suggested": "4", "iterations": "99"}
    assert choices_of({**form, "iterations.suggested": "2000"}).settings == {"iterations": "99"}


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(["role.0", "role.4", "treatment.1", "role.x", "header", "shown", "hidden"])
        | st.just("held_out"),
        st.sampled_from(["input", "target", "leave out", "classes", "as it is", "", "1e9", "-3"]),
    )
)
def test_any_choices_give_a_table_or_say_why_not(form: dict[str, str]) -> None:
    found = propose(flowers(), choices_of(form), PRESENT)
    if problems(found):
        assert all(problem.endswith(".") for problem in problems(found))
    else:
        assert found.experiment({}).inputs.shape[0] >= 75
