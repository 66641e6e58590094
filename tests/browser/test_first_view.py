"""One place for the eye: the greeting, what a phone has in sight, and a projector's view."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.laboratory import Laboratory

pytestmark = pytest.mark.moving

PHONE = {"width": 390, "height": 844}


def test_the_greeting_goes_when_it_was_done(lab: Laboratory) -> None:
    lab.open()
    greeting = lab.page.get_by_text("Press Run and watch the network learn")
    expect(greeting).to_be_visible()
    lab.button("Step").click()
    expect(greeting).to_be_hidden()
    expect(lab.page.get_by_text("No single column gives the target away")).to_be_visible()
    lab.open()
    lab.is_at(0)
    expect(lab.page.get_by_text("No single column gives the target away")).to_be_visible()
    expect(greeting).to_be_hidden()


def test_a_phone_has_a_picture_and_a_curve_in_sight_while_it_runs(
    another: Callable[..., Laboratory],
) -> None:
    lab = another(viewport=PHONE, has_touch=True, is_mobile=True)
    lab.open()
    lab.has_its_curves()
    lab.button("Run").tap()
    bar = lab.page.get_by_role("region", name="Training controls")
    for name in ("Network", "Error descent"):
        expect(lab.picture(name)).to_be_in_viewport(ratio=1)

    def is_clear() -> bool:
        curve, controls = lab.picture("Error descent").bounding_box(), bar.bounding_box()
        assert curve and controls
        return curve["y"] + curve["height"] <= controls["y"]

    lab.until(is_clear)


def test_a_projector_shows_two_panels_large(
    lab: Laboratory, another: Callable[..., Laboratory], accessible: Callable[[Page], None]
) -> None:
    lab.open()
    large = another(viewport={"width": 1280, "height": 720})
    large.page.goto(f"{lab.page.url}?view=projector&panels=network,descent")
    large.has_its_curves()
    for name in ("Network", "Error descent"):
        expect(large.picture(name)).to_be_in_viewport(ratio=1)
    for button in ("Run", "Undo", "Share"):
        expect(large.button(button)).to_have_count(0)
    lab.button("Step").click()
    large.is_at(1)
    large.page.keyboard.press("ArrowRight")
    lab.is_at(2)
    accessible(large.page)
