"""Texts as rows: separators, decimal commas, quotes, names, codings, and what is no table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.incoming.faults import Invalid
from webapp.incoming.own_data.decoding import decoded
from webapp.incoming.own_data.sheet import MOST_ROWS, read


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n0.5,1\n2,0\n",
        "a;b\r\n0,5;1\r\n2;0\r\n",
        "a\tb\r0,5\t1\r2\t0",
        "\ufeffa;b\n\n0,5;1\n;\n2;0\n",
        '"a" ; "b"\n"0,5";1\n2;0\n',
        "a, b\n0.5, 1\n2, 0\n",
    ],
    ids=["commas", "semicolons", "tabs", "mark and empty lines", "quotes", "spaces"],
)
def test_the_same_table_written_differently(text: str) -> None:
    sheet = read(text)
    assert sheet.names == ("a", "b")
    cells = [[cell.strip().replace(",", ".") for cell in row] for row in sheet.rows]
    assert cells == [["0.5", "1"], ["2", "0"]]


def test_rows_keep_their_numbers_in_the_file() -> None:
    assert read("a,b\n\n1,2\n,\n3,4\n").numbers == (3, 5)


def test_a_separator_inside_quotes_parts_nothing() -> None:
    sheet = read('name,note\n1,"red; or blue"\n2,"one, two"\n3,"x"\n')
    assert sheet.names == ("name", "note")
    assert [row[1] for row in sheet.rows] == ["red; or blue", "one, two", "x"]


@pytest.mark.parametrize(
    "text, has_header",
    [
        ("a,b\n1,2\n", True),
        ("1,2\n3,4\n", False),
        ("5.1,3.5,setosa\n4.9,3.0,setosa\n6.1,2.9,virginica\n", False),
        ("length,width,species\n4.9,3.0,setosa\n6.1,2.9,virginica\n", True),
        ("150,4,setosa,versicolor,virginica\n5.1,3.5,1.4,0.2,0\n6.1,3,5,2,2\n", False),
        ("red,small\nblue,large\nred,large\nblue,small\n", False),
        ("Länge;Art\n1,5;klein\n7,5;groß\n", True),
        ("rain,1\n", False),
    ],
)
def test_names_in_the_first_row_are_recognised(text: str, has_header: bool) -> None:
    assert read(text).has_header is has_header


def test_what_is_said_of_the_first_row_holds() -> None:
    assert read("a,b\n1,2\n", has_header=False).rows == (("a", "b"), ("1", "2"))
    assert read("1,2\n3,4\n", has_header=True).names == ("1", "2")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_any_coding(coding: str) -> None:
    text = "Blütenlänge;Größe\n1,5;3\n"
    assert decoded(text.encode(coding)) == (text, "cp1252" if coding == "cp1252" else "")


def test_letters_of_other_countries_are_read_as_chosen() -> None:
    text = "рост;имя\n1,5;да\n"
    assert decoded(text.encode("cp1251"), "cp1251") == (text, "cp1251")
    assert decoded(text.encode("utf-8"), "cp1251") == (text, "")
    assert decoded(text.encode("cp1251"), "no such coding")[1] == "cp1252"


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "is empty"),
        (" \n;;\n", "is empty"),
        ("1\n2\n", "has only one column"),
        (",".join("1" * 201), "from 2 to 200 columns, not 201"),
        ("a,b\n", "no rows below the names"),
        ("1,2\0\n", "is no text"),
    ],
)
def test_what_is_no_table(text: str, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        read(text)


def test_a_spreadsheets_own_file_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="save it as CSV"):
        decoded(b"PK\x03\x04 and so on")


def test_of_a_long_file_rows_are_looked_at_from_the_first_to_the_last() -> None:
    """Sorted by class, it keeps its classes in the shares that they have."""
    count = 2 * MOST_ROWS
    sheet = read("x,y\n" + "".join(f"{row},{int(row >= count - 20)}\n" for row in range(count)))
    assert (sheet.all_rows, len(sheet.rows)) == (count, MOST_ROWS)
    assert (sheet.numbers[0], sheet.numbers[-1]) == (2, count + 1)
    assert sum(row[1] == "1" for row in sheet.rows) == 10
    assert any("spread evenly over the whole file" in note for note in sheet.notes)
    assert not read("1,0,1\n" * 5).notes


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    try:
        sheet = read(decoded(data)[0])
    except Invalid:
        return
    assert sheet.rows
    assert len(sheet.rows) == len(sheet.numbers)


@given(st.text(alphabet='01,;\t"\n\r ab.é', max_size=60))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    try:
        sheet = read(text)
    except Invalid:
        return
    assert 2 <= sheet.width <= 200
