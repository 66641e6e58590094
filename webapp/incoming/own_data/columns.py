"""How the columns of a sheet are to be read: one decision for each, from all that stands in it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from webapp.incoming.notation import Notation, notation, sure_mark
from webapp.incoming.numerals import numeral, tidied
from webapp.incoming.own_data.choices import Choices
from webapp.incoming.own_data.column import Column
from webapp.incoming.own_data.missing import is_mark, marks_among, means_nothing
from webapp.incoming.own_data.sheet import Sheet

_FEWEST_LETTERS = 3


def columns_of(sheet: Sheet, choices: Choices) -> list[Column]:
    """The columns of a sheet, as far as it tells how, and as it was chosen."""
    texts = [
        tuple(row[place] if place < len(row) else "" for row in sheet.rows)
        for place in range(sheet.width)
    ]
    said = [tuple(text for text in column if not is_mark(text)) for column in texts]
    chosen = {place: mark for place, mark in choices.decimals.items() if place < sheet.width}
    elsewhere = sheet.decimal or _mark_of_all(said, chosen)
    found = []
    for place, name in enumerate(sheet.names):
        decided = notation(said[place], sheet.parting.mark == ",", elsewhere)
        if mark := chosen.get(place) or (sheet.decimal and decided.example and sheet.decimal):
            decided = decided._replace(decimal=mark)
        absent = choices.absent.get(place, "")
        found.append(_column(place, name, texts[place], decided, absent))
    return found


def _mark_of_all(columns: Sequence[Sequence[str]], chosen: Mapping[int, str]) -> str:
    """The decimal mark that the numbers of the whole sheet can only have, or that was chosen."""
    different = {text for column in columns for text in column}
    sure = sure_mark(found for text in different if (found := numeral(text)))
    marks = {*chosen.values(), *([sure] if sure else [])}
    return marks.pop() if len(marks) == 1 else ""


def _column(
    place: int, name: str, texts: tuple[str, ...], decided: Notation, absent: str
) -> Column:
    numbers = [None if is_mark(text) else decided.value(text) for text in texts]
    there = sum(not is_mark(text) for text in texts)
    count = sum(number is not None for number in numbers)
    is_numeric = count > 0 and 2 * count >= there
    marks = () if is_numeric else marks_among(texts)
    missing = absent == "missing" or (absent != "a class" and all(map(means_nothing, marks)))
    nothing = frozenset(marks if missing else ())
    labels = _labels(texts, nothing)
    return Column(place, name, texts, decided, is_numeric, marks, missing, labels)


def _labels(texts: Sequence[str], nothing: frozenset[str]) -> tuple[str, ...]:
    """Row by row the word it says, one way of writing it for all; empty where nothing is said."""
    plain = ["" if text.strip() in nothing else tidied(text) for text in texts]
    counts = Counter(plain)
    if not all(map(_is_plainly_cased, counts)):
        return tuple(plain)
    usual: dict[str, str] = {}
    for word, _ in counts.most_common():
        usual.setdefault(word.casefold(), word)
    return tuple(usual[word.casefold()] if len(word) >= _FEWEST_LETTERS else word for word in plain)


def _is_plainly_cased(word: str) -> bool:
    """Whether its capitals are those of a beginning or of the whole: AaBb is another than AABB."""
    return not word.isalpha() or word in (word.lower(), word.upper(), word.capitalize())
