"""Tables as people really write them, each kind with a few of its examples."""

import pytest

from tests.webapp.own_tables import numbers, proposal, ready, use_of
from webapp.incoming.faults import Invalid
from webapp.incoming.own_data.preview import column_of, rows_of
from webapp.incoming.own_data.problems import problems

# What parts the columns.


@pytest.mark.parametrize("text", ["0,5\n0,7\n", "1,0\n0,1\n1,1\n", "1,250\n2,750\n3,5\n"])
def test_a_comma_that_can_belong_to_numbers_is_asked_about(text: str) -> None:
    assert "say what parts the columns" in problems(proposal(text))[0]
    assert len(ready(text, mark=",").uses) == 2
    with pytest.raises(Invalid, match="only one column"):
        proposal(text, mark="")


@pytest.mark.parametrize(
    "text",
    [
        "a b y\n1 2 0\n3 4 1\n",
        "a   b  y\n1   2  0\n 3   4  1\n",
        "a|b|y\n1|2|0\n3|4|1\n",
        "| a | b | y |\n|---|:-:|---|\n| 1 | 2 | 0 |\n| 3 | 4 | 1 |\n",
        "+---+---+---+\n| a | b | y |\n+---+---+---+\n| 1 | 2 | 0 |\n| 3 | 4 | 1 |\n",
        "a;b;y\n1,0;2,0;0\n3,0;4,0;1\n",
        "a, b, y\n1, 2, 0\n3, 4, 1\n",
    ],
    ids=["spaces", "wide spaces", "bars", "markdown", "ruled", "semicolons", "commas and spaces"],
)
def test_tables_are_parted_in_many_ways(text: str) -> None:
    found = ready(text)
    assert [use.column.name for use in found.uses] == ["a", "b", "y"]
    assert use_of(found, "a").column.numbers.tolist() == [1, 3]
    assert use_of(found, "y").column.numbers.tolist() == [0, 1]


def test_names_with_spaces_stay_whole_between_wide_spaces() -> None:
    text = "first name  height  likes it\nAda L  1.5  0\nBo  1.6  1\nAda L  1.7  1\n"
    assert [use.column.name for use in ready(text).uses] == ["first name", "height", "likes it"]


# Numbers by their column.


@pytest.mark.parametrize(
    "text, expected",
    [
        ('a,y\n"1,250",0\n950,1\n', [1250, 950]),
        ('a,y\n"1,250",0\n"2,500",1\n', [1250, 2500]),
        ("a;y\n1.250;0\n950;1\n", [1250, 950]),
        ("a;b;y\n1.250;0,5;0\n2.500;0,7;1\n", [1250, 2500]),
        ("a,b,y\n1.250,0.5,0\n2.500,0.7,1\n", [1.25, 2.5]),
        ('a,y\n"1,234.50",0\n7,1\n', [1234.5, 7]),
        ("a\ty\n1 250\t0\n950\t1\n", [1250, 950]),
        ("a,y\n1.25,0\n1.375,1\n", [1.25, 1.375]),
    ],
)
def test_a_group_of_thousands_is_told_by_the_column_and_the_file(
    text: str, expected: list[float]
) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize("text", ["a;y\n1,250;0\n2,500;1\n", "a\ty\n1.250\t0\n2.500\t1\n"])
def test_what_stays_open_is_asked_for_each_column(text: str) -> None:
    found = proposal(text)
    assert "can be 1250 or 1.25: say below its name which" in problems(found)[0]
    shown = column_of(found.uses[0])
    for mark, meaning in shown["meanings"]:
        assert numbers(text, decimals={0: mark})[0] == float(meaning)


def test_an_answer_for_one_column_holds_for_the_others_too() -> None:
    text = "a\tb\ty\n1.250\t3.500\t0\n2.500\t4.750\t1\n"
    assert len(problems(proposal(text))) == 2
    assert numbers(text, "b", decimals={0: ","}) == [3500, 4750]
    assert not problems(proposal(text, roles={0: "leave out", 1: "leave out"}))[1:]


def test_the_preview_shows_what_was_understood() -> None:
    rows = list(rows_of(ready('a,b,y\n"1,250",–5%,TRUE\n950,7%,false\n')))
    cells = [[(cell.written, cell.text) for cell in row] for _, row in rows]
    assert cells[0] == [("1,250", "1250"), ("–5%", "-0.05"), ("TRUE", "1")]
    assert cells[1] == [("", "950"), ("7%", "0.07"), ("false", "0")]


def test_the_preview_points_at_the_faulty_cell() -> None:
    rows = rows_of(proposal("a,b,y\n1,,0\n2,3,1\n"))
    faulty = [[cell.is_faulty for cell in cells] for _, cells in rows]
    assert faulty == [[False, True, False], [False, False, False]]


# Marks that look like nothing.


@pytest.mark.parametrize(
    "labels, zero",
    [("+ - + -", "-"), ("NA EU NA EU", "NA"), ("none mild none mild", "none"), ("- x - x", "-")],
)
def test_a_class_is_never_lost_because_it_looks_like_nothing(labels: str, zero: str) -> None:
    rows = zip(labels.split(), (3, 1, 4, 5), strict=True)
    found = ready("x,class\n" + "".join(f"{x},{label}\n" for label, x in rows))
    use = use_of(found, "class")
    assert use.role == "target" and use.encoding
    assert set(use.column.classes) == set(labels.split())
    assert dict(use.encoding.mapping)[zero] == "0"
    assert column_of(use)["absent"] == "a class"


@pytest.mark.parametrize("mark", ["", "?", "-", "NA", "n/a", "None", "NaN", "null", "."])
def test_among_numbers_every_mark_is_missing(mark: str) -> None:
    found = proposal(f"a,y\n1,0\n{mark},1\n3,0\n")
    assert [(fault.row, fault.message) for fault in found.faulty_cells] == [(3, "is missing")]


@pytest.mark.parametrize("mark", ["?", "n/a", "NaN"])
def test_among_words_some_marks_are_missing_unless_they_are_chosen(mark: str) -> None:
    text = f"a,y\nred,0\n{mark},1\nblue,0\nred,1\n"
    assert proposal(text).faulty_rows == 1
    assert len(use_of(ready(text, absent={0: "a class"}), "a").column.classes) == 3


def test_what_is_missing_among_numbers_is_missing_among_words_of_the_same_file() -> None:
    found = proposal("a,sex,y\n1,f,0\nNA,NA,1\n2,m,0\n3,f,1\n")
    assert [(fault.row, fault.column) for fault in found.faulty_cells] == [(3, "a"), (3, "sex")]


# Quotation marks.


@pytest.mark.parametrize(
    "text, row",
    [
        ('x,y,note\n1,0,a\n2,1,"b\n3,0,a\n4,1,b\n', 3),
        ('x,y,note\n1,0,"a\n2,1,b\n3,0,"a\n4,1,b\n', 2),
        ('x;y\n"1;0\n2;1\n', 2),
    ],
)
def test_a_quotation_mark_that_is_never_closed_says_where_it_opened(text: str, row: int) -> None:
    with pytest.raises(Invalid, match=f"quotation mark in row {row} that"):
        proposal(text)


def test_a_quoted_cell_of_several_lines_is_a_cell() -> None:
    found = proposal('x,y,note\n1,0,"first\nsecond"\n2,1,c\n3,0,c\n')
    assert found.sheet.rows[0] == ("1", "0", "first\nsecond")


# Numbers in disguise.


@pytest.mark.parametrize(
    "cells, expected",
    [
        ("80%;7 %;12,5%", [0.8, 0.07, 0.125]),
        ("1.234,50 €;2 €;–3 €", [1234.5, 2, -3]),
        ("–1;−2;3", [-1, -2, 3]),
        ("１２;３;４", [12, 3, 4]),
        ("٣;٤;٥", [3, 4, 5]),
        ("True;FALSE;true", [1, 0, 1]),
        ("WAHR;FALSCH;1", [1, 0, 1]),
        ("5 cm;7 cm;9cm", [5, 7, 9]),
        ("(5);7;(9)", [-5, 7, -9]),
        ("1'250;3;4", [1250, 3, 4]),
    ],
)
def test_numbers_in_disguise_are_numbers(cells: str, expected: list[float]) -> None:
    rows = [f"{cell};{row % 2}\n" for row, cell in enumerate(cells.split(";"))]
    assert numbers("a;y\n" + "".join(rows)) == expected


def test_one_word_written_in_several_ways_is_one_class() -> None:
    found = ready("x,kind\n1,Setosa\n2,setosa \n3,SETOSA\n4,lily\n5,Setosa\n")
    use = use_of(found, "kind")
    assert use.column.classes == ("Setosa", "lily")
    assert column_of(use)["merged"] == ("SETOSA", "setosa")


def test_capitals_that_mean_something_are_kept() -> None:
    found = ready("x,peas\n1,AABB\n2,aabb\n3,AaBb\n4,AABB\n5,aabb\n6,AaBb\n")
    assert use_of(found, "peas").column.classes == ("AABB", "AaBb", "aabb")


# Lines above the table.


@pytest.mark.parametrize(
    "above, said",
    [
        ("sep=;\n", "parts the columns"),
        ("# measured in May\n# by us\n", "comment"),
        ("My garden\n", "My garden"),
        ("My garden;;\n\n", "My garden"),
        ("2;2;no;yes\n", "counts rows"),
    ],
)
def test_lines_above_the_table_are_left_out_and_it_is_said(above: str, said: str) -> None:
    found = ready(above + "a;b;y\n1,5;2;0\n3,5;4;1\n")
    assert said in " ".join(found.sheet.notes)
    assert [use.column.name for use in found.uses] == ["a", "b", "y"]
    assert found.sheet.numbers[-1] == above.count("\n") + 3


def test_names_in_a_comment_are_names() -> None:
    sheet = ready("# a b y\n1 2 0\n3 4 1\n").sheet
    assert sheet.names == ("a", "b", "y") and not sheet.notes


def test_names_of_rows_need_no_name_above_them() -> None:
    """As R writes them; a separator behind each row is something else."""
    assert ready("a b y\nr1 1 2 0\nr2 3 4 1\n").sheet.names == ("", "a", "b", "y")
    assert ready("a,b,y\n1,2,0,\n3,4,1,\n").sheet.names == ("a", "b", "y", "")


def test_a_first_row_of_numbers_is_a_row() -> None:
    assert len(ready("5,1,1\n4,0,0\n3,1,0\n2,0,1\n").sheet.rows) == 4
    assert len(proposal("3,1\n4,0\n5,1\n2,1\n", mark=",").sheet.rows) == 4
