"""JSON of values of any size."""

from typing import Any

import numpy as np
import pytest

from webapp.live.encoding import BLOCK, count, dumps, encode

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
