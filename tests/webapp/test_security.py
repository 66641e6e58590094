"""Who may command the server, under which name, and what its pages may load."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.conftest import BROWSER, HTMX, JSON, Run
from webapp import close_app, create_app
from webapp.routes.security import is_trusted
from webapp.server import hosts

OWN = "http://localhost"
ALLOWED = [
    {},
    {"Sec-Fetch-Site": "same-origin", "Origin": OWN},
    {"Sec-Fetch-Site": "none"},
    {"Origin": OWN},
]
REFUSED = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost:8080"},
    {"Sec-Fetch-Site": "cross-site", "Origin": OWN},
    {"Origin": "http://evil.example"},
    {"Origin": "http://localhost:8080"},
    {"Origin": "https://localhost"},
    {"Origin": "null"},
    {"Origin": ""},
]
COMMANDS = (
    *(
        ("POST", part)
        for part in ("step", "back", "run", "pause", "reset", "seek", "undo", "redo", "think")
    ),
    *(("PATCH", part) for part in ("experiment", "weights")),
)


@pytest.mark.parametrize("headers", ALLOWED)
def test_own_pages_and_scripts_may_command(run: Run, headers: dict[str, str]) -> None:
    assert run.client.post(run.path + "/step", headers=headers).status_code == 200


@pytest.mark.parametrize("headers", REFUSED)
@pytest.mark.parametrize("method, part", COMMANDS)
def test_other_sites_may_not(run: Run, method: str, part: str, headers: dict[str, str]) -> None:
    before = run.get()
    response = run.client.open(f"{run.path}/{part}", method=method, headers=headers)
    assert response.status_code == 403
    assert run.get() == before


@pytest.mark.parametrize("headers", REFUSED)
def test_other_sites_may_not_open_runs(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/runs", json={"lesson": "and"}, headers=headers).status_code == 403
    assert len(client.application.extensions["runs"].residents) == 0


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_trusted_hosts(client: FlaskClient, host: str) -> None:
    assert client.get("/lessons", headers={"Host": host, **JSON}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "10.1.2.3", "a b", "[", "@"]
)
def test_no_other_host(client: FlaskClient, host: str) -> None:
    response = client.get("/lessons", headers={"Host": host, **JSON})
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"


def test_hosts_follow_the_address_served() -> None:
    assert is_trusted("10.1.2.3:8000", hosts("0.0.0.0"))
    assert not is_trusted("evil.example:8000", hosts("0.0.0.0"))
    assert is_trusted("laboratory.local", hosts("laboratory.local"))
    assert not is_trusted("10.1.2.3", hosts("laboratory.local"))


@pytest.mark.parametrize(
    "path", ["/lessons", "/runs/unknown", "RUN", "RUN/stream", "RUN/table.csv"]
)
def test_every_answer_has_the_security_headers(run: Run, path: str) -> None:
    response = run.client.get(path.replace("RUN", run.path), headers=BROWSER)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "script-src" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    response.close()


def test_pages_hold_no_inline_script_and_no_other_host(run: Run) -> None:
    for path in (run.path, "/lessons", "/nowhere"):
        page = run.client.get(path, headers=BROWSER).text
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S", page)
        assert not re.search(r"""\son\w+=["']|javascript:""", page)
        loaded = re.sub(r"<a [^>]*>", "", page)  # where a link leads is loaded by nobody unasked
        assert not re.search(r"""(src|href)=["'](https?:)?//""", loaded)


def test_names_are_escaped_everywhere(run: Run) -> None:
    run.patch(input_names=["<b>x</b>", '"onload="', "'"], target_names=["<script>"])
    page = run.client.get(run.path, headers=BROWSER).text
    assert "<b>x" not in page and "<script>" not in page
    wrong = run.client.get("/%3Cb%3E", headers=BROWSER)
    assert "<b>" not in wrong.text
    refused = run.client.post(run.path + "/step", data={"<b>": "<b>"}, headers=HTMX)
    assert "<b>" not in refused.text


@pytest.fixture
def small() -> Iterator[Flask]:
    """A server with room for few."""
    app = create_app({"MAX_RUNS": 2, "MAX_STREAMS": 1})
    yield app
    close_app(app)


def test_a_server_beyond_its_limits_says_when_to_come_back(small: Flask) -> None:
    client = small.test_client()
    first, second = Run(client), Run(client)
    for run in (first, second):
        run.post("run", speed=1)
    full = client.post("/runs", json={"lesson": "and"}, headers=JSON)
    assert full.status_code == 503 and int(full.headers["Retry-After"]) > 0
    second.post("pause")
    third = Run(client)
    stream = client.get(third.path + "/stream")
    full = client.get(first.path + "/stream", headers=JSON)
    assert full.status_code == 503 and int(full.headers["Retry-After"]) > 0
    stream.close()
    client.get(first.path + "/stream").close()


def test_the_longest_unused_run_without_a_viewer_leaves_memory_and_comes_back(
    small: Flask,
) -> None:
    client, runs = small.test_client(), small.extensions["runs"]
    unused, watched = Run(client), Run(client)
    stream = client.get(watched.path + "/stream")
    used = Run(client)
    assert [run.id in runs.residents for run in (watched, used, unused)] == [True, True, False]
    used.get()
    newest = Run(client)
    assert [run.id in runs.residents for run in (watched, used, newest)] == [True, False, True]
    assert unused.post("step", iterations=3)["iteration"] == 3
    assert used.get()["iteration"] == 0
    stream.close()


def test_a_run_that_is_used_is_not_the_longest_unused(small: Flask) -> None:
    client, runs = small.test_client(), small.extensions["runs"]
    older, newer = Run(client), Run(client)
    older.get()
    newest = Run(client)
    assert [run.id in runs.residents for run in (older, newer, newest)] == [True, False, True]
