"""The error descent tells the truth: about now, and about what was tried before."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.laboratory import Laboratory

pytestmark = pytest.mark.moving


def attempts(lab: Laboratory) -> list[str]:
    """The chips of earlier attempts."""
    chips = lab.page.get_by_role("list", name="Earlier attempts").get_by_role("listitem")
    return [text.removeprefix("Earlier: ").removesuffix("×") for text in chips.all_inner_texts()]


def finish(lab: Laboratory) -> None:
    """To the end of the plan."""
    lab.button("Finish").click()
    lab.is_at(60_000)
    expect(lab.picture("Error descent")).to_contain_text("at iteration 60000")


def rate(lab: Laboratory, value: str) -> None:
    """Another learning rate, once the page has it."""
    lab.field("Learning rate").fill(value)
    lab.field("Learning rate").press("Enter")
    shown = lab.page.locator("#experiment")
    lab.until(
        lambda: f'"learning_rate":{value}.0' in (shown.get_attribute("data-experiment") or "")
    )


def test_two_learning_rates_are_compared(lab: Laboratory) -> None:
    lab.open()
    lab.has_its_curves()
    finish(lab)
    lab.button("Reset").click()
    lab.is_at(0)
    rate(lab, "5")
    finish(lab)
    assert attempts(lab) == ["learning rate 1, not 5"]


def test_a_rate_changed_at_the_end_is_not_the_one_that_was_trained_with(lab: Laboratory) -> None:
    lab.open()
    finish(lab)
    rate(lab, "5")
    lab.button("Reset").click()
    lab.is_at(0)
    lab.until(lambda: attempts(lab) == ["learning rate 1, not 5"])


def test_no_two_attempts_read_alike(lab: Laboratory) -> None:
    lab.open()
    for _ in range(2):
        finish(lab)
        lab.button("New weights").click()
        lab.is_at(0)
    lab.until(lambda: attempts(lab) == ["seed 1, not 3", "seed 2, not 3"])


def test_an_answer_that_comes_late_does_not_stay(lab: Laboratory) -> None:
    lab.open()
    finish(lab)
    held: list[Route] = []
    hold = lambda route: route.continue_() if held else held.append(route)  # noqa: E731
    lab.page.route("**/history", hold)
    lab.page.request.post(f"{lab.page.url}/seek", data={"iteration": 0})
    lab.is_at(0)
    lab.until(lambda: held)
    early = lab.page.request.get(held[0].request.url, headers={"Accept": "application/json"})
    lab.page.request.post(f"{lab.page.url}/seek", data={"iteration": 60_000})
    lab.is_at(60_000)
    held[0].fulfill(body=early.body(), content_type="application/json")
    expect(lab.picture("Error descent")).to_contain_text("at iteration 60000")


def test_positions_are_those_that_plotly_draws(lab: Laboratory) -> None:
    """Our own marks lie on Plotly's: its curve ends where our dot stands."""
    lab.open()
    lab.has_its_curves()
    finish(lab)
    lab.until(
        lambda: lab.page.evaluate(
            """() => {
                const dot = document.querySelector("#descent .now").getBoundingClientRect();
                const line = [...document.querySelectorAll("#descent .js-line")].at(-1);
                const end = line.getPointAtLength(line.getTotalLength());
                const { x, y } = end.matrixTransform(line.getScreenCTM());
                return Math.hypot(dot.x + dot.width / 2 - x, dot.y + dot.height / 2 - y) < 1;
            }"""
        )
    )
