"""Other starts of a run, below its pictures and on a page of their own."""

from playwright.sync_api import expect

from tests.browser.conftest import Complaints
from tests.browser.laboratory import Laboratory

PATIENCE = 60_000
ENOUGH = 1_000
"""Iterations after which each start of the lesson has ended as it does after the 60,000 planned."""


def tries_other_starts(lab: Laboratory) -> None:
    lab.open("eleven-lines")
    short = {"iterations": ENOUGH}
    assert lab.page.request.patch(f"{lab.page.url}/experiment", data=short).ok
    lab.button("Try other starts").click()


def test_other_starts_fill_and_each_opens_as_a_run(lab: Laboratory) -> None:
    tries_other_starts(lab)
    figure = lab.picture("Other starts")
    expect(figure).to_contain_text("of 200 starts learned, which stands for", timeout=PATIENCE)
    expect(figure.locator(".dots .ending")).to_have_count(200)
    expect(figure.locator(".dots .own")).to_have_count(1)
    chosen = figure.locator(".dots .ending").last
    seed = chosen.get_attribute("data-seed")
    chosen.click()
    expect(lab.field("Seed")).to_have_value(f"{seed}")
    lab.is_at(ENOUGH)


def test_a_sweep_is_drawn_shared_and_found_again(lab: Laboratory) -> None:
    tries_other_starts(lab)
    lab.page.get_by_text("See what becomes of it when something varies").click()
    lab.page.get_by_label("What varies").select_option("hidden")
    lab.page.get_by_label("Its values").fill("2 4")
    lab.page.get_by_label("Starts", exact=True).fill("20")
    lab.button("Sweep").click()
    rows = lab.page.locator("[data-study-groups] tr")
    expect(rows).to_have_count(2, timeout=PATIENCE)
    expect(rows.nth(1)).to_contain_text("100.0 %", timeout=PATIENCE)
    lab.page.get_by_role("link", name="This study has an address of its own").click()
    expect(lab.page.get_by_role("heading", name="Other starts")).to_be_visible()
    expect(lab.page.locator(".dots")).to_have_count(2)
    expect(lab.page.locator(".shares .point")).to_have_count(2)


def test_what_is_wrong_with_a_sweep_is_said_beside_it(
    lab: Laboratory, complaints: Complaints
) -> None:
    tries_other_starts(lab)
    lab.page.get_by_text("See what becomes of it when something varies").click()
    lab.page.get_by_label("Its values").fill("0 1")
    complaints.expect("status of 422")
    lab.button("Sweep").click()
    expect(lab.complaint()).to_contain_text("must be a number above 0")
