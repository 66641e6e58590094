"""Somebody's table as a whole: all that the dialog shows of it, and its sentences word for word."""

from typing import Any

import pytest

from engine import Experiment
from tests.webapp.own_tables import PRESENT, proposal
from webapp.incoming.faults import Invalid
from webapp.incoming.own_data.decoding import CODINGS
from webapp.incoming.own_data.dialog import Source, shown, told
from webapp.incoming.own_data.preview import Cell
from webapp.incoming.own_data.problems import problems
from webapp.incoming.own_data.remarks import remarks
from webapp.incoming.own_data.use import FaultyCell
from webapp.incoming.tabular import PARTINGS

HARVEST = """sep=;
The harvest
nr;size;colour;hand;grade;price
1;1,250;red;left;A;10,5
2;2,75;Red;right;B;12,25
3;x;green;left;A;9
4;3,5;blue;right;C;NA
5;4,5;green;left;B;7,125
6;5,5;red;left;D;8
7;9,5;blue;right;E;8
"""
NOTES = [
    "Line 1, which says what parts the columns, was left out.",
    "Above the table, and left out: “The harvest”.",
]
MEND = "Leave out the faulty rows, or their columns, or mend them in the file."
PLAIN = {
    "reason": "",
    "is_chosen": False,
    "is_scaled": False,
    "more_classes": 0,
    "example": "",
    "meanings": ((",", ""), (".", "")),
    "decimal": ".",
    "marks": (),
    "absent": "missing",
    "merged": (),
    "mapping": (),
}
CLASSES = {"treatment": "classes", "allowed": {"classes": "as classes"}}
SCALED = {"treatment": "scaled", "is_scaled": True, "decimal": ","}
ALLOWED = {"as it is": "as it is", "scaled": "scaled to 0…1", "classes": "as classes"}
COLUMNS: list[dict[str, Any]] = [
    {"title": "nr", "role": "leave out", "treatment": None, "allowed": {}}
    | {"reason": "it only counts the rows"},
    {"title": "size", "role": "input", **SCALED, "allowed": ALLOWED}
    | {"mapping": (("1.25", "0"), ("9.5", "1"))}
    | {"example": "1,250", "meanings": ((".", "1250"), (",", "1.25"))},
    {"title": "colour", "role": "input", **CLASSES, "merged": ("Red",)}
    | {"mapping": (("blue", "1 0 0"), ("green", "0 1 0"), ("red", "0 0 1"))},
    {"title": "hand", "role": "input", **CLASSES, "mapping": (("left", "0"), ("right", "1"))},
    {"title": "grade", "role": "input", **CLASSES, "more_classes": 1}
    | {
        "mapping": tuple(
            (name, " ".join("1" if name == other else "0" for other in "ABCDE")) for name in "ABCD"
        )
    },
    {"title": "price", "role": "target", **SCALED}
    | {"allowed": {**ALLOWED, "as it is": "as it is, an amount"}}
    | {"mapping": (("7.125", "0"), ("12.25", "1"))}
    | {"example": "7,125", "meanings": ((".", "7125"), (",", "7.125"))},
]
ROWS = [
    (4, ["1", "1.25<1,250", "red", "left", "A", "10.5<10,5"]),
    (5, ["2", "2.75<2,75", "red<Red", "right", "B", "12.25<12,25"]),
    (6, ["3", "x!", "green", "left", "A", "9"]),
    (7, ["4", "3.5<3,5", "blue", "right", "C", "NA!"]),
]


def cell(text: str) -> Cell:
    """As it is understood; behind "<" as it was written, and before "!" as it is at fault."""
    understood, _, written = text.rstrip("!").partition("<")
    return Cell(understood, written, text.endswith("!"))


def source(text: str, **form: str) -> Source:
    """A pasted text, and what was chosen otherwise than suggested."""
    fields = {name.replace("_of_", "."): value for name, value in form.items()}
    suggested = {f"{name}.suggested": "" for name in fields}
    return Source({"text": text, **suggested, **fields}, "", b"")


def test_all_that_the_dialog_shows() -> None:
    found = shown(source(HARVEST, held_out="20", learning_rate="0,5"), PRESENT)
    assert found.pop("table").names == ("nr", "size", "colour", "hand", "grade", "price")
    assert found.pop("choices").settings == {"learning_rate": "0,5"}
    assert list(found.pop("partings")) == list(PARTINGS.values())
    settings = [("hidden", "Hidden neurons", "6", "6")]
    settings += [("learning_rate", "Learning rate", "1", "0.5")]
    settings += [("iterations", "Iterations", "2000", "2000")]
    names = ("name", "label", "suggested", "value")
    assert found == {
        "title": "the pasted rows",
        "notes": NOTES,
        "columns": [{**PLAIN, **column, "place": place} for place, column in enumerate(COLUMNS)],
        "rows": [(number, [*map(cell, texts)]) for number, texts in ROWS],
        "parting": "semicolons",
        "parting_is_chosen": False,
        "codings": CODINGS,
        "coding": "",
        "more_rows": 3,
        "inputs": 11,
        "targets": 1,
        "train": 4,
        "test": 1,
        "faults": (
            FaultyCell(6, 1, "size", "must be a number, not “x”"),
            FaultyCell(7, 5, "price", "is missing"),
        ),
        "more_faults": 0,
        "faulty_rows": 2,
        "problems": [MEND],
        "is_too_long": False,
        "most_rows": 2000,
        "has_always_one": True,
        "shares": range(0, 51, 10),
        "settings": [dict(zip(names, each, strict=True)) for each in settings],
        "keeps_settings": False,
        "becomes_linear": False,
        "roles": ("input", "target", "leave out"),
        "meanings_of_marks": ("a class", "missing"),
    }


def test_all_that_a_program_is_told() -> None:
    names = ("title", "role", "reason", "treatment", "mapping")
    assert told(source(HARVEST, hidden="x"), PRESENT) == {
        "title": "the pasted rows",
        "rows": 7,
        "notes": NOTES,
        "columns": [{name: {**PLAIN, **each}[name] for name in names} for each in COLUMNS],
        "faults": [
            {"row": 6, "place": 1, "column": "size", "message": "must be a number, not “x”"},
            {"row": 7, "place": 5, "column": "price", "message": "is missing"},
        ],
        "faulty_rows": 2,
        "settings": {"hidden": "x", "learning_rate": "1", "iterations": "2000"},
        "problems": [
            MEND,
            "Hidden neurons must be a list of at most 6 layers of 1 to 64 neurons.",
        ],
    }


def test_the_experiment_that_comes_of_it() -> None:
    chosen = {"role_of_4": "leave out", "role_of_5": "target", "leave_out_faulty": "yes"}
    made = source(HARVEST, **chosen, hidden="3, 2").experiment(PRESENT)
    assert made == Experiment(
        [
            [0.0, 0, 0, 1, 0, 1],
            [0.1818, 0, 0, 1, 1, 1],
            [0.3939, 0, 1, 0, 0, 1],
            [0.5152, 0, 0, 1, 0, 1],
            [1.0, 1, 0, 0, 1, 1],
        ],
        [[0.6585], [1.0], [0.0], [0.1707], [0.1707]],
        (3, 2),
        iterations=2000,
        input_names=("size", "colour blue", "colour green", "colour red", "hand right", "always 1"),
        target_names=("price",),
    )


def test_a_title_is_that_of_the_file() -> None:
    assert Source({}, "my\u200b table.csv" + "x" * 60, b"1").title == "my table.csv" + "x" * 28
    assert Source({}, "my table.csv", b"").title == "the pasted rows"
    assert Source({}, "\u200b", b"1").title == "the pasted rows"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\0\0", "is no text: save the table as CSV, and open that"),
        ("<!doctype html><p>", "is a page of the web: copy the table as it is shown there"),
        (" \n;;\n", "is empty: it needs rows with two columns or more"),
        (
            "0,0,1;0,1,1;1,0,1",
            "is one line of commas and semicolons: put each row on a line of its own, where the"
            " semicolons are",
        ),
        (
            "1\n2\n3",
            "has only one column; a table to learn from needs two columns or more: inputs, and a"
            " target that the network is to learn",
        ),
        (",".join("1" * 1_001) + "\n", "must have from 2 to 200 columns, not 1001"),
        (
            "x <- c(1,2,3)\ny <- c(0,1,0)\n",
            "looks like code, but holds no table: paste all of it, with lists such as"
            " [[0, 1], [1, 1]]",
        ),
        ("a,b\n", "has no rows below the names"),
        (
            "a,b\nx,y\nz,w\nu,v\n",
            "is no table to learn from: no column holds numbers, and none has words that come"
            " again",
        ),
    ],
)
def test_what_is_no_table_is_told_in_a_sentence(text: str, sentence: str) -> None:
    assert shown(source(text), PRESENT)["problems"] == [f"This {sentence}."]
    with pytest.raises(Invalid) as refused:
        told(source(text), PRESENT)
    assert str(refused.value) == f"table {sentence}"


def test_what_could_be_meant_otherwise_is_remarked() -> None:
    text = "day,code,y\n1/2,007,0\n3/4,020,1\n1/2,100,1\n3/4,100,0\n"
    assert remarks(proposal(text)) == [
        "“1/2” in day is taken as a word. If it is an amount, write plain numbers of one unit.",
        "“007” in code is taken as the number 7. If it is a code, leave it out, or take it as"
        " classes.",
    ]


@pytest.mark.parametrize(
    ("text", "choices", "sentences"),
    [
        (
            "1,2\n3,4\n5,6\n",
            {},
            [
                "Every line can be two columns parted by a comma, or a single number with a decimal"
                " comma: say what parts the columns."
            ],
        ),
        (
            "a;y\n1,250;0\n2,500;1\n",
            {},
            ["“1,250” in a can be 1250 or 1.25: say below its name which."],
        ),
        (
            "a,b\n1,0\n0,1\n",
            {"roles": {0: "leave out", 1: "leave out"}},
            ["Choose a column as input.", "Choose a column as target."],
        ),
        (
            "a,b,y\nx,1,0\nx,0,1\nx,1,1\n",
            {"roles": {0: "input"}},
            ["a holds always the same: leave it out."],
        ),
        (
            "a,y\nx,1\n?,y\n",
            {"roles": {0: "input", 1: "target"}},
            ["a holds always the same: leave it out.", MEND],
        ),
    ],
)
def test_what_keeps_a_table_from_being_used(
    text: str, choices: dict[str, Any], sentences: list[str]
) -> None:
    assert problems(proposal(text, **choices)) == sentences
