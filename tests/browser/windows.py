"""Windows that are kept from test to test and given out as new.

A browser's first page costs three times what a later one does: every file is fetched, every script
compiled, and a process started.
"""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page

VIEWPORT = {"width": 1440, "height": 900}
PATIENCE_MS = 30_000
"""A busy machine may take so long; nobody waits for it otherwise."""
MOST = 4
"""Windows that rest at a time: each holds a process."""
REST = "/health"
"""Of the same site, or the next page would begin in a process of its own; with nothing on it."""

Options = dict[str, Any]
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
"""What can be changed about a window while it stands, besides its size; unless asked for, so."""


class Windows:
    """Each has its own storage and cookies: windows of a test are those of different visitors.

    Only whether it has a finger, and JavaScript, makes it one of another kind.
    """

    def __init__(self, open_context: Callable[..., BrowserContext]) -> None:
        self._open_context = open_context
        self._resting: list[tuple[Options, Page]] = []

    def take(self, options: Options) -> Page:
        """One of this size and these settings that nobody has."""
        page = self._standing(_kind(options))
        page.set_viewport_size(options.get("viewport", VIEWPORT))
        page.emulate_media(media="null", **{name: options.get(name, MEDIA[name]) for name in MEDIA})
        return page

    def give_back(self, options: Options, page: Page) -> None:
        """Whoever takes it next finds it as new."""
        _renew(page)
        self._resting.append((_kind(options), page))
        if len(self._resting) > MOST:
            self._resting.pop(0)[1].context.close()

    def _standing(self, kind: Options) -> Page:
        for place, (other, page) in enumerate(self._resting):
            if other == kind:
                del self._resting[place]
                return page
        context = self._open_context(**kind)
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    def close(self) -> None:
        """For good."""
        for _, page in self._resting:
            page.context.close()


def _kind(options: Options) -> Options:
    """What a window must have from its beginning."""
    return {name: options[name] for name in options if name not in ("viewport", *MEDIA)}


def _renew(page: Page) -> None:
    """Nothing is stored, allowed, held up or pointed at, and no other page is open."""
    context = page.context
    for other in context.pages:
        if other is not page:
            other.close()
    for place in (page, context):
        place.unroute_all(behavior="ignoreErrors")
    page.goto(REST)
    page.evaluate("localStorage.clear()")
    page.mouse.move(0, 0)
    context.clear_cookies()
    context.clear_permissions()
