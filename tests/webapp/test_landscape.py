"""The ground around a run, over HTTP."""

import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import BROWSER, JSON, Run


def test_the_ground_for_programs_and_in_words(client: FlaskClient, run: Run) -> None:
    run.post("step", iterations=1_000)
    found = run.get("/landscape")
    assert len(found["ground"]) == len(found["v"]) and len(found["ground"][0]) == len(found["u"])
    assert found["iteration"][0] == 0 and found["iteration"][-1] == 1_000
    assert found["error"][-1] == run.get()["error"]
    page = client.get(f"{run.path}/landscape", headers=BROWSER).text
    assert "of its way lies in one direction" in page and f"{found['error'][-1]:.6f}" in page
    assert run.get()["iteration"] == 1_000


def test_those_who_watch_see_it_too(client: FlaskClient, run: Run) -> None:
    view = run.get()["view"]
    assert client.get(f"/watch/{view}/landscape", headers=BROWSER).status_code == 200


def test_two_weights_as_axes_and_other_starts(client: FlaskClient, run: Run) -> None:
    run.post("step", iterations=1_000)
    state = run.get()
    query = "/landscape?across=syn0+2+1&up=syn1+3+0&others=3"
    found = run.get(query)
    start = run.post("seek", iteration=0)["weights"]
    moved = [
        before[i][j] - after[i][j]
        for before, after, i, j in zip(start, state["weights"], (2, 3), (1, 0), strict=True)
    ]
    assert found["trail"][0] == pytest.approx(moved)
    assert found["trail"][-1] == [0, 0]
    assert [other["seed"] for other in found["others"]] == [0, 2, 3]
    run.post("seek", iteration=1_000)
    page = client.get(run.path + query, headers=BROWSER).text
    assert "Across is syn0[2, 1], up is syn1[3, 0]" in page and "Where other starts end" in page


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("across=syn0+0+0", "up", "is needed too"),
        ("across=syn0+0+0&up=syn0+0+0", "up", "another weight"),
        ("across=syn0+3+0&up=syn0+0+0", "across", "no weight of this network"),
        ("across=syn2+0+0&up=syn0+0+0", "across", "no weight of this network"),
        ("across=syn0&up=syn0+0+0", "across", "must be a weight"),
        ("others=9", "others", "from 0 to 8"),
        ("others=many", "others", "from 0 to 8"),
    ],
)
def test_grounds_that_there_are_not(
    client: FlaskClient, run: Run, query: str, field: str, message: str
) -> None:
    answer = client.get(f"{run.path}/landscape?{query}", headers=JSON)
    assert answer.status_code == 422
    (fault,) = answer.get_json()["errors"]
    assert fault["field"] == field and message in fault["message"]
