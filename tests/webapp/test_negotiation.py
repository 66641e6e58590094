"""The same addresses for browsers, for htmx and for programs."""

import gzip

import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import BROWSER, HTMX, JSON, Run

ACCEPTS = {
    "application/json": "json",
    "application/json, text/html;q=0.5": "json",
    "text/html, application/json;q=0.5": "html",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "html",
    "*/*": "html",
    "": "html",
}


@pytest.mark.parametrize("accept, kind", ACCEPTS.items())
@pytest.mark.parametrize("path", ["RUN", "RUN/history", "/lessons"])
def test_get(run: Run, path: str, accept: str, kind: str) -> None:
    response = run.client.get(path.replace("RUN", run.path), headers={"Accept": accept})
    assert response.status_code == 200
    assert response.mimetype.endswith(kind)
    assert {"Accept", "HX-Request"} <= set(response.vary)


@pytest.mark.parametrize("accept", ["*/*", "", "application/json"])
def test_commands_of_scripts_answer_json(run: Run, accept: str) -> None:
    response = run.client.post(run.path + "/step", headers={"Accept": accept})
    assert response.get_json()["iteration"] == 1


def test_think_for_a_page(run: Run) -> None:
    situation = {"inputs.0.0": "1", "inputs.0.1": "1", "inputs.0.2": "0,5"}
    response = run.client.post(run.path + "/think", data=situation, headers=HTMX)
    answer = run.post("think", inputs=[[1, 1, 0.5]])["layers"][-1][0][0]
    assert response.mimetype == "text/html" and str(answer) in response.text


def test_new_run_from_a_form(client: FlaskClient) -> None:
    response = client.post("/runs", data={"lesson": "and"}, headers=BROWSER)
    assert response.status_code == 303
    assert client.get(response.location, headers=JSON).get_json()["lesson"] == "and"
    own = {"inputs.0.0": "0", "inputs.1.0": "1", "targets.0.0": "0", "targets.1.0": "1"}
    response = client.post("/runs", data=own | {"hidden": "3, 2"}, headers=BROWSER)
    experiment = client.get(response.location, headers=JSON).get_json()["experiment"]
    assert (experiment["inputs"], experiment["hidden"]) == ([[0], [1]], [3, 2])


@pytest.mark.parametrize("path", ["RUN", "/", "RUN/history", "/runs/unknown"])
def test_a_run_is_never_cached(run: Run, path: str) -> None:
    response = run.client.get(path.replace("RUN", run.path), headers=JSON)
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/", "/lessons", "RUN", "RUN/history", "RUN/table.csv", "RUN/stream"]
)
def test_head_is_get_without_the_body(run: Run, path: str) -> None:
    response = run.client.head(path.replace("RUN", run.path), headers=JSON)
    assert response.status_code == 200 and response.data == b""
    assert len(run.client.application.extensions["streams"]) == 0


def test_options_name_the_methods(run: Run) -> None:
    response = run.client.options(run.path + "/experiment")
    assert response.status_code == 200 and set(response.allow) == {"OPTIONS", "PATCH"}


def test_a_page_is_packed_for_browsers_that_take_it(run: Run) -> None:
    """The page's text is the same; answers for programs stay as they are."""
    taking = BROWSER | {"Accept-Encoding": "br, gzip"}
    plain = run.client.get(run.path, headers=BROWSER)
    packed = run.client.get(run.path, headers=taking)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.content_length is not None and packed.content_length < len(plain.data) / 3
    assert "Content-Encoding" not in plain.headers and "Accept-Encoding" in plain.vary
    state = run.client.get(run.path, headers=JSON | {"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in state.headers
