"""Runs found again, named, shared, watched, taken away and back, as a browser does it."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory

Another = Callable[..., Laboratory]
Accessible = Callable[..., None]


def test_a_run_is_shared_and_watched_live(
    lab: Laboratory, another: Another, accessible: Accessible
) -> None:
    lab.open()
    lab.button("Share").click()
    lab.field("Title").fill("For Monday")
    lab.field("Title").press("Tab")
    lab.until(lambda: lab.state()["title"] == "For Monday")
    link = lab.page.get_by_label("Link to look at this run")
    expect(link).to_have_value(re.compile("/watch/"))
    view = urlsplit(link.input_value()).path
    accessible(lab.page, "#share-dialog")
    lab.page.get_by_role("button", name="Close").locator("visible=true").click()

    other = another()
    other.page.goto(view)
    expect(other.page.get_by_text("You are watching For Monday.")).to_be_visible()
    for name in ("Run", "Step", "Undo", "Add example"):
        expect(other.button(name)).to_be_hidden()
    expect(other.field("Learning rate")).not_to_be_editable()
    accessible(other.page)
    lab.button("Step").click()
    other.is_at(1)
    lab.field("Example 1, target 1").fill("1")
    lab.field("Example 1, target 1").press("Enter")
    expect(other.field("Example 1, target 1")).to_have_value("1")
    lab.button("Step").click()
    other.is_at(2)

    other.button("Make my own copy").click()
    other.is_at(2)
    other.button("Step").click()
    other.is_at(3)
    other.agrees()
    lab.is_at(2)


def test_runs_are_found_taken_away_and_back(lab: Laboratory, accessible: Accessible) -> None:
    for lesson, steps in (("and", 2), ("or", 3)):
        lab.open(lesson)
        for _ in range(steps):
            lab.button("Step").click()
        lab.is_at(steps)
    before = lab.state()
    lab.page.get_by_role("link", name="My runs").click()
    expect(lab.page.get_by_role("listitem")).to_have_count(2)
    first = lab.page.get_by_role("listitem").first
    expect(first).to_contain_text("iteration 3")
    accessible(lab.page)

    sent: list[str] = []
    lab.page.on("request", lambda request: sent.append(request.method))
    first.get_by_role("textbox").fill("A good one")
    first.get_by_role("textbox").press("Enter")
    first.get_by_role("button", name="Delete").click()
    expect(first).to_contain_text("Deleted.")
    assert [method for method in sent if method != "GET"] == ["PATCH", "DELETE"]
    accessible(lab.page)
    lab.button("Take it back").click()
    expect(first.get_by_role("textbox")).to_have_value("A good one")
    first.get_by_role("link", name="Open", exact=True).click()
    lab.is_at(3)
    assert lab.agrees() == {**before, "title": "A good one"}
