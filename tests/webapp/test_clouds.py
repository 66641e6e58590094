"""Point clouds as a start of a table of one's own."""

import csv
import io

import numpy as np
import pytest
from flask.testing import FlaskClient

from engine.clouds import CLOUDS, cloud
from tests.webapp.conftest import HTMX, JSON, Run


@pytest.mark.parametrize("name", CLOUDS)
def test_a_cloud_is_a_table_that_is_understood_as_it_stands(
    client: FlaskClient, run: Run, name: str
) -> None:
    text = client.get(f"/clouds/{name}.csv?number=31&noise=0.2&seed=7").text
    points, classes = cloud(name, 31, 0.2, 7)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [[float(row["across"]), float(row["up"])] for row in rows] == points.round(3).tolist()
    before = run.get()
    fields = {"file": (io.BytesIO(text.encode()), f"{name}.csv"), "action": "use"}
    assert run.client.post(run.path + "/table", data=fields, headers=HTMX).status_code == 204
    experiment = run.get()["experiment"]
    assert experiment["targets"] == classes.tolist()
    assert experiment["input_names"] == ["across", "up", "always 1"]
    assert run.post("undo") == before


def test_without_a_wish_there_are_two_hundred(client: FlaskClient) -> None:
    rows = client.get("/clouds/circles.csv").text.splitlines()
    assert len(rows) == 201
    assert np.loadtxt(rows[1:], delimiter=",")[:, 3].mean() == 0.5


@pytest.mark.parametrize(
    ("query", "field"),
    [("number=1", "number"), ("number=2001", "number"), ("noise=-1", "noise"), ("seed=x", "seed")],
)
def test_points_that_there_are_not(client: FlaskClient, query: str, field: str) -> None:
    answer = client.get(f"/clouds/spirals.csv?{query}", headers=JSON)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.get_json()["errors"]] == [field]
    assert client.get("/clouds/cubes.csv", headers=JSON).status_code == 404
