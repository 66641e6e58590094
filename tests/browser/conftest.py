"""A real server, a real Chromium, and a page that must keep quiet."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    expect,
)

from tests.browser import chromium
from tests.browser.laboratory import Laboratory
from tests.browser.windows import PATIENCE_MS, VIEWPORT, Windows
from tests.server import Server, serving

expect.set_options(timeout=PATIENCE_MS)
ONCE_MORE = pytest.mark.flaky(reruns=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What fails in a browser is tried once more, and the report says so: on a machine that others
    use, one click in some thousands meets a page that is still moving."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(ONCE_MORE)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all browser tests; every visit of its front page makes a run of its own."""
    with serving(tmp_path_factory.mktemp("data")) as server:
        yield server


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Lets tests say `page.goto("/")`."""
    return server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The installed browser, with no errands of its own, its letters as wide as in a window."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    letters = ["--font-render-hinting=slight"]
    return browser_type_launch_args | {
        "executable_path": chromium.executable(),
        "chromium_sandbox": False,
        "args": quiet + letters,
    }


LEFT = "WebSocket is closed before the connection is established"
"""What Chromium says when a page is left as soon as it stands."""


class Complaints(list[str]):
    """What went wrong inside the pages of one test."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.expected = [LEFT]

    def expect(self, text: str) -> None:
        """Complaints that contain `text` are what this test is about."""
        self.expected.append(text)

    def watch(self, context: BrowserContext) -> None:
        """Listens to every page of `context`, the ones to come included."""
        context.on("console", self.hear)
        context.on("weberror", self.catch)
        context.on("request", self.follow)

    def leave(self, context: BrowserContext) -> None:
        """Listens no longer."""
        context.remove_listener("console", self.hear)
        context.remove_listener("weberror", self.catch)
        context.remove_listener("request", self.follow)

    def hear(self, message: ConsoleMessage) -> None:
        """Notes errors and warnings of the console."""
        if message.type in ("error", "warning"):
            self.append(f"console {message.type}: {message.text}")

    def catch(self, error: WebError) -> None:
        """Notes exceptions that nobody caught."""
        self.append(f"uncaught: {error.error.stack or error.error}")

    def follow(self, request: Request) -> None:
        """Notes requests that leave the server under test."""
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.append(f"request to a foreign host: {request.url}")

    def unexpected(self) -> list[str]:
        """The complaints that fail the test."""
        return [
            complaint for complaint in self if not any(text in complaint for text in self.expected)
        ]


@pytest.fixture
def complaints(server: Server) -> Iterator[Complaints]:
    """The complaints of this test's pages; any that it did not expect fails it."""
    complaints = Complaints(urlsplit(server.url).netloc)
    yield complaints
    assert not complaints.unexpected(), "\n".join(complaints.unexpected())


@pytest.fixture(scope="session")
def windows(
    browser: Browser, browser_context_args: dict[str, Any], server: Server
) -> Iterator[Windows]:
    """The windows that are kept; they are closed before the server is stopped."""
    windows = Windows(partial(browser.new_context, **browser_context_args))
    yield windows
    windows.close()


@pytest.fixture
def another(
    windows: Windows, complaints: Complaints, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Laboratory]]:
    """Opens the window of somebody else: another size, a finger, another theme, no JavaScript.

    It is a kept one, so only what can be taken back may be done to it. Unless the test is marked as
    `moving` it asks for less motion: what moves sixty times a second costs more than all else.
    """
    taken: list[tuple[dict[str, Any], Page]] = []
    motion = "no-preference" if request.node.get_closest_marker("moving") else "reduce"

    def take(**options: Any) -> Laboratory:
        options = {"reduced_motion": motion} | options
        page = windows.take(options)
        complaints.watch(page.context)
        taken.append((options, page))
        return Laboratory(page)

    yield take
    for options, page in taken:
        if getattr(request.node, "rep_call", None) and request.node.rep_call.passed:
            windows.give_back(options, page)
            complaints.leave(page.context)
        else:
            page.context.close()


@pytest.fixture
def lab(another: Callable[..., Laboratory]) -> Laboratory:
    """A visitor's window, on nothing yet."""
    return another()


@pytest.fixture
def newcomer(
    complaints: Complaints, new_context: Callable[..., BrowserContext]
) -> Callable[..., Laboratory]:
    """Opens a window that never was before and will not be again: anything may be done to it."""

    def open_window(**options: Any) -> Laboratory:
        context = new_context(**{"viewport": VIEWPORT} | options)
        context.set_default_timeout(PATIENCE_MS)
        complaints.watch(context)
        return Laboratory(context.new_page())

    return open_window


BY_COLOUR = ("color-contrast", "link-in-text-block")
"""Those of axe's rules that look at colours: another theme is nothing new to the others."""


COLOURS_ASIDE: dict[str, Any] = {"rules": {"color-contrast": {"enabled": False}}}
"""What most of axe's time goes to, for a page whose colours another test has looked at."""


@pytest.fixture
def accessible() -> Callable[..., None]:
    """Asserts that axe finds no fault in a page as it stands, its colours having settled; or in a
    part of it, for a page whose other parts are as another test has looked at them."""
    return _has_no_fault


@pytest.fixture
def legible() -> Callable[..., None]:
    """The same of colours alone, for a page that is accessible in another theme."""
    return partial(_has_no_fault, runOnly=BY_COLOUR)


def _has_no_fault(page: Page, part: str = "html", **options: Any) -> None:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished))")
    asked = [part, {"resultTypes": ["violations"]} | options]
    results = AxeResults(page.evaluate("([part, options]) => axe.run(part, options)", asked))
    assert not results.violations_count, results.generate_report()
