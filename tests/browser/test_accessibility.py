"""axe finds nothing, whatever is on the screen; and everything has the name it is known by."""

from collections.abc import Callable

from playwright.sync_api import ViewportSize, expect

from tests.browser.conftest import COLOURS_ASIDE, Complaints
from tests.browser.laboratory import Laboratory

PROJECTOR: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 844}
OF_ITS_OWN = "#training, #situations, #numbers, .network"
"""What a lesson has in other shapes than the others."""
Accessible = Callable[..., None]


def test_both_themes_at_every_size(
    lab: Laboratory, accessible: Accessible, legible: Accessible
) -> None:
    lab.open()
    accessible(lab.page)
    lab.page.set_viewport_size(PROJECTOR)  # in the colours of the desk
    accessible(lab.page, **COLOURS_ASIDE)
    lab.button("Dark").click()
    expect(lab.button("Dark")).to_have_attribute("aria-pressed", "true")
    legible(lab.page)
    lab.page.set_viewport_size(PHONE)
    accessible(lab.page)


def test_in_every_state(lab: Laboratory, complaints: Complaints, accessible: Accessible) -> None:
    complaints.expect("status of 422")
    lab.open("two-layers")
    lab.page.request.post(f"{lab.page.url}/run", data={"speed": 20})  # it runs for minutes
    lab.until(lambda: lab.iteration > 0)
    accessible(lab.page, **COLOURS_ASIDE)
    assert lab.page.request.post(f"{lab.page.url}/seek", data={"iteration": 10_000}).ok
    lab.is_at(10_000, 40)
    lab.field("Example 1, target 1").fill("7")
    lab.field("Example 1, target 1").press("Enter")
    expect(lab.complaint()).to_have_count(1)
    accessible(lab.page)
    lab.button("Keys").click()
    accessible(lab.page, "#keys-dialog")


def test_a_wide_lesson_and_an_empty_one(lab: Laboratory, accessible: Accessible) -> None:
    lab.open("seven-segment")
    for _ in range(3):
        lab.button("Remove situation 1").click()
    expect(lab.table("New situations")).to_have_count(0)
    accessible(lab.page, OF_ITS_OWN, **COLOURS_ASIDE)


def test_the_theme_is_the_systems_until_chosen(another: Callable[..., Laboratory]) -> None:
    lab = another(color_scheme="dark").open()
    expect(lab.button("Dark")).to_have_attribute("aria-pressed", "true")
    lab.button("Dark").click()
    expect(lab.button("Dark")).to_have_attribute("aria-pressed", "false")
    lab.page.reload()
    expect(lab.button("Dark")).to_have_attribute("aria-pressed", "false")


def test_what_happens_is_announced_but_not_every_number(lab: Laboratory) -> None:
    lab.open()
    for name in ("Iteration number", "Mean error", "Example 1, answer 1"):
        expect(lab.number(name)).to_have_attribute("aria-live", "off")
    announced = lab.page.get_by_role("status").and_(lab.page.locator("[aria-live=polite]"))
    lab.button("Step").click()
    lab.is_at(1)
    expect(announced).to_contain_text("At iteration 1, mean error 0.496296. Answers: 0.47")
    lab.button("Run").click()
    expect(announced).to_have_text("Running.")
    lab.pauses()
    expect(announced).to_contain_text("Paused at iteration")
