"""The laboratory in a frame of somebody else's page, where the browser lets it store nothing."""

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.browser import chromium
from tests.browser.conftest import Complaints
from tests.browser.laboratory import Laboratory
from tests.server import Server


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *arguments: object) -> None:
        """No line for each request."""


FRAMES = 7
"""One more than the connections that a browser opens to a server."""


@pytest.fixture
def course(tmp_path: Path, server: Server) -> Iterator[str]:
    """Pages of another site with the laboratory in it: once, and often below each other."""
    frame = f'<iframe src="{server.url}/embed?lesson=eleven-lines" width=900 height=700></iframe>'
    for name, frames in (("index", frame), ("seven", FRAMES * frame)):
        page = f"<!doctype html><title>A course</title>{frames}"
        (tmp_path / f"{name}.html").write_text(page)
    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    yield f"http://localhost:{site.server_port}/"
    site.shutdown()
    site.server_close()
    thread.join()


@pytest.fixture
def blocking(
    browser_type: BrowserType, browser_type_launch_args: dict[str, object], tmp_path: Path
) -> Iterator[Page]:
    """A page of a browser that blocks what other sites would store, as private windows do."""
    profile = tmp_path / "profile"
    settings = {"profile": {"block_third_party_cookies": True, "cookie_controls_mode": 1}}
    (profile / "Default").mkdir(parents=True)
    (profile / "Default" / "Preferences").write_text(json.dumps(settings))
    options = browser_type_launch_args | {
        "executable_path": chromium.whole(),
        "reduced_motion": "reduce",
    }
    if not chromium.whole():
        options["channel"] = "chromium"  # or Playwright would take its headless shell
    context = browser_type.launch_persistent_context(str(profile), **options)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_runs_where_nothing_may_be_stored(blocking: Page, course: str) -> None:
    errors: list[str] = []
    blocking.on("pageerror", lambda error: errors.append(str(error)))
    blocking.goto(course)
    frame = blocking.frame_locator("iframe")
    number = frame.get_by_role("status", name="Iteration number", exact=True)
    expect(number).to_have_text("0")
    inner = blocking.frames[1]
    assert inner.evaluate("() => { try { localStorage; return false; } catch { return true; } }")
    frame.get_by_role("button", name="Step", exact=True).click()
    expect(number).to_have_text("1")
    expect(frame.locator("#network .synapse")).to_have_count(16)
    expect(frame.get_by_role("alert").filter(has_text="could not be shown")).to_have_count(0)
    assert not errors


def test_seven_on_one_page_work_and_connect_once_they_are_in_view(
    blocking: Page, course: str
) -> None:
    sockets: list[str] = []
    blocking.on("websocket", lambda socket: sockets.append(socket.url))
    blocking.goto(f"{course}seven.html")
    for index in range(FRAMES):
        frame = blocking.frame_locator("iframe").nth(index)
        frame.get_by_role("button", name="Step", exact=True).click()
        number = frame.get_by_role("status", name="Iteration number", exact=True)
        expect(number).to_have_text("1")
        assert len(sockets) <= index + 2
    assert len(sockets) >= FRAMES


def test_one_view_that_fails_is_one_view_missing(
    newcomer: Callable[..., Laboratory], complaints: Complaints
) -> None:
    page = newcomer(reduced_motion="reduce").page
    complaints.expect("broken on purpose")
    page.add_init_script(
        """const find = document.getElementById.bind(document);
        document.getElementById = (id) => {
          if (id === "keys-on") throw new Error("broken on purpose");
          return find(id);
        };"""
    )
    page.goto("/")
    missing = page.get_by_role("alert").filter(has_text="could not be shown: keys")
    expect(missing).to_be_visible()
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page.get_by_role("status", name="Iteration number", exact=True)).to_have_text("1")
