"""The code, its formulas and its glossary as the page shows them."""

from xml.etree import ElementTree

import pytest
from hypothesis import given

from engine import Experiment, Timeline
from engine.code.dialects import DIALECTS
from engine.lessons import LESSONS
from tests.engine.examples import experiments
from tests.webapp.conftest import Run
from webapp.live.code import Code
from webapp.views.code_card import code_card, formulas
from webapp.views.glossary import glossary
from webapp.views.highlighting import MOST_LETTERS, MOST_LINES, OPERATORS, shortened, tokens

FORMS = {"sum", "sigmoid", "both", "gradient", "error", "delta", "change"}


def code_of(experiment: Experiment) -> Code:
    return Code(Timeline(experiment))


@given(experiments())
def test_the_pieces_are_the_code(experiment: Experiment) -> None:
    code = code_of(experiment)
    for name in DIALECTS:
        listing = code.listing(name)
        for line in (*listing.before, *listing.loop):
            cut = list(tokens(line.source))
            assert "".join(token.text for token in cut) == shortened(line.source)
            named = {token.subject for token in cut if token.kind == "variable"}
            assert named <= {*listing.variables}
            if line in listing.loop:
                assert named == {*line.variables}


def test_variables_operators_words_and_numbers_are_told_apart() -> None:
    cut = list(tokens("l1_delta = 0.5 * (l1_error - l10.T @ x) - syn0[2, 1]"))
    kinds = [(token.text, token.kind, token.subject) for token in cut if token.kind]
    assert kinds == [
        ("l1_delta", "variable", "l1_delta"),
        ("0.5", "number", ""),
        ("*", "operator", OPERATORS["*"]),
        ("l1_error", "variable", "l1_error"),
        ("-", "operator", OPERATORS["-"]),
        ("l10", "variable", "l10"),
        (".T", "operator", OPERATORS[".T"]),
        ("@", "operator", OPERATORS["@"]),
        ("-", "operator", OPERATORS["-"]),
        ("syn0", "variable", "syn0"),
        ("2", "number", ""),
        ("1", "number", ""),
    ]


def test_a_sign_is_no_operator_between_tables() -> None:
    cut = tokens("l1 = 1 / (1 + np.exp(-(l0 @ syn0)))")
    assert [token.text for token in cut if token.kind == "operator"] == ["@"]


def test_a_large_table_is_shown_in_part() -> None:
    rows = "\n".join(f"    [{row}]," for row in range(2_000))
    shown = shortened(f"X = np.array([\n{rows}\n])").split("\n")
    assert len(shown) == MOST_LINES
    assert (shown[0], shown[1], shown[-1]) == ("X = np.array([", "    [0],", "])")
    assert "1998 more lines" in shown[-2]
    assert len(shortened("1" * 200)) == MOST_LETTERS


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_neuron_has_every_formula(lesson: str) -> None:
    experiment = LESSONS[lesson].experiment
    found = list(formulas(code_of(experiment), 0))
    layers = range(1, len(experiment.shape))
    assert {(each["form"], each["layer"]) for each in found} == {
        (form, layer) for form in FORMS for layer in layers
    }
    for each in found:
        ElementTree.fromstring(each["math"])


def test_the_card_has_every_line_of_every_dialect() -> None:
    code = code_of(LESSONS["eleven-lines"].experiment)
    card = code_card(code, 60_000)
    assert [listing["name"] for listing in card] == [*DIALECTS]
    for listing in card:
        assert [line["number"] for line in listing["loop"]] == [*range(1, 9)]
        assert "".join(token.text for token in listing["header"]) == (
            "for iteration in range(60000):"
        )


@given(experiments())
def test_the_glossary_knows_every_table_of_the_code(experiment: Experiment) -> None:
    variables = {*code_of(experiment).listing().variables} - {"learning_rate", "iteration"}
    entries = list(glossary(experiment))
    assert {name for entry in entries for name in entry["names"]} == variables
    for entry in entries:
        assert entry["meaning"] and entry["rows"] and entry["columns"]


def test_the_next_line_is_lit_without_javascript_too(run: Run) -> None:
    run.post("line", lines=2)
    page = run.client.get(run.path, headers={"Accept": "text/html"}).text
    assert page.count('aria-current="step"') == len(DIALECTS)
    assert page.count('data-line="3" aria-current="step"') == len(DIALECTS)
