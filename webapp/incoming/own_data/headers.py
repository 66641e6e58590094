"""What stands above the rows of a table: names, and lines that belong to no table."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from webapp.incoming.numerals import HIDDEN, numeral
from webapp.incoming.own_data.missing import is_mark
from webapp.incoming.tabular import SEPARATORS, split

_SEP = re.compile(r'"?sep=(.)"?\s*', re.I)
_COMMENT = re.compile(r"\s*(#+|//|%)(?=[\s!A-Za-z]|$)")
_GUARDED = re.compile(r"((?:^|[;,|])[\s\"]*)'('*[=+\-@＝＋－＠])")
_LONGEST = 40


class Opening(NamedTuple):
    """The lines at the top that are no rows: how many, the separator and the comment they hold."""

    lines: int
    mark: str
    comment: str
    notes: tuple[str, ...]


def opening_lines(text: str) -> Opening:
    """Excel's line for the separator, and comments."""
    count, mark, comment, notes = 0, "", "", []
    for line in text.splitlines():
        if found := _SEP.fullmatch(line):
            mark = found[1]
            notes.append(f"Line {count + 1}, which says what parts the columns, was left out.")
        elif _COMMENT.match(line):
            comment = line
        elif line.strip() or not count:
            break
        count += 1
    return Opening(count, mark if mark in SEPARATORS else "", comment, tuple(notes))


def name_in_comment(comment: str, mark: str, width: int) -> list[str]:
    """The names that the last comment above a table holds, as NumPy writes them; else none."""
    plain = _COMMENT.sub("", comment, count=1).strip()
    (names,) = split([plain], mark) if plain and mark else ([],)
    return names if len(names) == width else []


def above(rows: Sequence[Sequence[str]], width: int) -> tuple[int, list[str]]:
    """How many rows stand above the table, and what to say of them."""
    count = 0
    while count < len(rows) - 1 and _is_title(rows[count], width):
        count += 1
    notes = [f"Above the table, and left out: {_quoted(rows[:count])}."] if count else []
    if _counts(rows[count:], width):
        count += 1
        notes.append("The line that counts rows and columns was left out.")
    return count, notes


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is names: words above numbers, or words that never come again."""
    first, rest = rows[0], rows[1:]
    if not rest:
        return not any(map(numeral, first))
    votes = 0
    for place, cell in enumerate(first):
        below = [row[place].strip() for row in rest if place < len(row)]
        if not below or is_mark(cell):
            continue
        numeric = sum(numeral(text) is not None for text in below) * 2 >= len(below)
        if numeral(cell):
            votes -= numeric
        else:
            votes += 1 if numeric or cell.strip() not in below else -1
    return votes > 0


def is_code(rows: Sequence[Sequence[str]]) -> bool:
    """Whether brackets stand beside the numbers, as they do in code and in no table."""
    torn = sum(any(map(_is_torn, row)) for row in rows[:_LONGEST])
    return torn * 3 >= min(len(rows), _LONGEST)


def names_above(first: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A name for each column. R writes none above the names of its rows, which stand in front."""
    names = [tidy_name(name) for name in first[:width]]
    is_short = len(names) == width - 1 and any(row[-1].strip() for row in rows if len(row) == width)
    return ["", *names] if is_short and names else [*names, *[""] * (width - len(names))]


def tidy_name(text: str) -> str:
    """A column's name in one line, without marks that turn its direction or guard a formula."""
    return _GUARDED.sub(r"\1\2", HIDDEN.sub("", " ".join(text.split())))


def _is_title(row: Sequence[str], width: int) -> bool:
    """Whether it says one thing, or less than half as many as the table has columns."""
    said = sum(bool(cell.strip()) for cell in row)
    return len(row) == 1 or (said == 1 and width > 2)


def _counts(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the first row counts rows and columns, and names classes, as scikit-learn's do."""
    first = [cell.strip() for cell in rows[0]]
    while first and not first[-1]:
        first.pop()
    if len(rows) < 2 or len(first) < 2 or not all(map(str.isdecimal, first[:2])):
        return False
    names, below = first[2:], rows[1]
    if int(first[1]) != width - 1 or any(map(numeral, names)):
        return False
    if not names:
        return len(first) < width and int(first[0]) == len(rows) - 1
    return len(first) != width or numeral(below[2]) is not None


def _is_torn(cell: str) -> bool:
    """Whether a bracket opens here and closes elsewhere, or the other way round; R's arrow and
    LaTeX's end of a row are no less code."""
    if "<-" in cell or cell.rstrip().endswith("\\\\"):
        return True
    opened, closed = (sum(map(cell.count, kind)) for kind in ("([{", ")]}"))
    return opened != closed and any(map(cell.count, "[]{}"))


def _quoted(rows: Sequence[Sequence[str]]) -> str:
    text = " / ".join(" ".join(filter(None, map(str.strip, row))) for row in rows)
    return f"“{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}”"
