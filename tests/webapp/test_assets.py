"""Static files: kept by browsers for good, under an address that names their content."""

import gzip
import os
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.test_house import ROOT
from tests.webapp.conftest import BROWSER, Run
from webapp.routes import assets

YEAR = 31_536_000


def addresses(run: Run) -> list[str]:
    """What the page of a run loads."""
    page = run.client.get(run.path, headers=BROWSER).text
    return sorted(set(re.findall(r'"(/static/[^"]+)"', page)))


def test_what_a_page_loads_is_kept_for_good(run: Run) -> None:
    found = addresses(run)
    assert len(found) > 5 and len({path.split("/")[2] for path in found}) == 1
    for path in found:
        response = run.client.get(path)
        control = response.cache_control
        assert (control.max_age, control.public, control.immutable) == (YEAR, True, True), path
        assert "Accept-Encoding" in response.vary


@pytest.mark.parametrize(
    "later, script", [("vendor/page.js", "vendor/page.js"), ("js/main.js", "js/main.js")]
)
def test_a_page_loads_one_script_unless_a_module_was_changed_since(
    tmp_path: Path, later: str, script: str
) -> None:
    for path in ("js/main.js", "vendor/page.js"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).touch()
        os.utime(tmp_path / path, (1, 2 if path == later else 1))
    app = Flask(__name__)
    assets.init_app(app, tmp_path)
    assert app.jinja_env.globals["page_script"] == script


def test_what_an_older_page_asks_for_is_not_kept_under_its_address(run: Run) -> None:
    """Or a way back to the older version would find the newer one's files there."""
    digest = addresses(run)[0].split("/")[2]
    for path in addresses(run)[:3]:
        newer, older = run.client.get(path), run.client.get(path.replace(digest, "0123456789ab"))
        assert older.data == newer.data
        assert older.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path, kind",
    [
        ("js/main.js", "text/javascript"),
        ("css/tokens.css", "text/css"),
        ("icon.svg", "image/svg+xml"),
    ],
)
def test_files_come_plain_or_packed_as_the_browser_asks(
    client: FlaskClient, path: str, kind: str
) -> None:
    plain = client.get(f"/static/0/{path}")
    packed = client.get(f"/static/0/{path}", headers={"Accept-Encoding": "gzip"})
    assert plain.mimetype == packed.mimetype == kind
    assert plain.data == gzip.decompress(packed.data) == (ROOT / "static" / path).read_bytes()
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers


def test_the_large_libraries_come_as_the_build_has_packed_them(client: FlaskClient) -> None:
    name = "static/vendor/plotly-basic.min.js"
    packed = client.get(f"/static/0/{name[7:]}", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert packed.data == (ROOT / f"{name}.br").read_bytes()


@pytest.mark.parametrize("path", ["../README.md", "nowhere.js", "js", "vendor/htmx.min.js.br"])
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/0/{path}").status_code == 404
