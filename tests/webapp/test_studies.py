"""Studies over HTTP: as the contract has them, fair to others, and stopped when that is asked."""

import csv
import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from engine import LESSONS
from engine.study import Plan, outcomes, wilson
from tests.webapp.conftest import BROWSER, JSON, Run
from webapp import close_app, create_app

XOR: dict[str, Any] = {
    "inputs": [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]],
    "targets": [[0], [1], [1], [0]],
}


def begin(client: FlaskClient, **body: Any) -> str:
    answer = client.post("/studies", json=body, headers=JSON)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


def ended(client: FlaskClient, path: str) -> dict[str, Any]:
    """The study once it is not running any more: the stream ends with it."""
    assert client.get(f"{path}/stream").text
    study: dict[str, Any] = client.get(path, headers=JSON).get_json()
    assert study["status"] != "running"
    return study


LONG: dict[str, Any] = {"experiment": {**XOR, "hidden": [3]}, "seeds": 100_000, "iterations": 5_000}
"""A minute of work, whose first piece is done at once."""


def stopped_midway(client: FlaskClient, path: str) -> dict[str, Any]:
    """The study stopped as soon as something is known of it."""
    with closing(client.get(f"{path}/stream")) as stream:
        next(told for told in stream.response if b"nn:study" in told and b'"done":0,' not in told)
    stopped: dict[str, Any] = client.post(f"{path}/stop", headers=JSON).get_json()
    assert stopped["status"] == "stopped" and 0 < stopped["done"] < stopped["of"]
    return stopped


def refused(client: FlaskClient, **body: Any) -> dict[str, str]:
    answer = client.post("/studies", json=body, headers=JSON)
    assert answer.status_code == 422, answer.text
    return {each["field"]: each["message"] for each in answer.get_json()["errors"]}


def test_a_study_of_an_experiment(client: FlaskClient) -> None:
    path = begin(client, experiment={**XOR, "hidden": [4]}, seeds=50, iterations=3_000)
    study = ended(client, path)
    assert (study["status"], study["done"], study["of"]) == ("finished", 50, 50)
    (group,) = study["groups"]
    assert group["vary"] == {}
    assert sorted(each["seed"] for each in group["outcomes"]) == list(range(50))
    alone = {
        each.seed: each for each in outcomes(LESSONS["eleven-lines"].experiment, range(50), 3_000)
    }
    for each in group["outcomes"]:
        expected = alone[each["seed"]]
        assert each == expected._asdict()
    assert group["right"] == sum(each.right for each in alone.values())
    assert group["share"] == list(wilson(group["right"], 50))


def test_a_study_of_a_run_for_every_combination_of_two_fields(run: Run) -> None:
    run.patch(learning_rate=0.5)
    vary = {"hidden": [[2], [4], []], "learning_rate": [0.1, 1]}
    path = begin(run.client, run=run.id, seeds=20, iterations=500, vary=vary)
    study = ended(run.client, path)
    assert [group["vary"] for group in study["groups"]] == [
        {"learning_rate": rate, "hidden": hidden} for hidden in ([2], [4], []) for rate in (0.1, 1)
    ]
    orders = {tuple(each["seed"] for each in group["outcomes"]) for group in study["groups"]}
    assert len(orders) == 1
    assert study["of"] == study["done"] == 120
    assert study["experiment"]["learning_rate"] == 0.5
    assert run.id not in run.client.get(path, headers=JSON).text


def test_stopped_it_stays_at_a_fair_sample(client: FlaskClient) -> None:
    path = begin(client, **LONG)
    stopped = stopped_midway(client, path)
    later = ended(client, path)
    assert later == stopped
    seeds = [each["seed"] for each in later["groups"][0]["outcomes"]]
    assert seeds == list(Plan((), LONG["seeds"], 1).order[: len(seeds)])


def test_the_table_has_a_row_for_each_start(client: FlaskClient) -> None:
    path = begin(client, experiment=XOR, seeds=16, iterations=10, vary={"hidden": [[2, 3], [4]]})
    study = ended(client, path)
    answer = client.get(f"{path}/table.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    other = client.get(f"{path}/table.csv?separator=semicolon").text
    assert other == answer.text.replace(",", ";").replace(".", ",")
    told = [
        (" ".join(map(str, group["vary"]["hidden"])), each["seed"], each["error"], each["right"])
        for group in study["groups"]
        for each in group["outcomes"]
    ]
    written = [
        (row["hidden"], int(row["seed"]), float(row["error"]), row["right"] == "true")
        for row in rows
    ]
    assert written == told


def test_the_stream_tells_all_of_it_until_the_end(client: FlaskClient) -> None:
    path = begin(client, experiment={**XOR, "hidden": [4]}, seeds=64, iterations=2_000)
    told = client.get(f"{path}/stream").text
    assert told.count("event: nn:study") >= 1
    assert f'"done":{64}' in told.rpartition("event: nn:study")[2]
    assert client.get(f"{path}/stream").text.count("event: nn:study") == 1


def test_a_page_shows_it_without_javascript(client: FlaskClient, run: Run) -> None:
    answer = client.post("/studies", data={"run": run.id, "seeds": "20"}, headers=BROWSER)
    assert answer.status_code == 303
    ended(client, answer.headers["Location"])
    page = client.get(answer.headers["Location"], headers=BROWSER).text
    assert "Other starts" in page and "finished" in page


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"vary": {"seed": [1]}}, "vary.seed", "is none of learning_rate, hidden"),
        ({"vary": {"learning_rate": []}}, "vary.learning_rate", "1 to 50 different values"),
        ({"vary": {"learning_rate": [1, 1]}}, "vary.learning_rate", "different values"),
        ({"vary": {"learning_rate": [1, 0]}}, "vary.learning_rate.1", "above 0"),
        ({"vary": {"hidden": [[4], [65]]}}, "vary.hidden.1", "1 to 64 neurons"),
        ({"vary": {"a": [1], "b": [1], "c": [1]}}, "vary", "at most two"),
        ({"vary": 3}, "vary", "at most two"),
        ({"seeds": 0}, "seeds", "1 to 100 000"),
        ({"seeds": 100_000, "vary": {"hidden": [[1], [2]]}}, "seeds", "200 000 trainings"),
        ({"seeds": 100_000, "iterations": 10_000_000}, "iterations", "too long for one study"),
        ({"iterations": 0}, "iterations", "whole number"),
        ({"colour": 1}, "colour", "is not known"),
    ],
)
def test_what_is_refused_and_in_what_words(
    client: FlaskClient, body: dict[str, Any], field: str, message: str
) -> None:
    assert message in refused(client, experiment=XOR, **body)[field]


def test_a_start_that_would_keep_others_waiting_is_refused(client: FlaskClient) -> None:
    table = {"inputs": [[0.5] * 64] * 500, "targets": [[1]] * 500, "hidden": [64, 64]}
    told = refused(client, experiment=table, seeds=10, iterations=10_000)
    assert told["iterations"].startswith("must be at most 1040 in a study")


def test_one_of_experiment_and_run_is_needed(client: FlaskClient, run: Run) -> None:
    assert "is needed" in refused(client)["experiment"]
    assert "not both" in refused(client, run=run.id, experiment=XOR)["experiment"]
    answer = client.post("/studies", json={"run": "none"}, headers=JSON)
    assert answer.status_code == 404
    assert client.get("/studies/none", headers=JSON).status_code == 404


def test_one_person_has_a_few_studies_at_a_time(client: FlaskClient) -> None:
    paths = [begin(client, **LONG) for _ in range(4)]
    full = client.post("/studies", json=LONG, headers=JSON)
    assert full.status_code == 503 and full.headers["Retry-After"]
    assert "stop one of them" in full.get_json()["detail"]
    others = client.application.test_client()
    quick = begin(others, experiment=XOR, seeds=10, iterations=10)
    assert ended(others, quick)["status"] == "finished"
    for path in paths:
        client.post(f"{path}/stop", headers=JSON)
    begin(client, experiment=XOR, seeds=1, iterations=1)


def test_formulas_vary_like_any_other_field(client: FlaskClient) -> None:
    tanh = {**XOR, "hidden": [4], "activations": ["tanh", "sigmoid"], "learning_rate": 0.1}
    vary = {"hidden": [[2], [3, 3], []], "optimizer": ["descent", "momentum", "adam"]}
    path = begin(client, experiment=XOR, seeds=20, iterations=200, vary=vary)
    assert ended(client, path)["done"] == 180
    vary = {"bias": [False, True], "loss": ["squared", "cross-entropy"]}
    study = ended(client, begin(client, experiment=tanh, seeds=20, iterations=200, vary=vary))
    errors = {str(group["outcomes"][0]["error"]) for group in study["groups"]}
    assert len(errors) == 4
    told = refused(client, experiment=XOR, vary={"loss": ["squared", "guess"]})
    assert "vary.loss.1" in told
    tanh["activations"] = ["tanh", "tanh"]
    assert refused(client, experiment=tanh, vary={"loss": ["cross-entropy"]})


@contextmanager
def served(data: Path) -> Iterator[FlaskClient]:
    app = create_app({"TESTING": True, "DATA": data})
    try:
        yield app.test_client()
    finally:
        close_app(app)


def test_a_study_is_found_again_after_a_restart(tmp_path: Path) -> None:
    vary = {"hidden": [[2], [3]]}
    with served(tmp_path) as client:
        path = begin(client, experiment=XOR, seeds=30, iterations=100, vary=vary)
        told = ended(client, path)
    with served(tmp_path) as client:
        assert ended(client, path) == told


def test_a_stopped_study_stays_stopped_after_a_restart(tmp_path: Path) -> None:
    with served(tmp_path) as client:
        path = begin(client, **LONG)
        stopped = stopped_midway(client, path)
    with served(tmp_path) as client:
        assert client.get(path, headers=JSON).get_json()["status"] == "stopped"
        assert ended(client, path) == stopped
