"""How the columns of a sheet are to be read: one decision for each, from all that stands in it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from webapp.incoming.notation import Notation, notation, sure_mark
from webapp.incoming.numerals import numeral, tidied
from webapp.incoming.own_data.choices import Choices
from webapp.incoming.own_data.column import Column
from webapp.incoming.own_data.missing import is_mark, is_word, marks_among, means_nothing
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
    found, gaps = [], set[str]()
    for place, name in enumerate(sheet.names):
        decided = notation(said[place], sheet.parting.mark == ",", elsewhere)
        if mark := chosen.get(place) or (sheet.decimal and decided.example and sheet.decimal):
            decided = decided._replace(decimal=mark)
        is_numeric = _is_numeric(said[place], decided)
        gaps |= set(filter(is_word, marks_among(texts[place]))) if is_numeric else set()
        found.append((place, name, texts[place], decided, is_numeric))
    return [_column(*each, choices.absent.get(each[0], ""), gaps) for each in found]


def _mark_of_all(columns: Sequence[Sequence[str]], chosen: Mapping[int, str]) -> str:
    """The decimal mark that the numbers of the whole sheet can only have, or that was chosen."""
    different = {text for column in columns for text in column}
    sure = sure_mark(found for text in different if (found := numeral(text)))
    marks = {*chosen.values(), *([sure] if sure else [])}
    return marks.pop() if len(marks) == 1 else ""


def _is_numeric(said: Sequence[str], decided: Notation) -> bool:
    """Whether at least half of what is said is numbers: then the rest are faults."""
    count = sum(decided.value(text) is not None for text in said)
    return count > 0 and 2 * count >= len(said)


def _column(
    place: int,
    name: str,
    texts: tuple[str, ...],
    decided: Notation,
    is_numeric: bool,
    absent: str,
    gaps: set[str],
) -> Column:
    """A column; `gaps` are the marks that stand among the numbers of this sheet."""
    marks = () if is_numeric else marks_among(texts)
    guessed = all(means_nothing(mark) or mark in gaps for mark in marks)
    missing = absent == "missing" or (absent != "a class" and guessed)
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
