"""A run written down and opened again: the same run."""

from typing import Any

import numpy as np
import orjson
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import LESSONS, Timeline
from engine import Run as EngineRun
from tests.engine.examples import same_bytes
from tests.engine.used import runs
from tests.webapp.conftest import JSON, Run
from webapp.incoming.experiments import experiment_of
from webapp.incoming.saved import edits_of
from webapp.live.encoding import encode
from webapp.outgoing.saved import difference, saved

EDIT = {"at": 3, "synapse": {"layer": 0, "from": 0, "to": 0, "value": 1}}
NAN = {"layer": 0, "from": 0, "to": 0, "value": float("nan")}


@settings(max_examples=60)
@given(run=runs(), iteration=st.integers(0, 15))
def test_a_run_of_any_edits_comes_back(run: EngineRun, iteration: int) -> None:
    timeline = run.timeline
    body = orjson.loads(encode(saved(timeline.base, timeline.edits, iteration)))
    base = experiment_of(body["experiment"])
    opened = Timeline(base, edits_of(body["edits"], base))
    one, other = timeline.state_at(iteration), opened.state_at(body["iteration"])
    assert one.experiment == other.experiment
    for arrays in ("weights", "layers", "deltas"):
        assert same_bytes(getattr(one, arrays), getattr(other, arrays))
    assert same_bytes([one.answers], [other.answers])
    assert orjson.loads(encode(saved(base, opened.edits, iteration))) == body


PLAIN = LESSONS["eleven-lines"].experiment
EDITED = {
    "names of inputs": {"input_names": ("left", "right", "one")},
    "names of targets": {"target_names": ("odd",)},
    "examples held out": {"test_inputs": PLAIN.inputs, "test_targets": PLAIN.targets},
    "momentum": {"optimizer": "momentum", "momentum": 0.5},
    "Adam": {"optimizer": "adam"},
    "loss": {"loss": "cross-entropy"},
    "decay": {"weight_decay": 0.1},
    "no situations": {"situations": np.zeros((0, 3))},
}


@pytest.mark.parametrize("name", EDITED)
def test_an_edit_back_to_what_is_default_comes_back(name: str) -> None:
    edited = PLAIN.replace(**EDITED[name])
    for old, new in ((PLAIN, edited), (edited, PLAIN)):
        fields = orjson.loads(encode(difference(old, new)))
        assert set(fields) <= set(EDITED[name])
        assert experiment_of(fields, old) == new


def but_for_ids(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in ("id", "view")}


def test_over_http(run: Run) -> None:
    run.patch("weights", **{"layer": 0, "from": 2, "to": 1, "value": -0.5})
    run.post("seek", iteration=5)
    run.patch(targets=[[1], [1], [1], [0]])
    run.post("seek", iteration=20)
    run.patch(learning_rate=0.25)
    run.post("seek", iteration=12)
    response = run.client.get(run.path + "/experiment.json")
    assert response.headers["Content-Disposition"] == 'attachment; filename="eleven-lines-12.json"'
    body = response.get_json()
    assert body["iteration"] == 12
    assert body["edits"] == [
        {"at": 0, "synapse": {"layer": 0, "from": 2, "to": 1, "value": -0.5}},
        {"at": 5, "experiment": {"targets": [[1], [1], [1], [0]]}},
        {"at": 20, "experiment": {"learning_rate": 0.25}},
    ]
    again = Run(run.client, **body)
    assert but_for_ids(again.get()) == but_for_ids(run.get())
    for iteration in (12, 0, 5, 20, 33):
        one, other = (each.post("seek", iteration=iteration) for each in (run, again))
        assert but_for_ids(one) == but_for_ids(other)
    assert again.client.get(again.path + "/experiment.json").get_json()["edits"] == body["edits"]


def test_a_changed_lesson_is_still_known_by_its_name(run: Run) -> None:
    run.patch(hidden=[3])
    body = run.client.get(run.path + "/experiment.json").get_json()
    assert Run(run.client, **body).get()["lesson"] == "eleven-lines"
    assert Run(run.client, **body | {"began_as": "of another server"}).get()["lesson"] is None


def test_a_lesson_at_an_iteration(client: FlaskClient) -> None:
    state = Run(client, lesson="nine-lines", iteration=7, edits=[EDIT]).get()
    assert (state["lesson"], state["iteration"]) == ("nine-lines", 7)
    there = Run(client, lesson="nine-lines", edits=[EDIT]).post("seek", iteration=3)
    assert there["weights"][0][0] == [1.0]


@pytest.mark.parametrize(
    "body, field",
    [
        ({"iteration": -1}, "iteration"),
        ({"iteration": "7"}, "iteration"),
        ({"edits": {}}, "edits"),
        ({"edits": [3]}, "edits.0"),
        ({"edits": [{}]}, "edits.0.at"),
        ({"edits": [{"at": 1}]}, "edits.0.experiment"),
        ({"edits": [EDIT | {"experiment": {"learning_rate": 1}}]}, "edits.0.experiment"),
        ({"edits": [EDIT | {"at": -1}]}, "edits.0.at"),
        ({"edits": [EDIT, EDIT | {"at": 2}]}, "edits.1.at"),
        ({"edits": [EDIT | {"by": "me"}]}, "edits.0.by"),
        ({"edits": [{"at": 1, "experiment": {"seed": 2}}]}, "edits.0.experiment"),
        ({"edits": [{"at": 1, "experiment": {"hidden": [3]}}]}, "edits.0.experiment"),
        (
            {"edits": [{"at": 1, "experiment": {"targets": [[2]]}}]},
            "edits.0.experiment.targets.0.0",
        ),
        ({"edits": [{"at": 1, "synapse": {"layer": 0}}]}, "edits.0.synapse.from"),
        (
            {"edits": [{"at": 1, "synapse": {"layer": 1, "from": 0, "to": 0, "value": 1}}]},
            "edits.0.synapse.layer",
        ),
        ({"edits": [{"at": 1, "synapse": NAN}]}, "edits.0.synapse.value"),
        ({"edits": [EDIT] * 3_000}, "edits"),
    ],
)
def test_what_is_wrong_is_named(client: FlaskClient, body: dict[str, Any], field: str) -> None:
    answer = client.post(
        "/runs", json={"experiment": {"inputs": [[1]], "targets": [[0]]}, **body}, headers=JSON
    )
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.get_json()["errors"]]
