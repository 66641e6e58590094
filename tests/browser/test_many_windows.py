"""What windows hold of the six connections that a browser opens to a server over HTTP/1.1.

That more than six work is tried in frames (test_embedding).
"""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory

Newcomer = Callable[..., Laboratory]


def test_tabs_that_nobody_has_looked_at_hold_nothing(newcomer: Newcomer) -> None:
    lab = newcomer()
    context = lab.page.context
    context.add_init_script(
        """Object.defineProperty(document, "hidden", { get: () => !window.shown });
        addEventListener("look", () => {
            window.shown = true;
            document.dispatchEvent(new Event("visibilitychange"));
        });"""
    )
    held: list[str] = []
    lab.page.on("websocket", lambda socket: held.append(socket.url))
    lab.page.on("request", lambda each: "/stream?" in each.url and held.append(each.url))
    lab.page.goto("/")
    lab.has_its_curves()
    assert not held
    lab.page.evaluate("dispatchEvent(new Event('look'))")
    lab.button("Step").click()
    lab.is_at(1)
    assert len(held) == 1


def test_where_a_proxy_passes_on_no_sockets_there_are_events(newcomer: Newcomer) -> None:
    lab = newcomer()
    lab.page.route_web_socket(re.compile("/stream"), lambda socket: socket.close())
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    lab.button("Add input").click()
    expect(lab.field("Example 4, input 4")).to_be_visible()
    lab.agrees()
