"""Without JavaScript the page stands still, but its commands work, one page at a time."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def shows(lab: Laboratory, iteration: int) -> None:
    """Waits for the page of this iteration: looked for from outside, as no script waits in it."""
    expect(lab.number("Iteration number")).to_have_text(str(iteration))


def test_one_page_at_a_time(another: Callable[..., Laboratory]) -> None:
    lab = another(java_script_enabled=False).open("nine-lines")
    expect(lab.page.locator("noscript p")).to_be_visible()
    lab.button("Step").click()
    shows(lab, 1)
    lab.agrees()
    lab.button("Step").click()
    shows(lab, 2)
    lab.button("Back").click()
    shows(lab, 1)
    lab.agrees()
    lab.button("Finish").click()
    lab.until(lambda: lab.state()["status"] == "finished", 40)
    lab.page.reload()
    shows(lab, 10_000)
    lab.agrees()
    lab.button("Reset").click()
    shows(lab, 0)
    lab.agrees()
