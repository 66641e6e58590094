"""What must be in sight without scrolling, and what a thumb can reach."""

import re
from collections.abc import Callable, Iterator
from itertools import cycle

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.laboratory import JSON, Laboratory

Another = Callable[..., Laboratory]
DESK: ViewportSize = {"width": 1440, "height": 900}
PROJECTOR: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 844}
BUTTONS = ("Run", "Step", "Back", "Reset", "New weights", "Finish", "Undo", "Redo", "Add example")
FIELDS = ("Hidden layers", "Learning rate", "Seed")
PICTURES = ("Network", "Sigmoid curve", "Error descent")
ROLES = ("button", "link", "textbox", "slider", "checkbox", "combobox")
SMALLEST_TARGET, THUMB = 24, 44
SIZES = """elements => elements.map(element => {
    const { width, height } = element.getBoundingClientRect();
    return { width, height, element: element.outerHTML };
})"""


WHOLE = 0.9999
"""Of a shape whose edges are no whole pixels, a browser may count a millionth as hidden."""


def fits_in_width(page: Page) -> bool:
    fits: bool = page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    return fits


def fits_at(lab: Laboratory, *viewports: ViewportSize) -> None:
    """Waits until it does at each of these sizes, and leaves it at the last."""
    for viewport in viewports:
        lab.page.set_viewport_size(viewport)
        lab.until(lambda: fits_in_width(lab.page))


def in_sight(lab: Laboratory) -> Iterator[Locator]:
    """All that must be seen at once."""
    yield from (lab.button(name) for name in BUTTONS)
    yield from (lab.field(name) for name in FIELDS)
    yield from (lab.slider("Speed"), lab.slider("Iteration"), lab.lessons())
    yield from (lab.picture(name) for name in PICTURES)
    yield from (lab.number("Iteration number"), lab.number("Mean error"))
    for table in ("Training set", "New situations"):
        yield from lab.table(table).get_by_role("textbox").all()
        yield from lab.table(table).get_by_role("status").all()


def test_everything_that_matters_is_in_sight(lab: Laboratory) -> None:
    lab.page.set_viewport_size(PROJECTOR)
    lab.open()
    for viewport in (PROJECTOR, DESK):
        lab.page.set_viewport_size(viewport)
        for element in in_sight(lab):
            expect(element).to_be_in_viewport(ratio=1)
        for name in PICTURES:
            box = lab.picture(name).bounding_box()
            assert box and box["width"] > 250 and box["height"] > 150, name
        for neuron in lab.neurons().all():
            expect(neuron).to_be_in_viewport(ratio=WHOLE)


def test_every_lesson_learns_and_is_no_wider_than_the_page(lab: Laboratory) -> None:
    """One after the other in the same window; each says what to look for."""
    lab.page.set_viewport_size(PROJECTOR)
    lab.open()
    told = lab.page.request.get("/lessons", headers=JSON).json()
    assert len(told) >= 8
    for lesson, sizes in zip(told, cycle(((PROJECTOR, PHONE), (PHONE, PROJECTOR)))):
        lab.lessons().select_option(lesson["title"])
        lab.page.locator(".summary").get_by_text(lesson["summary"], exact=True).wait_for()
        lab.is_at(0)
        before = lab.state()
        assert (before["lesson"], before["status"]) == (lesson["id"], "paused")
        fits_at(lab, *sizes)
        lab.button("Step").click()
        lab.is_at(1)
        assert lab.agrees()["error"] != before["error"]
        neurons = sum(len(matrix[0]) for matrix in before["weights"])
        expect(lab.neurons()).to_have_count(neurons)


DIGITS = 10
"""The targets of the lesson with the widest table."""


def test_no_network_is_wider_than_the_page(lab: Laboratory) -> None:
    """Nor the widest table of a lesson."""
    lab.open("seven-segment")
    sizes = (DESK, PROJECTOR, PHONE)
    for hidden, order in (("64, 64, 64", sizes), ("1, 1, 1, 1, 1, 1", sizes[::-1])):
        lab.field("Hidden layers").fill(hidden)
        lab.field("Hidden layers").press("Enter")
        expect(lab.neurons()).to_have_count(DIGITS + sum(int(each) for each in hidden.split(",")))
        fits_at(lab, *order)


def test_a_wide_table_shows_that_it_goes_on(lab: Laboratory) -> None:
    """Who comes to a target by keys sees its answer; what the plane shows can be chosen."""
    lab.page.set_viewport_size(PROJECTOR)
    lab.open("fruit")
    sheet, fades = lab.page.locator("#training .sheet"), re.compile("gradient")
    expect(sheet).to_have_css("mask-image", fades)
    for name in (" of", ", across", ", up"):
        choice = lab.page.get_by_label(f"Input plane{name}", exact=True)
        expect(choice).to_be_in_viewport(ratio=WHOLE)
    lab.field("Example 1, target 3").focus()
    expect(lab.number("Example 1, answer 3")).to_be_in_viewport(ratio=WHOLE)
    lab.button("Remove example 1").focus()
    expect(sheet).not_to_have_css("mask-image", fades)


def a_thumb_hits_everything(lab: Laboratory) -> None:
    assert fits_in_width(lab.page)
    for name in ("Run", "Step", "Back", "Reset"):
        box = lab.button(name).bounding_box()
        assert box and min(box["width"], box["height"]) >= THUMB, (name, box)
    regions = [
        *(lab.page.get_by_role("region", name=name) for name in ("Training controls",)),
        *(lab.page.get_by_role("region", name=name) for name in ("Training set", "New situations")),
        lab.page.get_by_role("banner"),
    ]
    found = [region.get_by_role(role).evaluate_all(SIZES) for region in regions for role in ROLES]
    shown = [each for group in found for each in group if each["width"] and each["height"]]
    assert len(shown) > 50
    assert not [each for each in shown if min(each["width"], each["height"]) < SMALLEST_TARGET]


def test_a_minute_with_a_thumb(another: Another) -> None:
    """The controls stay in reach, however far one has scrolled."""
    lab = another(viewport=PHONE, has_touch=True, is_mobile=True).open()
    a_thumb_hits_everything(lab)
    expect(lab.picture("Network")).to_be_in_viewport()
    lab.button("Run").tap()
    lab.until(lambda: lab.iteration > 0)
    lab.button("Pause").tap()
    lab.button("Run").wait_for()
    for name in ("Error descent", "Sigmoid curve"):
        lab.picture(name).scroll_into_view_if_needed()
        at = lab.iteration
        expect(lab.button("Step")).to_be_in_viewport(ratio=1)
        lab.button("Step").tap()
        lab.is_at(at + 1)
    lab.neurons().first.tap()
    expect(lab.neurons().first).to_have_attribute("aria-pressed", "true")
    lab.field("Example 2, target 1").tap()
    lab.field("Example 2, target 1").fill("0")
    lab.field("Example 2, target 1").press("Enter")
    lab.until(lambda: lab.state()["experiment"]["targets"][1] == [0])
    lab.button("Reset").tap()
    lab.is_at(0)
    lab.agrees()


def test_the_network_keeps_its_numbers_after_an_edit(lab: Laboratory) -> None:
    """A laptop's height leaves it little room, and none may be lost by an edit."""
    lab.open()
    for row, (width, height) in enumerate(((1280, 720), (1366, 768)), 4):
        lab.page.set_viewport_size({"width": width, "height": height})
        lab.button("Add example").click()
        lab.page.locator(f"#example-{row}").wait_for()
        lab.settles(lab.picture("Network"))
        figure = lab.picture("Network").bounding_box()
        drawn = lab.page.locator("#network svg").get_attribute("viewBox")
        assert figure and drawn
        assert [float(part) for part in drawn.split()[2:]] == pytest.approx(
            [figure["width"], figure["height"]], abs=1
        )


def test_a_narrow_embed_does_not_scroll_sideways(another: Another) -> None:
    lab = another(viewport={"width": 300, "height": 600})
    lab.page.goto("/embed?lesson=eleven-lines")
    lab.has_its_curves()
    assert fits_in_width(lab.page)
