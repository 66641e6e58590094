"""Below a path and under other names: what a proxy tells, and what it does not."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.server import ROOT
from tests.webapp.conftest import BROWSER, JSON
from webapp import close_app, create_app

NAME = "lab.school.example"
ADDRESS = re.compile(r'(?:href|src|action|hx-\w+|data-run|data-address)="(/[^"]*)"')


@pytest.fixture
def client_of() -> Iterator[Callable[..., FlaskClient]]:
    """A client of an application with these settings."""
    with ExitStack() as stack:

        def made(**settings: Any) -> FlaskClient:
            app = create_app({"TESTING": True, **settings})
            stack.callback(close_app, app)
            return app.test_client()

        yield made


@pytest.mark.parametrize("path", ["/lab/runs", "/runs"])
def test_addresses_begin_with_the_path_however_it_is_asked(
    client_of: Callable[..., FlaskClient], path: str
) -> None:
    client = client_of(PREFIX="/lab")
    created = client.post(path, json={"lesson": "and"}, headers=JSON)
    assert created.status_code == 201
    location = created.headers["Location"]
    assert location == f"/lab/runs/{created.json['id']}"
    page = client.get(location, headers=BROWSER).text
    assert f'data-run="{location}"' in page and 'data-root="/lab"' in page


def test_every_address_of_every_page_lies_below_it(
    client_of: Callable[..., FlaskClient],
) -> None:
    client = client_of(PREFIX="/lab")
    run = client.post("/runs", json={"lesson": "and"}, headers=JSON).headers["Location"]
    walk = f"{run}?walk=nine-lines&stop=2"
    other = {"run": run.split("/")[-1], "experiment": {"bias": True}}
    race = client.post("/races", json=other, headers=JSON).headers["Location"]
    pages = (
        run,
        walk,
        race,
        "/lab/runs",
        "/lab/walks",
        "/lab/lessons",
        "/lab/proof",
        f"{run}/proof",
    )
    for page in (*pages, "/lab/nowhere"):
        text = client.get(page, headers=BROWSER).text
        addresses = ADDRESS.findall(text)
        assert addresses, page
        assert [each for each in addresses if not each.startswith("/lab/")] == [], page


def test_a_page_below_a_path_is_not_below_one_that_begins_alike(
    client_of: Callable[..., FlaskClient],
) -> None:
    client = client_of(PREFIX="/lab")
    assert (
        client.get("/lab", headers={"Accept": "text/html"})
        .headers["Location"]
        .startswith("/lab/runs/")
    )
    assert client.get("/laboratory/lessons", headers=JSON).status_code == 404


def test_a_proxy_is_heard_where_it_is_allowed(client_of: Callable[..., FlaskClient]) -> None:
    headers = {**JSON, "X-Forwarded-Prefix": "/told"}
    told = client_of(ALLOW=(NAME,)).post("/runs", json={"lesson": "and"}, headers=headers)
    assert told.headers["Location"].startswith("/told/runs/")
    untold = client_of().post("/runs", json={"lesson": "and"}, headers=headers)
    assert untold.headers["Location"].startswith("/runs/")
    for wrong in ("//evil.example", "/a b", '/"', "https://evil.example", "/.."):
        answer = client_of(ALLOW=(NAME,)).post(
            "/runs", json={"lesson": "and"}, headers={**JSON, "X-Forwarded-Prefix": wrong}
        )
        assert answer.headers["Location"].startswith("/runs/"), wrong


def test_names_that_are_allowed(client_of: Callable[..., FlaskClient]) -> None:
    client = client_of(ALLOW=(NAME,))
    for host in (NAME, f"{NAME}:8443", f"{NAME.upper()}.", "localhost"):
        assert client.get("/lessons", headers={"Host": host, **JSON}).status_code == 200
    refused = client.get("/lessons", headers={"Host": "other.example", **JSON})
    assert refused.status_code == 400
    assert "make run ALLOW=other.example" in refused.json["detail"]


def test_whose_commands_are_taken(client_of: Callable[..., FlaskClient]) -> None:
    client = client_of(ALLOW=(NAME,))
    run = client.post("/runs", json={"lesson": "and"}, headers=JSON).headers["Location"]

    def step(**headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.post(f"{run}/step", headers={**JSON, **named})

    assert step(Origin=f"http://{NAME}").status_code == 200
    assert step(Origin=f"https://{NAME}", Host=NAME).status_code == 200
    assert step(Origin=f"https://{NAME}", Sec_Fetch_Site="cross-site").status_code == 403
    refused = step(Origin="http://other.example")
    assert refused.status_code == 403
    assert "http://other.example" in refused.json["detail"] and "ALLOW=" in refused.json["detail"]


def test_no_address_is_made_anywhere_else() -> None:
    """Templates, scripts and routes name paths; `at` makes addresses of them."""
    made = re.compile(
        r"""(?:href|action|hx-(?:get|post|patch|delete))="/|redirect\(f?"/|fetch\(["`]/"""
        r"""|"Location"\] = f?"/|(?:assign|href = )\(?["`]/"""
    )
    for folder, ending in (("templates", "html"), ("static/js", "js"), ("webapp", "py")):
        for file in sorted((ROOT / folder).rglob(f"*.{ending}")):
            assert not made.search(file.read_text()), file
