"""A table of an experiment: read-only, as wide as it has to be, its columns named."""

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, frozen


def checked(name: str, values: npt.ArrayLike) -> Array:
    """A read-only table of our own; one that nobody can write to any more is shared.

    Raises ValueError, by this name, when it is no table or a number is not finite.
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"{name} must be a table: a list of rows of numbers")
    if not np.isfinite(table).all():
        raise ValueError(f"{name} must be finite numbers")
    flags = table.flags
    shared = flags.owndata and flags.c_contiguous and not flags.writeable
    # Adding 0 makes a copy, and 0 of -0: two tables that are equal are so to the last bit.
    return table if shared else frozen(np.ascontiguousarray(table + 0.0))


def fitted(table: Array, columns: int) -> Array:
    """The table with as many columns as another: cut on the right, or filled with 0."""
    if table.shape[1] == columns:
        return table
    as_wide = np.zeros((len(table), columns))
    kept = min(columns, table.shape[1])
    as_wide[:, :kept] = table[:, :kept]
    return frozen(as_wide)


def column_names(kind: str, names: Iterable[str], columns: int) -> tuple[str, ...]:
    """A name for each column; a name that is only a number of its kind follows its place."""
    own = list(names)[:columns]
    own += [""] * (columns - len(own))
    return tuple(
        f"{kind} {place}" if not name or re.fullmatch(rf"{kind} \d+", name) else name
        for place, name in enumerate(own, 1)
    )


def longer(table: Array) -> Array:
    """With a row of zeros below."""
    return np.vstack([table, np.zeros((1, table.shape[1]))])


def wider(table: Array) -> Array:
    """With a column of zeros on the right."""
    return np.hstack([table, np.zeros((len(table), 1))])


def without(names: tuple[str, ...], place: int) -> tuple[str, ...]:
    """The names but for the one at this place."""
    return names[:place] + names[place + 1 :]
