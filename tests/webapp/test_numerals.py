"""Numbers as people write them: one alone, a column of them, and how they are written back."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.incoming.notation import notation
from webapp.incoming.numerals import grouped, number, numeral, plainly, two_meanings

ONE = {
    "7": 7, "+7": 7, "-7": -7, "−7": -7, "–7": -7, "—7": -7, "－7": -7, "7-": -7, "(7)": -7,
    " 0,5 ": 0.5, ".5": 0.5, "5.": 5, "1e-3": 0.001, "1E5": 100_000, "0,125": 0.125,
    "1.250": 1.25, "12,34": 12.34, "1,250.5": 1250.5, "1.250,5": 1250.5, "1,250,000": 1_250_000,
    "1'250": 1250, "1’250.5": 1250.5, "1 250": 1250, "1\N{NO-BREAK SPACE}250,5": 1250.5,
    "1\N{NARROW NO-BREAK SPACE}000": 1000, "12,34,567": 1_234_567,
    "１２": 12, "１．５": 1.5, "٣٫٥": 3.5, "४२": 42, "\N{LEFT-TO-RIGHT MARK}-3": -3,
}  # fmt: skip
NONE = [
    "", " ", "-", "+", "e5", "1.2.3", "1 2", "1,2,3", "2026-01-31", "31.01.2026", "10:30", "½",
    "10²", "0x1F", "1_000", "nan", "inf", "--5", "+-5", "(-5)", "5a5", "80%", "5 kg", "$5",
]  # fmt: skip


@pytest.mark.parametrize("text", ONE)
def test_a_number_is_read_however_it_is_written(text: str) -> None:
    assert number(text) == pytest.approx(ONE[text], rel=1e-15)
    assert type(number(text)) is type(ONE[text]) or float(ONE[text]).is_integer()


@pytest.mark.parametrize("text", [*NONE, "1,250", "12,500"])
def test_what_is_no_number_or_could_be_two_stays_a_text(text: str) -> None:
    assert number(text) == text


def test_both_meanings_are_told() -> None:
    assert two_meanings("1,250") == two_meanings("1.250") == ("1250", "1.25")
    assert two_meanings("-12,500") == ("-12500", "-12.5")
    for text in ("0,125", "1,25", "1250", "1,250.0", "word", ""):
        assert two_meanings(text) is None


COLUMNS = {
    "hundreds beside a group": (["1,250", "950"], [1250, 950]),
    "the same in German": (["1.250", "950"], [1250, 950]),
    "a sure decimal comma": (["1.250", "0,5"], [1250, 0.5]),
    "a sure decimal point": (["1.250", "0.5"], [1.25, 0.5]),
    "two groups": (["1.250", "1.000.000"], [1250, 1_000_000]),
    "percent": (["7%", "12,5 %", "0.5"], [0.07, 0.125, 0.5]),
    "money": (["1.234,50 €", "€ 2"], [1234.5, 2]),
    "a unit": (["5 kg", "7kg"], [5, 7]),
    "truth": (["True", "FALSE", "1", "wahr"], [1, 0, 1, 1]),
    "both marks, each sure": (["1,5", "2.5"], [1.5, 2.5]),
    "another unit": (["5 kg", "7 cm"], [None, None]),
    "a share beyond one": (["5%", "20"], [0.05, None]),
    "beyond all numbers": (["1e999", "1"], [None, 1]),
    "names": (["1a", "2b"], [None, None]),
    "truth beside words": (["true", "maybe"], [None, None]),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_a_column_decides_how_its_numbers_are_written(case: str) -> None:
    texts, expected = COLUMNS[case]
    decided = notation(texts)
    assert decided.decimal
    assert [decided.value(text) for text in texts] == expected


@pytest.mark.parametrize(
    "texts", [["1,250"], ["1,250", "2,300"], ["1,250", "950", "1250"], ["1.250", "3"]]
)
def test_where_nothing_tells_the_column_stays_open(texts: list[str]) -> None:
    decided = notation(texts)
    assert not decided.decimal and two_meanings(decided.example)


def test_quotation_marks_and_other_columns_tell() -> None:
    assert notation(["1,250", "2,300"], quoted=True).decimal == "."
    assert notation(["1.250", "2.300"], elsewhere=",").decimal == ","
    assert notation(["1.250", "2.300"], elsewhere=".").decimal == "."
    assert notation(["1,250", "950"], elsewhere=",").decimal == ""


FINITE = st.floats(-1e12, 1e12)


@given(FINITE)
def test_what_is_written_is_read_as_the_same_number(value: float) -> None:
    """Also beside any other number: what is written plainly is never open."""
    text = plainly(value)
    assert number(text) == value
    assert two_meanings(text) is None
    comma = text.replace(".", ",")
    assert number(comma) == value and two_meanings(comma) is None


@given(st.integers(-(10**11), 10**11))
def test_what_a_message_writes_is_read_as_the_same_number(value: int) -> None:
    assert number(grouped(value)) == value and two_meanings(grouped(value)) is None


@given(st.text(alphabet="0123456789.,'+-–()eE%€ kg\u202f\u200e٣", max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = numeral(text)
    if found:
        assert not math.isnan(found.value(".")) and not math.isnan(found.value(","))
        assert bool(found.open) == (found.value(".") != found.value(","))
        assert not (found.open and found.decimal)


@given(st.lists(FINITE.map(plainly), min_size=1, max_size=8), st.sampled_from(".,"))
def test_a_column_of_plain_numbers_is_never_open(texts: list[str], mark: str) -> None:
    written = [text.replace(".", mark) for text in texts]
    decided = notation(written)
    assert [decided.value(text) for text in written] == [float(text) for text in texts]
