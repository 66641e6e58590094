"""Units beside numbers, and how a column's numbers are read together."""

import pytest

from webapp.incoming.notation import Notation, notation
from webapp.incoming.numerals import Numeral, numeral


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("CHF 5", 5, "CHF"),
        ("Fr 5.-", 5, "Fr"),
        ("€5", 5, "€"),
        ("-€ 2.5", -2.5, "€"),
        ("5 kg", 5, "kg"),
        ("5 °C", 5, "°C"),
        ("5%", 5, "%"),
        ("(1,250.50)", -1250.5, ""),
        ("12-", -12, ""),
        ("+ 3", 3, ""),
        ("5.-", 5, ""),
        ("1'250", 1250, ""),
        ("1 250,5", 1250.5, ""),
        ("1,25,000", 125_000, ""),
        ("−３", -3, ""),
        ("1e3", 1000.0, ""),
    ],
)
def test_a_number_with_what_stands_beside_it(text: str, value: float, unit: str) -> None:
    found = numeral(text)
    assert found and (found.value(), found.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["kg 5", "€ 5 kg", "--5", "-5-", "(-5)", "1 25", "1,25,00", "5 !", "5!", "1" * 401, ""]
)
def test_what_is_no_number(text: str) -> None:
    assert numeral(text) is None


def test_what_is_known_of_a_number_by_itself() -> None:
    assert numeral("-1,250 €") == Numeral(True, "1,250", "", "€", "", ",")
    assert numeral("1.250,5") == Numeral(False, "1.250,5", "", "", ",", "")
    assert numeral("1,250,000") == Numeral(False, "1,250,000", "", "", ".", "")
    assert numeral("2.5e-3") == Numeral(False, "2.5", "e-3", "", ".", "")


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["1,250 €", "950"], Notation(".", "€", "1,250 €")),
        (["1,250 €", "1250"], Notation("", "€", "1,250 €")),
        (["1,250", "0,5"], Notation(",", "", "1,250")),
        (["1,250", "0.5"], Notation(".", "", "1,250")),
        (["1,250", "0.5", "0,5"], Notation("", "", "1,250")),
        (["1,250", "1.250"], Notation("", "", "1,250")),
        (["1", "2 kg", "3 kg"], Notation(".", "kg")),
        (["1a", "2b"], Notation(".", "")),
        (["80%", "1€"], Notation(".", "%")),
        (["1", "true", "False"], Notation(".", "", "", True)),
        (["1", "true", "perhaps"], Notation(".")),
        (["", " "], Notation(".")),
    ],
)
def test_a_column_is_read_from_all_its_cells(texts: list[str], read: Notation) -> None:
    assert notation(texts) == read


def test_what_else_tells_how_a_column_is_read() -> None:
    assert notation(["1,250"], elsewhere=",").decimal == ","
    assert notation(["1,250"], quoted=True).decimal == "."
    assert notation(["1,250", "950"], elsewhere=",").decimal == "", "they contradict each other"
    assert notation(["1,250", "1250"], quoted=True).decimal == ""


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        (Notation(".", "%"), "80 %", 0.8),
        (Notation(".", "%"), "0.8", 0.8),
        (Notation(".", "%"), "1", 1),
        (Notation(".", "%"), "80", None),
        (Notation(".", "‰"), "5 ‰", 0.005),
        (Notation(".", "kg"), "5", 5),
        (Notation(".", "kg"), "5 g", None),
        (Notation(","), "1,250", 1.25),
        (Notation("."), "1,250", 1250),
        (Notation(""), "1,250", 1.25),
        (Notation("."), "1e999", None),
        (Notation(".", has_truths=True), "TRUE", 1),
        (Notation(".", has_truths=True), " falsch", 0),
        (Notation("."), "true", None),
    ],
)
def test_what_a_cell_of_a_column_holds(column: Notation, text: str, value: float | None) -> None:
    assert column.value(text) == value
