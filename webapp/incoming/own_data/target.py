"""Which column a network is to learn: by its name, else by where it stands and its kind."""

import re
from collections.abc import Sequence

import numpy as np

from engine import limits
from webapp.incoming.own_data.column import Column

_PLAIN = {"target", "class", "label", "answer", "output", "outcome", "result", "y", "ziel"}
_PLAIN |= {"klasse", "ergebnis", "cible", "classe", "clase", "etiqueta"}
_CLASSES = """
    survived survival alive died death species variety diagnosis play sold churn default fraud spam
    exited approved passed pass win won winner likes liked bought buys purchased disease sick
    infected decision art überlebt bestanden verkauft gekauft krank diagnose entscheidung espèce
"""
_AMOUNTS = "quality rings price medv mpg income charges salary sales grade score note preis"
"""What is to be learned in tables that are often taught with."""
_TRAITS = {"sex", "gender", "geschlecht", "sexe", "sexo", "name", "id", "date", "datum", "city"}
_SEXES = {"m", "f", "i", "w", "d", "male", "female", "man", "woman", "männlich", "weiblich"}
_FEW = 10


def targets(columns: Sequence[Column]) -> Sequence[Column]:
    """Those with a name that says so, else one-hot columns at the end, else the likeliest one."""
    coordinates = _coordinates(columns)
    likely = [column for column in columns if column.name.lower() not in coordinates]
    named = [column for column in likely if _is_plainly_named(column)]
    if named:
        return named[: limits.MAX_TARGETS]
    usual = [column for column in likely if _words(column) & set(_CLASSES.split())]
    amounts = [column for column in likely if _words(column) & set(_AMOUNTS.split())]
    if likely and not _is_class(likely[-1]):
        usual = usual or amounts
    return usual[-1:] or _one_hot_tail(columns) or _likeliest(likely)


def _words(column: Column) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", column.name.lower()))


def _is_plainly_named(column: Column) -> bool:
    name = column.name.lower()
    return bool(_words(column) & (_PLAIN - {"y"})) or bool(re.fullmatch(r"y\s?\d*", name))


def _coordinates(columns: Sequence[Column]) -> set[str]:
    """The names that say where a point is: x, y and z beside what the point is. But y behind all
    else is what comes of it, unless there is a target by name."""
    names = [each.name.lower() for each in columns]
    others = [each for each in columns if each.name.lower() not in ("x", "y")]
    if not {"x", "y"} <= set(names):
        return set()
    if names[-1] == "y" and not any(map(_is_plainly_named, others)):
        return set()
    return {"x", "y", "z"} if len(others) > 1 else {"x", "y"}


def _one_hot_tail(columns: Sequence[Column]) -> Sequence[Column]:
    """The longest run of columns at the end in which every row has a single 1 among zeros."""
    for count in range(min(len(columns) - 1, limits.MAX_TARGETS), 1, -1):
        tail = columns[-count:]
        numbers = np.column_stack([column.numbers for column in tail])
        if np.isin(numbers, (0, 1)).all() and (numbers.sum(axis=1) == 1).all():
            return tail
    return ()


def _likeliest(columns: Sequence[Column]) -> Sequence[Column]:
    """The last column, unless the first one is classes and the last is not, or not as clearly."""
    columns = [column for column in columns if len(column.classes) > 1] or columns
    words = [each for each in columns if not each.is_numeric and not _is_trait(each)]
    if len(words) == 1 and not any(column.name for column in columns):
        return words
    if len(columns) < 2:
        return columns
    first, last = columns[0], columns[-1]
    if not _is_class(first) or _is_trait(first):
        return [last]
    if _is_class(last) and not _is_trait(last):
        apart = _stands_apart(first, columns) and not _stands_apart(last, columns)
        return [first] if apart and not first.is_numeric else [last]
    return [first]


def _is_class(column: Column) -> bool:
    """Words, 0 and 1, or few whole numbers in a table without names."""
    if not column.is_numeric:
        return bool(column.treatments("target"))
    kinds = column.classes
    if set(kinds) == {"0", "1"}:
        return True
    few = not column.name and 2 <= len(kinds) <= min(_FEW, len(column.texts) // 2)
    return few and all(map(str.isdecimal, kinds))


def _is_trait(column: Column) -> bool:
    """Whether it describes rather than is to be found: sex, a name, a day."""
    words = {word.lower() for word in column.classes}
    return bool(_words(column) & _TRAITS) or (not column.is_numeric and words <= _SEXES)


def _stands_apart(column: Column, columns: Sequence[Column]) -> bool:
    """Whether no other column uses its words."""
    words = set(column.classes)
    return not any(words & set(each.classes) for each in columns if each is not column)
