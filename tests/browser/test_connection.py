"""The server goes away and comes back; what it cannot do, it says in words."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Complaints
from tests.browser.laboratory import Laboratory
from tests.browser.relay import Relay
from tests.server import Server, serving, standing_still

LOST = "The connection to the server is lost. It is tried again by itself."
SILENT = "The server has said nothing for some seconds"
Newcomer = Callable[..., Laboratory]
MENDING_SECONDS = 15
"""The page tries again at least every four or five."""


@pytest.fixture
def relay(server: Server, complaints: Complaints) -> Iterator[Relay]:
    """A cable to the server."""
    relay = Relay(server.url)
    complaints.host = relay.host
    yield relay
    relay.close()


def test_a_lost_connection_is_told_and_found_again(
    newcomer: Newcomer, relay: Relay, complaints: Complaints
) -> None:
    lab = newcomer()
    for noise in ("net::ERR_", "htmx:error", "WebSocket connection"):
        complaints.expect(noise)
    lab.page.goto(f"http://{relay.host}/")
    lab.button("Step").click()
    lab.is_at(1)

    relay.cut()
    expect(lab.complaint()).to_have_text(LOST, timeout=1000 * MENDING_SECONDS)
    lab.button("Step").click()
    expect(lab.complaint()).to_contain_text("did not reach the server")

    relay.mend()
    expect(lab.complaint()).to_have_count(0, timeout=1000 * MENDING_SECONDS)
    assert lab.agrees()["iteration"] == 1
    lab.button("Step").click()
    lab.is_at(2)
    lab.agrees()


def test_a_first_connection_that_fails_is_tried_again(
    newcomer: Newcomer, complaints: Complaints
) -> None:
    lab = newcomer()
    complaints.expect("net::ERR_")
    lab.page.route_web_socket(re.compile(r"/stream\?"), lambda socket: socket.close())
    lab.page.route(re.compile(r"/stream\?"), lambda route: route.abort(), times=1)
    lab.open()
    expect(lab.complaint()).to_have_text(LOST)
    expect(lab.complaint()).to_have_count(0, timeout=1000 * MENDING_SECONDS)
    lab.button("Step").click()
    lab.is_at(1)
    lab.agrees()


def test_a_run_goes_on_when_the_server_is_started_anew(
    newcomer: Newcomer, complaints: Complaints, tmp_path: Path
) -> None:
    lab = newcomer()
    for noise in ("net::ERR_", "status of 503"):
        complaints.expect(noise)
    with serving(tmp_path) as first:
        complaints.host = urlsplit(first.url).netloc
        lab.page.goto(first.url)
        lab.button("Step").click()
        lab.is_at(1)
        before = lab.state()
    expect(lab.complaint()).to_have_text(LOST, timeout=1000 * MENDING_SECONDS)
    with serving(tmp_path, urlsplit(first.url).port):
        expect(lab.complaint()).to_have_count(0, timeout=1000 * MENDING_SECONDS)
        assert lab.agrees() == before
        lab.button("Step").click()
        lab.is_at(2)
        lab.agrees()


def test_a_server_that_stands_still_is_said_to_and_goes_on(
    lab: Laboratory, another: Callable[..., Laboratory], server: Server
) -> None:
    """Whoever clicks is told, and whoever watches a run that plays."""
    watching = another().open()
    watching.page.request.post(f"{watching.page.url}/run", data={"speed": 20})
    watching.until(lambda: watching.iteration > 0)
    lab.open()
    with standing_still(server):
        lab.button("Step").click()
        for each in (lab, watching):
            expect(each.complaint()).to_contain_text(SILENT)
    for each in (lab, watching):
        expect(each.complaint()).to_have_count(0)
    lab.is_at(1)
    watching.pauses()
    watching.agrees()


def test_a_deleted_run_is_taken_back_by_one_press(lab: Laboratory, complaints: Complaints) -> None:
    complaints.expect("status of 404")
    complaints.expect("htmx:sse:error")
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    before = lab.state()
    lab.page.request.delete(lab.page.url)
    expect(lab.complaint()).to_contain_text("was deleted", timeout=1000 * MENDING_SECONDS)
    lab.button("Take it back").click()
    expect(lab.complaint()).to_have_count(0)
    assert lab.agrees() == before


def test_a_page_whose_run_is_gone_goes_on_in_a_new_one(
    lab: Laboratory, complaints: Complaints
) -> None:
    complaints.expect("status of 404")
    complaints.expect("htmx:sse:error")
    lab.open()
    for steps, learning_rate in ((3, "0.5"), (6, "2")):
        for _ in range(3):
            lab.button("Step").click()
        lab.is_at(steps)
        lab.field("Learning rate").fill(learning_rate)
        lab.field("Learning rate").press("Enter")
        expect(lab.page.get_by_role("button", name="Undo")).to_have_attribute(
            "title", re.compile(f"at {steps}")
        )
    before, address = lab.state(), lab.page.url
    lab.page.request.delete(address)
    lab.button("Go on in a new run").click(timeout=1000 * MENDING_SECONDS)
    lab.page.wait_for_url(lambda url: url != address)
    after = lab.agrees()
    for name in ("experiment", "iteration", "weights", "lesson"):
        assert after[name] == before[name], name


def test_what_is_not_being_kept_is_said_until_it_is_again(lab: Laboratory) -> None:
    def refuse(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "X-Not-Kept": "yes"})

    lab.open()
    said = lab.page.get_by_text("This run is not being kept just now")
    lab.page.route("**/step", refuse, times=1)
    lab.button("Step").click()
    expect(said).to_be_visible()
    lab.button("Step").click()
    lab.is_at(2)
    expect(said).to_be_hidden()


def test_too_large_a_paste_is_refused_in_words(lab: Laboratory, complaints: Complaints) -> None:
    complaints.expect("status of 422")
    lab.open()
    before = lab.state()
    lab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = "\n".join(["0\t0"] * 2001)
    lab.page.evaluate("text => navigator.clipboard.writeText(text)", block)
    lab.field("Example 1, input 1").focus()
    lab.page.keyboard.press("ControlOrMeta+v")
    expect(lab.complaint()).to_contain_text("at most 2000 rows")
    assert lab.state() == before


def test_an_address_of_no_run_is_a_page_in_words(lab: Laboratory, complaints: Complaints) -> None:
    complaints.expect("status of 404")
    lab.page.goto("/runs/nowhere")
    expect(lab.page.get_by_role("heading", level=1)).to_have_text("Not Found")
    expect(lab.page.get_by_text("There is no such run")).to_be_visible()
    lab.page.get_by_role("link", name="Start afresh").click()
    lab.is_at(0)
