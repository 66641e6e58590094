"""Numbers as code, and back."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from engine.arrays import Array
from engine.code.literals import WIDTH, assignment, number, refill

NUMBERS = st.floats(-1e6, 1e6)
TABLES = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=2, max_dims=2, max_side=40), elements=NUMBERS
)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_to_the_last_bit(value: float) -> None:
    assert float(eval(number(value))) == value


def test_whole_numbers_are_written_as_people_do() -> None:
    assert [number(value) for value in (1.0, -0.0, -3.0, 0.5, 1e300)] == [
        "1",
        "0",
        "-3",
        "0.5",
        "1e+300",
    ]


@given(TABLES, st.booleans())
def test_a_table_comes_back_to_the_last_bit(table: Array, fractions: bool) -> None:
    source = assignment("X", table, fractions=fractions)
    variables = {"np": np}
    exec(source, variables)
    np.testing.assert_array_equal(np.array(variables["X"]), table)
    assert max(map(len, source.splitlines())) <= WIDTH
    if fractions:
        exec(refill("X", table + 0.5), variables)
        np.testing.assert_array_equal(np.array(variables["X"]), table + 0.5)
