"""A window of few lines, as at 200 and 400 % zoom; paper; and where the focus is afterwards."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory
from tests.browser.walking import Walking

Another = Callable[..., Laboratory]
ZOOMED = [{"width": 640, "height": 360}, {"width": 320, "height": 180}]
"""1280 × 720 at 200 and 400 %."""
TABS = 60
COVERED = """() => {
    const element = document.activeElement;
    const { left, top, width, height } = element.getBoundingClientRect();
    const x = Math.min(Math.max(left + width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(top + height / 2, 0), innerHeight - 1);
    const at = document.elementFromPoint(x, y);
    const clear = at && (element.contains(at) || at.contains(element) || element.closest("svg"));
    return element === document.body || clear ? "" : element.outerHTML.slice(0, 90);
}"""


@pytest.mark.parametrize("size", ZOOMED, ids=["200 %", "400 %"])
def test_nothing_that_has_the_focus_is_covered(another: Another, size: dict[str, int]) -> None:
    lab = another(viewport=size).open()
    lab.is_at(0)
    covered = set()
    for _ in range(TABS):
        lab.page.keyboard.press("Tab")
        covered.add(lab.page.evaluate(COVERED))
    assert covered == {""}
    assert lab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", ZOOMED, ids=["200 %", "400 %"])
def test_a_walk_is_read_first(another: Another, size: dict[str, int]) -> None:
    lab = another(viewport=size)
    walk = Walking(lab, "nine-lines")
    walk.enter(2)
    expect(walk.panel(2).get_by_role("heading")).to_be_in_viewport()
    text = lab.page.locator("#walk-text")
    text.scroll_into_view_if_needed()
    clear = text.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    assert clear and not text.evaluate("e => !!e.closest('.body').scrollTop")
    walk.go("Next")
    walk.is_at(3)
    expect(walk.panel(3).get_by_role("heading")).to_be_in_viewport()


def test_paper_has_everything_whole_and_black_on_white(another: Another) -> None:
    lab = another(color_scheme="dark").open()
    lab.has_its_curves()
    lab.page.emulate_media(media="print")
    lab.page.set_viewport_size({"width": 700, "height": 990})
    for name in ("Network", "Sigmoid curve", "Error descent"):
        expect(lab.picture(name)).to_be_visible()
    for place in ("#training-table", "#formula", "#code .listing:not([hidden])"):
        shown = lab.page.locator(place)
        expect(shown).to_be_visible()
        assert shown.evaluate("e => e.scrollHeight <= e.clientHeight + 2"), place
    for name in ("Run", "Share", "Add example", "Why?"):
        expect(lab.button(name)).to_be_hidden()
    paper = lab.page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = lab.page.evaluate("getComputedStyle(document.body).color")
    assert (paper, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


def test_the_focus_stays_where_the_work_is(lab: Laboratory) -> None:
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    lab.button("Back").press("Enter")
    lab.is_at(0)
    expect(lab.button("Step")).to_be_focused()
    lab.button("Remove example 2").press("Enter")
    expect(lab.field("Example 4, input 1")).to_have_count(0)
    expect(lab.button("Remove example 2")).to_be_focused()
    slider = lab.slider("Iteration")
    stood = slider.bounding_box()
    lab.button("Finish").press("Enter")
    lab.is_at(60_000)
    assert slider.bounding_box() == stood
    expect(lab.page.locator(".dial.iteration :focus")).to_have_count(1)


def test_forced_colours_keep_the_bars(another: Another) -> None:
    lab = another(forced_colors="active").open()
    bar = lab.page.locator("#error-0-0")
    drawn = "e => getComputedStyle(e).backgroundImage.match(/rgba?\\([^)]*\\)/g)"
    own, other = (set(each.evaluate(drawn)) for each in (bar, lab.page.locator("#error-1-0")))
    assert len(own) > 1 < len(other) and own != other
