"""The ground around a run, over HTTP."""

from flask.testing import FlaskClient

from tests.webapp.conftest import BROWSER, Run


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
