"""The recording is one file that holds what its player needs, and the run's own weights."""

import json
import re
from typing import Any

import numpy as np
from flask.testing import FlaskClient

JSON = {"Accept": "application/json"}


def _recorded(client: FlaskClient, experiment: dict[str, Any]) -> tuple[dict[str, Any], str]:
    run = client.post("/runs", json={"experiment": experiment}, headers=JSON).get_json()
    state = client.post(
        f"/runs/{run['id']}/step", json={"iterations": 900}, headers=JSON
    ).get_json()
    page = client.get(f"/runs/{run['id']}/recording.html")
    return state, page.get_data(as_text=True)


def _recording(page: str) -> dict[str, Any]:
    recording: dict[str, Any] = json.loads(
        re.search(r'id="recording">(.*?)</script>', page, re.DOTALL)[1]
    )
    return recording


def test_holds_the_run_from_the_first_to_the_present_iteration(client: FlaskClient) -> None:
    experiment = {"inputs": [[0, 1], [1, 1]], "targets": [[0], [1]], "hidden": [3]}
    state, page = _recorded(client, experiment)
    moments = _recording(page)["moments"]
    assert moments[0]["iteration"] == 0
    assert moments[-1]["iteration"] == 900
    for told, weights in zip(moments[-1]["weights"], state["weights"], strict=True):
        assert np.allclose(told, weights, rtol=1e-5)


def test_every_moment_has_the_table_and_the_error_that_it_had(client: FlaskClient) -> None:
    run = client.post("/runs", json={"lesson": "eleven-lines"}, headers=JSON).get_json()["id"]
    inputs = client.get(f"/runs/{run}", headers=JSON).get_json()["experiment"]["inputs"]
    before, after = [[0], [1], [1], [0]], [[1], [1], [1], [0]]
    client.post(f"/runs/{run}/step", json={"iterations": 501}, headers=JSON)
    table = {"inputs": inputs, "targets": after}
    assert client.patch(f"/runs/{run}/experiment", json=table, headers=JSON).status_code == 200
    client.post(f"/runs/{run}/step", json={"iterations": 300}, headers=JSON)
    recording = _recording(client.get(f"/runs/{run}/recording.html").get_data(as_text=True))
    assert [each["targets"] for each in recording["experiments"]] == [before, after]
    for moment in recording["moments"]:
        assert moment["experiment"] == (moment["iteration"] >= 501)
        sought = {"iteration": moment["iteration"]}
        state = client.post(f"/runs/{run}/seek", json=sought, headers=JSON).get_json()
        assert moment["error"] == state["error"]


def test_needs_nothing_from_anywhere(client: FlaskClient) -> None:
    _, page = _recorded(client, {"inputs": [[0, 1], [1, 1]], "targets": [[0], [1]]})
    script = re.search(r"<script>(.*)</script>", page, re.DOTALL)[1]
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    assert not re.search(r"(src|href)=", page.replace("location.href", ""))


def test_a_name_cannot_break_out_of_it(client: FlaskClient) -> None:
    experiment = {
        "inputs": [[0], [1]],
        "targets": [[0], [1]],
        "input_names": ["</script><script>alert(1)</script>"],
    }
    _, page = _recorded(client, experiment)
    assert "</script><script>alert" not in page
