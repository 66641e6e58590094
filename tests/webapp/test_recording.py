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


def test_holds_the_run_from_the_first_to_the_present_iteration(client: FlaskClient) -> None:
    experiment = {"inputs": [[0, 1], [1, 1]], "targets": [[0], [1]], "hidden": [3]}
    state, page = _recorded(client, experiment)
    recording = json.loads(re.search(r'id="recording">(.*?)</script>', page, re.DOTALL)[1])
    moments = recording["moments"]
    assert moments[0]["iteration"] == 0
    assert moments[-1]["iteration"] == 900
    for told, weights in zip(moments[-1]["weights"], state["weights"], strict=True):
        assert np.allclose(told, weights, rtol=1e-5)


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
