"""JSON of values of any size."""

from typing import Any

import numpy as np
import pytest

from webapp.live.encoding import BLOCK, _pieces, count, dumps, encode

ROWS = np.random.default_rng(1).normal(size=(BLOCK // 4, 5))


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ({"a": ROWS, "b": {"c": [1, None, "x"], "d": ()}}, 5 * BLOCK // 4 + 3),
        ([ROWS, ROWS.astype(np.float32)], 5 * BLOCK // 2),
        (np.arange(2 * BLOCK + 1), 2 * BLOCK + 1),
        (np.ones((2, BLOCK)), 2 * BLOCK),
        ([[0.5]] * (BLOCK + 1), BLOCK + 1),
        ({"a": ROWS[:2]}, 10),
    ],
    ids=["dict", "list", "one row", "long rows", "no array", "small"],
)
def test_what_is_large_is_encoded_as_in_one_go(value: Any, numbers: int) -> None:
    assert count(value) == numbers
    assert encode(value) == dumps(value)


@pytest.mark.parametrize("value", [ROWS, np.ones((3, BLOCK)), list(range(BLOCK + 1))])
def test_no_piece_holds_other_threads_up_for_long(value: Any) -> None:
    """It is written a block at a time, or a row where a row is longer."""
    longest = max(len(piece.split(b",")) for piece in _pieces(value))
    assert longest <= BLOCK
