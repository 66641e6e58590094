"""Step shows what the engine has computed already, and the command confirms it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Complaints
from tests.browser.laboratory import Laboratory

pytestmark = pytest.mark.moving


@contextmanager
def next_known(lab: Laboratory) -> Iterator[None]:
    """What is done within has made the page ask for the iteration to come."""
    with lab.page.expect_response("**/next") as answer:
        yield
    answer.value.finished()
    lab.passes(3)


@contextmanager
def steps_held(lab: Laboratory) -> Iterator[list[Route]]:
    """The next Step does not reach the server before the end; it, once it was pressed."""
    held: list[Route] = []
    lab.page.route("**/step", lambda route: held.append(route), times=1)
    yield held
    for route in held:
        route.continue_()


def shows(lab: Laboratory, iteration: int) -> None:
    expect(lab.number("Iteration number")).to_have_text(str(iteration))


def test_a_step_is_shown_before_the_server_has_done_it(lab: Laboratory) -> None:
    with next_known(lab):
        lab.open()
    with steps_held(lab):
        lab.button("Step").click()
        shows(lab, 1)
        lab.page.keyboard.press("Shift")
        foreseen = lab.page.request.get(f"{lab.page.url}/next").json()
        assert foreseen["iteration"] == 1
        expect(lab.number("Mean error")).to_have_text(f"{foreseen['error']:.6f}")
    lab.is_at(1)
    lab.agrees()


@pytest.mark.parametrize("status", [0, 500, 409])
def test_what_was_not_done_is_taken_back(
    lab: Laboratory, complaints: Complaints, status: int
) -> None:
    for noise in ("net::ERR_", "htmx:error", "status of"):
        complaints.expect(noise)
    with next_known(lab):
        lab.open()
    with steps_held(lab) as held:
        lab.button("Step").click()
        shows(lab, 1)
        lab.until(lambda: held)
        route = held.pop()
        if status:
            route.fulfill(status=status)
        else:
            route.abort()
        lab.is_at(0)
    lab.agrees()


def test_an_edit_on_the_way_is_in_what_is_shown(lab: Laboratory) -> None:
    """A cell is left by the press on Step itself."""
    with next_known(lab):
        lab.open()
    lab.field("Example 1, target 1").fill("1")
    lab.button("Step").click()
    lab.is_at(1)
    state = lab.agrees()
    assert state["experiment"]["targets"][0] == [1]


def test_another_window_has_edited_it_meanwhile(lab: Laboratory) -> None:
    with next_known(lab):
        lab.open()
    with steps_held(lab):
        lab.button("Step").click()
        shows(lab, 1)
        lab.page.request.patch(f"{lab.page.url}/experiment", data={"learning_rate": 3})
        lab.is_at(0)
    lab.is_at(1)
    assert lab.agrees()["experiment"]["learning_rate"] == 3
