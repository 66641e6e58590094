"""The application without a server, and ways to talk to it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from engine import warm_up
from tests import compiled
from tests.valkey import Valkey
from webapp import close_app, create_app
from webapp.routes import assets, proof

JSON = {"Accept": "application/json"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
HTMX = {"Accept": "text/html", "HX-Request": "true"}

compiled.keep()
for module, name in (
    (assets, "_digest"),
    (assets, "_is_made"),
    (proof, "prove"),
    (proof, "prove_sequel"),
):  # is the same for all applications, and takes long
    setattr(module, name, cache(getattr(module, name)))


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """Compiles what a first run would wait for."""
    warm_up()


@pytest.fixture(scope="session")
def valkey() -> Iterator[Valkey]:
    """A Valkey server for all tests."""
    with Valkey() as server:
        yield server


@pytest.fixture
def shared(valkey: Valkey) -> str:
    """The address of an empty shared store."""
    valkey.clear()
    return valkey.address


@pytest.fixture
def app() -> Iterator[Flask]:
    """The application; its streams and its clock end with the test."""
    app = create_app({"TESTING": True})
    yield app
    close_app(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client that sends no headers of its own, like a script."""
    return app.test_client()


class Run:
    """A run, commanded by JSON."""

    def __init__(self, client: FlaskClient, **body: Any) -> None:
        self.client = client
        created = client.post("/runs", json=body or {"lesson": "eleven-lines"}, headers=JSON)
        assert created.status_code == 201, created.text
        self.path: str = created.headers["Location"]
        self.id = self.path.removeprefix("/runs/")

    def post(self, command: str, **body: Any) -> dict[str, Any]:
        """The answer to a command that is expected to be fulfilled."""
        return _answer(self.client.post(f"{self.path}/{command}", json=body, headers=JSON))

    def patch(self, part: str = "experiment", **body: Any) -> dict[str, Any]:
        """The state after an edit."""
        return _answer(self.client.patch(f"{self.path}/{part}", json=body, headers=JSON))

    def form(self, **fields: str) -> TestResponse:
        """An edit as the page sends it."""
        return self.client.patch(f"{self.path}/experiment", data=fields, headers=HTMX)

    def get(self, part: str = "") -> dict[str, Any]:
        """The state, or another part of the run."""
        return _answer(self.client.get(self.path + part, headers=JSON))


def _answer(response: TestResponse) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.get_json()
    return answer


@pytest.fixture
def run(client: FlaskClient) -> Run:
    """A run of the eleven-line network at iteration 0."""
    return Run(client)
