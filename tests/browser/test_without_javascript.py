"""Without JavaScript the page stands still, but its commands work, one page at a time."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def test_one_page_at_a_time(another: Callable[..., Laboratory]) -> None:
    lab = another(java_script_enabled=False).open("nine-lines")
    expect(lab.page.locator("noscript p")).to_be_visible()
    lab.button("Step").click()
    lab.is_at(1)
    lab.agrees()
    lab.button("Step").click()
    lab.is_at(2)
    lab.button("Back").click()
    lab.is_at(1)
    lab.agrees()
    lab.button("Finish").click()
    lab.until(lambda: lab.state()["status"] == "finished", 40)
    lab.page.reload()
    lab.is_at(10_000)
    lab.agrees()
    lab.button("Reset").click()
    lab.is_at(0)
    lab.agrees()
