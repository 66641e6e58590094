"""The ground a run walks on, in the page."""

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def test_the_way_is_drawn_and_followed(lab: Laboratory) -> None:
    lab.open("eleven-lines")
    lab.button("Finish").click()
    lab.is_at(60_000)
    lab.button("Landscape").click()
    card = lab.page.get_by_role("region", name="Landscape")
    expect(card).to_contain_text("98.6 % of the way to iteration 60000")
    now = lab.picture("Landscape").locator(".now")
    expect(now).not_to_have_attribute("cx", "-99")
    end = now.get_attribute("cx")
    lab.button("Reset").click()
    expect(now).not_to_have_attribute("cx", f"{end}")
    lab.button("Close the landscape").click()
    expect(lab.button("Landscape")).to_be_focused()
