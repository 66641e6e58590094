"""The ground a run walks on, in the page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory

pytestmark = pytest.mark.moving


def test_the_way_is_drawn_and_followed(lab: Laboratory) -> None:
    lab.open("eleven-lines")
    lab.button("Finish").click()
    lab.is_at(60_000)
    lab.button("Landscape").click()
    card = lab.page.get_by_role("region", name="Landscape")
    expect(card).to_contain_text("98.6 % of the way to iteration 60000")
    now = lab.picture("Landscape").locator(".now")
    expect(now).not_to_have_attribute("cx", "-99")
    card.get_by_label("Up").select_option("syn1[3, 0]")
    expect(card.get_by_label("Across")).to_have_value("syn0 0 0")
    expect(card.get_by_role("link", name="table")).to_have_attribute("href", re.compile("up=syn1"))
    card.get_by_label("With other starts").check()
    expect(card).to_contain_text("8 other starts end with mean errors from")
    figure = lab.picture("Landscape")
    expect(figure.locator(".end")).to_have_count(8)
    figure.hover(position={"x": 3, "y": 3})
    expect(card).to_contain_text("up from where the run stands: mean error 0.")
    figure.locator(".end").last.hover(force=True)
    expect(card).to_contain_text(re.compile(r"Seed \d ends here, with a mean error of 0\."))
    end = now.get_attribute("cx")
    lab.button("Reset").click()
    expect(now).not_to_have_attribute("cx", f"{end}")
    lab.button("Close the landscape").click()
    expect(lab.button("Landscape")).to_be_focused()
