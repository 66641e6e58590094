"""A page of a server that shares its runs, while Valkey is away."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import Complaints
from tests.browser.laboratory import Laboratory
from tests.server import serving
from tests.valkey import Valkey


def test_without_valkey_the_page_says_so_and_goes_on_by_itself(
    newcomer: Callable[..., Laboratory], complaints: Complaints, tmp_path: Path
) -> None:
    lab = newcomer()
    for noise in ("503", "net::ERR_", "WebSocket connection", "htmx:"):
        complaints.expect(noise)
    with Valkey() as valkey, serving(tmp_path, options=("--shared", valkey.address)) as server:
        complaints.host = urlsplit(server.url).netloc
        lab.page.goto(server.url)
        lab.button("Step").click()
        lab.is_at(1)
        valkey.hold()
        try:
            lab.button("Step").click()
            expect(lab.complaint()).to_contain_text("Runs cannot be changed just now")
            expect(lab.number("Iteration number")).to_have_text("1")
        finally:
            valkey.go_on()
        expect(lab.complaint()).to_have_count(0)
        lab.button("Step").click()
        assert lab.agrees()["iteration"] in (2, 3)
        lab.page.goto("about:blank")
