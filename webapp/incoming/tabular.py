"""Tables as text: a block pasted from a spreadsheet, a CSV file, a number as people write it."""

import csv
import re

csv.field_size_limit(2**24)  # no cell is too long to be told that it is no number

_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?")


def number(text: str) -> int | float | str:
    """The number somebody wrote, with a decimal point or comma; any other text stays as it is."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(plain):
        return text
    value = float(plain.replace(",", "."))
    return int(value) if plain.lstrip("+-").isdecimal() and abs(value) < 2**53 else value


def cells(text: str) -> list[list[str]]:
    """The cells of a block: parted by tabs, else by semicolons, else by commas; no empty lines."""
    separator = next((mark for mark in "\t;" if mark in text), ",")
    lines = text.removeprefix("\ufeff").splitlines()
    rows = csv.reader(lines, delimiter=separator)
    return [row for row in rows if any(cell.strip() for cell in row)]
