"""Marks that say that nothing is there. Whether one does is decided for a column, not for a cell:
beside numbers all of them do; among words, "none" and "-" can be what a class is called."""

from collections.abc import Iterable

from webapp.incoming.numerals import tidied

_NOTHING = {"?", "n/a", "#n/a", "nan", "null", "<na>", "k.a.", "#div/0!", "#value!", "#wert!"}
_ALSO_WORDS = {"-", "--", ".", "na", "none", "nil", "missing", "unknown"}
MARKS = _NOTHING | _ALSO_WORDS


def is_mark(text: str) -> bool:
    """Whether a cell could say that there is nothing in it."""
    plain = _plain(text)
    return not plain or plain in MARKS


def marks_among(texts: Iterable[str]) -> tuple[str, ...]:
    """The marks that occur, as they are written; an empty cell is none."""
    return tuple(dict.fromkeys(text.strip() for text in texts if _plain(text) in MARKS))


def is_word(mark: str) -> bool:
    """Whether the mark is a word, such as NA, and no sign."""
    return _plain(mark).isalpha()


def means_nothing(text: str) -> bool:
    """Whether it is a mark that no class would be called."""
    return _plain(text) in _NOTHING


def _plain(text: str) -> str:
    return tidied(text).lower()
