"""The error of every example on the way, for the page's small curves."""

import numpy as np
from flask.testing import FlaskClient

from tests.webapp.conftest import Run


def test_the_errors_on_the_way_are_those_of_the_iterations(run: Run) -> None:
    run.post("seek", iteration=500)
    told = run.get("/errors")
    assert (told["iteration"][0], told["iteration"][-1]) == (0, 500)
    for place in (0, len(told["iteration"]) // 2, -1):
        state = run.post("seek", iteration=told["iteration"][place])
        assert told["errors"][place] == state["errors"]


def test_a_row_that_came_later_has_no_error_before(run: Run) -> None:
    run.post("step", iterations=10)
    run.form(operation="add-example")
    run.post("step", iterations=10)
    told = run.get("/errors")
    errors = dict(zip(told["iteration"], told["errors"], strict=True))
    assert [row == [None] for row in errors[5]] == [False, False, False, False, True]
    assert errors[20] == run.get()["errors"]


def test_of_a_large_table_the_first_are_told(client: FlaskClient) -> None:
    many = {"inputs": np.eye(60).tolist(), "targets": np.zeros((60, 5)).tolist()}
    told = Run(client, experiment=many).get("/errors")
    assert np.shape(told["errors"]) == (1, 32, 5)
