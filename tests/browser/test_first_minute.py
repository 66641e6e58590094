"""The newcomer's minute: open it, watch it learn, stop, step, change the table, start over."""

import pytest
from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory
from tests.browser.test_transport import chooses_speed
from tests.golden import STATES, TOLERANCE

pytestmark = pytest.mark.moving

GOLDEN_ERRORS = {(lesson, state["iteration"]): state["error"] for lesson, state in STATES}
TRAINING_SECONDS = 40


def test_the_newcomers_minute(lab: Laboratory) -> None:
    lab.open()
    expect(lab.page).to_have_title("Eleven lines: a hidden layer · Lines of Thought")
    lab.agrees()
    assert lab.iteration == 0

    lab.runs()
    lab.until(lambda: lab.iteration >= 8)
    at = lab.pauses()
    lab.agrees()

    lab.button("Step").click()
    lab.is_at(at + 1)
    stepped = lab.agrees()
    lab.button("Back").click()
    lab.is_at(at)
    lab.agrees()
    lab.button("Step").click()
    lab.is_at(at + 1)
    assert lab.agrees()["weights"] == stepped["weights"]

    lab.button("Finish").click()
    lab.is_at(60_000, TRAINING_SECONDS)
    expect(lab.button("Run")).to_be_visible()
    state = lab.agrees()
    assert state["status"] == "finished"
    assert state["error"] == pytest.approx(GOLDEN_ERRORS["eleven-lines", 60_000], abs=TOLERANCE)
    expect(lab.number("Mean error")).to_have_text("0.003184")


def test_it_changes_its_mind(lab: Laboratory) -> None:
    """Another target, and the network that was sure of its answer learns the opposite."""
    lab.open("nine-lines")
    lab.button("Finish").click()
    lab.is_at(10_000, TRAINING_SECONDS)
    assert float(lab.number("Example 1, answer 1").inner_text()) < 0.02

    lab.field("Example 1, target 1").fill("1")
    lab.field("Example 1, target 1").press("Enter")
    lab.until(lambda: lab.state()["errors"][0][0] > 0.9)
    assert lab.agrees()["iteration"] == 10_000

    chooses_speed(lab, "50 per second")
    lab.button("Run").click()
    lab.until(lambda: float(lab.number("Example 1, answer 1").inner_text()) > 0.5)
    lab.pauses()
    lab.agrees()

    lab.button("Reset").click()
    lab.is_at(0)
    state = lab.agrees()
    assert state["experiment"]["targets"][0] == [1]
    assert state["status"] == "paused"


@pytest.mark.parametrize(("lesson", "iteration"), [("nine-lines", 100), ("two-layers", 1000)])
def test_the_articles_errors(lab: Laboratory, lesson: str, iteration: int) -> None:
    lab.open(lesson)
    lab.button("Step").click()
    lab.is_at(1)
    expect(lab.number("Mean error")).to_have_text(f"{GOLDEN_ERRORS[lesson, 1]:.6f}")
    lab.page.request.post(f"{lab.page.url}/seek", data={"iteration": iteration})
    lab.is_at(iteration)
    assert lab.agrees()["error"] == pytest.approx(GOLDEN_ERRORS[lesson, iteration], abs=TOLERANCE)


def test_nothing_moves_before_one_asks(lab: Laboratory) -> None:
    lab.open()
    lab.agrees()
    lab.has_its_curves()

    def rests() -> bool:
        before = lab.page.screenshot()
        lab.passes(40)
        return lab.page.screenshot() == before

    lab.until(rests)
    state = lab.state()
    assert (state["iteration"], state["status"]) == (0, "paused")
