"""A real server, a real Chromium, and a page that must keep quiet."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError, expect

from tests.browser import chromium
from tests.browser.laboratory import Laboratory
from tests.server import Server, serving

VIEWPORT = {"width": 1440, "height": 900}
PATIENCE_MS = 30_000  # a busy machine may take so long; nobody waits for it otherwise

expect.set_options(timeout=PATIENCE_MS)


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
    """The installed browser, with no errands of its own."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    return browser_type_launch_args | {
        "executable_path": chromium.executable(),
        "chromium_sandbox": False,
        "args": quiet,
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


@pytest.fixture
def new_context(
    complaints: Complaints, new_context: Callable[..., BrowserContext]
) -> Callable[..., BrowserContext]:
    """Opens a watched context: a second visitor, another size, less motion, no JavaScript."""

    def open_context(**options: Any) -> BrowserContext:
        context = new_context(**{"viewport": VIEWPORT} | options)
        context.set_default_timeout(PATIENCE_MS)
        complaints.watch(context)
        return context

    return open_context


@pytest.fixture
def lab(page: Page) -> Laboratory:
    """A visitor's window, on nothing yet."""
    return Laboratory(page)


@pytest.fixture
def another(new_context: Callable[..., BrowserContext]) -> Callable[..., Laboratory]:
    """Opens the window of somebody else: another size, a finger, less motion, no JavaScript."""
    return lambda **options: Laboratory(new_context(**options).new_page())


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Asserts that axe finds no fault in a page as it stands, its colours having settled."""

    def check(page: Page) -> None:
        page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished))")
        results = Axe().run(page)
        assert not results.violations_count, results.generate_report()

    return check
