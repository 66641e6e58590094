"""Where one stands in the code, and how one moves."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine import LESSONS, Run
from engine.code.listing import listing
from engine.code.stepping import Position, scope

CODE = listing(LESSONS["nine-lines"].experiment)


@given(st.integers(0, 50), st.integers(1, 9), st.integers(1, 9), st.integers(0, 200))
def test_so_many_lines_on_and_back_is_where_one_was(
    iteration: int, line: int, more: int, lines: int
) -> None:
    length = line + more
    place = Position(iteration, line)
    there = place.moved(lines, length)
    assert 1 <= there.line <= length
    assert there.moved(-lines, length) == place


def test_lines_go_over_the_end_of_the_loop_and_not_behind_its_beginning() -> None:
    assert Position(0, 4).moved(1, 4) == (1, 1)
    assert Position(1, 1).moved(-1, 4) == (0, 4)
    assert Position(2, 3).moved(4, 4) == (3, 3)
    assert Position(0, 1).moved(-1, 4) == (0, 1)
    assert Position(0, 3).moved(-100, 4) == (0, 1)


def test_what_the_iteration_before_has_left_is_still_there() -> None:
    run = Run(LESSONS["nine-lines"].experiment)
    first = run.state()
    run.step()
    second = run.state()
    beginning = scope(CODE, 1, second, first)
    np.testing.assert_array_equal(beginning["l1"], first.layers[1])
    np.testing.assert_array_equal(beginning["syn0"], second.weights[0])
    later = scope(CODE, 2, second, first)
    np.testing.assert_array_equal(later["l1"], second.layers[1])
    np.testing.assert_array_equal(later["l1_error"], first.errors)


def test_the_scope_is_in_the_order_in_which_python_has_it() -> None:
    found = scope(CODE, len(CODE.loop), Run(LESSONS["nine-lines"].experiment).state())
    assert list(found) == ["X", "y", "l0", "syn0", "l1", "l1_error", "l1_delta"]
