"""What holds for every test: no deadline for Hypothesis, and nothing left running behind."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("project", deadline=None)
settings.load_profile("project")

BROWSER = Path(__file__).parent / "browser"
GRACE_SECONDS = 5


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests come last: the quick ones answer first, and without its event loop."""
    items.sort(key=lambda item: BROWSER in item.path.parents)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Why a test was tried once more is said, or nobody would ever mend it."""
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.write_line(f"Tried once more: {report.nodeid}\n{report.longreprtext}")


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fails a test that leaves a thread behind, once the thread had a moment to end by itself."""
    before = threads()
    yield
    deadline = time.monotonic() + GRACE_SECONDS
    while (left := threads() - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left, f"threads left running: {sorted(thread.name for thread in left)}"


KEPT = ("asyncio_", "Dask-Offload")
"""Threads that a tool keeps as long as the process lives: Playwright's for files, and Dask's."""


def threads() -> set[threading.Thread]:
    """The threads there are, but for those that stay."""
    return {thread for thread in threading.enumerate() if not thread.name.startswith(KEPT)}
