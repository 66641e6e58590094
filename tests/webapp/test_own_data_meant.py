"""Tables whose cells could be meant otherwise, and texts that are none."""

import pytest

from tests.webapp.own_tables import proposal, ready, use_of
from webapp.incoming.faults import Invalid
from webapp.incoming.own_data.decoding import decoded
from webapp.incoming.own_data.remarks import remarks


@pytest.mark.parametrize(
    "cells",
    [
        "5 cm;50 mm;5 cm",
        "1.5×10^3;2×10^2;2×10^2",
        "01/02/2024;02/02/2024;01/02/2024",
        "12:30;13:45;12:30",
        "1½;¼;¼",
        "10-20;20-30;10-20",
        "5±0.1;7±0.2;5±0.1",
        "0x1F;0x2A;0x1F",
        "70°F;21°C;21°C",
    ],
)
def test_words_that_begin_as_numbers_are_said_to_be_words(cells: str) -> None:
    rows = "".join(f"{cell};{row % 2}\n" for row, cell in enumerate(cells.split(";")))
    assert "in a is taken as a word" in remarks(ready(f"a;y\n{rows}"))[0]


@pytest.mark.parametrize("cells", ["1/2;3/4;1/4", "2024-01-31;2024-02-01;2024-02-02"])
def test_what_is_read_as_no_number_and_never_repeats_is_left_out_with_that_reason(
    cells: str,
) -> None:
    rows = "".join(f"{cell};{row};{row % 2}\n" for row, cell in enumerate(cells.split(";"), 3))
    use = use_of(ready(f"a;b;y\n{rows}"), "a")
    assert use.role == "leave out" and "is read as no number" in use.reason


def test_a_code_with_a_nought_in_front_is_said_to_be_a_number() -> None:
    found = ready("zip,y\n01234,0\n10115,1\n01234,1\n")
    assert remarks(found)[0].startswith("“01234” in zip is taken as the number 1234.")
    assert not remarks(ready("a,y\n0.5,0\n0,1\n10,1\n"))


def test_a_last_row_that_sums_up_is_no_example() -> None:
    found = proposal("name,x,y\nA,1,0\nB,2,1\nC,3,0\nTotal:,6,1\n")
    assert [(fault.row, fault.message) for fault in found.faulty_cells] == [
        (5, "says “Total:”: no example")
    ]
    assert not proposal("mood,x,y\nmean,1,0\nkind,2,1\nkind,3,0\nmean,6,1\n").faulty_cells


def test_rows_left_out_do_not_bear_on_the_scale() -> None:
    found = ready("a,b,y\n1,2,0\n3,4,1\nx,9,3\n2,3,1\n", leave_out_faulty=True)
    scaled = found.experiment({})
    assert scaled.targets.ravel().tolist() == [0, 1, 1]
    assert scaled.inputs[:, 1].tolist() == [0, 1, 0.5]


def test_a_nameless_column_in_front_that_counts_from_0_is_left_out() -> None:
    for text in (",a,y\n0,1.5,0\n1,2.5,1\n2,3.5,0\n", "   a  y\n0  1.5  0\n1  3.0  1\n"):
        assert ready(text).uses[0].reason == "it only counts the rows"


def test_rows_of_different_lengths_are_named_one_by_one() -> None:
    faults = proposal("a,b,y\n1,2,0\n3,4\n5,6,1,9\n").faulty_cells
    assert [(fault.row, fault.message) for fault in faults] == [
        (3, "is missing"),
        (4, "is one too many"),
    ]


@pytest.mark.parametrize(
    "text, words",
    [
        ("0,0,1;0,1,1;1,0,1", "one line of commas and semicolons"),
        ("x <- c(1,2,3)\ny <- c(0,1,0)\n", "looks like code"),
        ("a & b & y \\\\\n1 & 2 & 0 \\\\\n", "looks like code"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "a page of the web"),
    ],
)
def test_what_is_no_table_is_refused_in_its_own_words(text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        proposal(text)


def test_a_pdf_is_refused_in_its_own_words() -> None:
    with pytest.raises(Invalid, match="is a PDF"):
        decoded(b"%PDF-1.4\n1 0 obj")
