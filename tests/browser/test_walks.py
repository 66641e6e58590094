"""Every walk to its end, at both sizes; left, taken up again, by keyboard, and heard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import COLOURS_ASIDE
from tests.browser.laboratory import Laboratory
from tests.browser.walking import Walking
from tests.length import AT_LENGTH
from webapp.walks.shelf import all_walks

WALKS = list(all_walks()[0])
MADE_ALIKE = ("how-big-a-step", "quicker-is-not-surer")
"""On a phone they show nothing in another way than the others do."""
BY_THUMB = [id for id in WALKS if id not in MADE_ALIKE] if AT_LENGTH else ["nine-lines"]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
COVERED = """panel => {
    const isShown = (each) => each.checkVisibility({ visibilityProperty: true });
    const shown = [...panel.querySelectorAll("*")].some(isShown);
    return shown ? "shown" : JSON.parse(getComputedStyle(panel, "::after").content);
}"""
"""What stands in place of all that the panel has."""
Another = Callable[..., Laboratory]
Accessible = Callable[..., None]


@pytest.mark.parametrize(
    ("id", "size"),
    [*((id, DESK) for id in WALKS), *((id, PHONE) for id in BY_THUMB)],
)
def test_every_walk_completes(another: Another, id: str, size: dict[str, int]) -> None:
    finger = {"has_touch": True} if size is PHONE else {}
    lab = another(viewport=size, **finger)
    walk = Walking(lab, id)
    shows = walk.shows if size is PHONE else walk.shows_all_at_once
    walk.enter()
    for stop in range(1, walk.length + 1):
        walk.is_at(stop)
        shows(stop, answered=False)
        walk.hides(stop)
        walk.predict(stop)
        walk.is_revealed(stop)
        shows(stop, answered=True)
        if stop < walk.length:
            walk.go("Next")
    walk.go("All walks")
    expect(lab.page).to_have_url(re.compile("/walks$"))


def test_stops_are_the_same_from_anywhere_and_hide_their_answer(lab: Laboratory) -> None:
    walk, explanation = Walking(lab, "nine-lines"), lab.page.locator("#formula")
    walk.enter(5)
    lab.passes(10)  # what is out of sight is written a moment later
    fresh = explanation.inner_text()
    goes_to(walk, 8)
    what_gives_the_answer_away_is_covered(lab)
    lab.page.get_by_role("tab", name="Delta").click()
    walk.panel(8).get_by_role("link", name="Show me").click()
    walk.is_revealed(8)
    expect(lab.page.locator("#situation-0-0")).to_be_visible()
    goes_to(walk, 5)
    expect(explanation).to_have_text(fresh, use_inner_text=True)
    goes_to(walk, 4)
    lab.page.get_by_role("tab", name="Delta").click()
    goes_to(walk, 5)
    expect(explanation).to_have_text(fresh, use_inner_text=True)


def goes_to(walk: Walking, stop: int) -> None:
    walk.page.get_by_role("link", name=re.compile(f"^Stop {stop}:")).click()
    walk.is_at(stop)


def what_gives_the_answer_away_is_covered(lab: Laboratory) -> None:
    """Also in the panels that one brings out."""
    expect(lab.page.locator("#situation-0-0")).not_to_be_visible()
    for tab in lab.page.locator("[data-brings]").all():
        tab.click()
        shown = lab.page.locator(f"#{tab.get_attribute('data-brings')}")
        expect(shown).to_be_in_viewport(ratio=0.9)
    assert lab.page.locator("#plane-panel").evaluate(COVERED) == "Covered until you have answered"


WATCH = """() => {
    const number = document.querySelector('[aria-label="Iteration number"]');
    window.seen = [];
    const look = () => window.seen.push(number.textContent);
    const all = { characterData: true, childList: true, subtree: true };
    new MutationObserver(look).observe(number, all);
}"""


@pytest.mark.moving
def test_the_answer_is_played_where_motion_is_welcome(lab: Laboratory) -> None:
    walk = Walking(lab, "hidden-layer")
    walk.enter(1)
    lab.page.evaluate(WATCH)
    walk.panel(1).get_by_role("link", name="Show me").click()
    walk.is_revealed(1)
    expect(lab.number("Iteration number")).to_have_text("1000")
    assert lab.page.evaluate("new Set(seen).size") > 10


def test_from_the_masthead_out_and_in_again(lab: Laboratory) -> None:
    lab.page.goto("/runs")
    lab.page.get_by_role("link", name="Walks", exact=True).click()
    lab.page.get_by_role("link", name=re.compile("^Nine lines")).click()
    walk = Walking(lab, "nine-lines")
    walk.is_at(1)
    lab.page.get_by_role("link", name=re.compile("^Stop 3:")).click()
    walk.is_at(3)
    expect(lab.page).to_have_url(re.compile(r"walk=nine-lines&stop=3$"))
    lab.page.reload()
    walk.is_at(3)

    walk.go("Leave")
    expect(lab.page.get_by_role("region", name=re.compile("^Stop"))).to_have_count(0)
    expect(lab.page.get_by_role("link", name="Walks", exact=True)).to_be_focused()
    expect(lab.page).to_have_url(re.compile(r"/runs/[\w-]+$"))
    expect(lab.page.locator("[data-pointed], .halo")).to_have_count(0)

    lab.page.get_by_role("link", name="Walks", exact=True).click()
    lab.page.get_by_role("link", name="Go on at stop 3").click()
    walk.is_at(3)


def test_by_keyboard_alone_and_heard(lab: Laboratory) -> None:
    walk, keyboard = Walking(lab, "why"), lab.page.keyboard
    walk.enter()
    keyboard.press(".")
    walk.is_at(2)
    heading = lab.page.get_by_role("heading", name=re.compile("^Stop 2 of 7"))
    expect(heading).to_be_focused()
    expect(heading).to_have_accessible_description(re.compile("^Before training the answer is 0.5"))
    keyboard.press("Tab")  # what to look at
    keyboard.press("Tab")
    keyboard.press("Tab")
    expect(lab.button("still exactly a half")).to_be_focused()
    keyboard.press("Enter")
    walk.is_revealed(2)
    expect(lab.page.locator("#walk-reveal")).to_be_focused()
    keyboard.press(",")
    walk.is_at(1)
    lab.field("Seed").focus()
    keyboard.press(".")
    walk.is_at(1)


def test_a_wrong_guess_and_a_word_for_a_number(lab: Laboratory) -> None:
    walk = Walking(lab, "nine-lines")
    walk.enter(5)
    prediction = lab.field("Your prediction")
    prediction.fill("plenty")
    prediction.press("Enter")
    expect(prediction).to_have_attribute("aria-invalid", "true")
    expect(prediction).to_have_accessible_description("Type a number, such as 0.5.")
    prediction.fill("3,5")
    prediction.press("Enter")
    expect(walk.panel(5)).to_contain_text("It is 0.120; you said 3.5.")
    walk.is_revealed(5)


def test_a_stop_undoes_what_the_reader_tried(lab: Laboratory) -> None:
    """One's own edits are welcome, and out of the way at the next stop."""
    walk = Walking(lab, "nine-lines")
    walk.enter(3)
    lab.field("Example 1, target 1").fill("1")
    lab.field("Example 1, target 1").press("Enter")
    lab.until(lambda: lab.state()["experiment"]["targets"][0] == [1])
    lab.button("Step").click()
    lab.is_at(1)
    walk.go("Next")
    walk.is_at(4)
    walk.shows_all_at_once(4, answered=False)


def test_rings_stay_on_what_is_built_anew(lab: Laboratory) -> None:
    walk = Walking(lab, "nine-lines")
    walk.enter(7)
    walk.shows_all_at_once(7, answered=False)
    lab.page.set_viewport_size({"width": 1280, "height": 720})
    walk.shows_all_at_once(7, answered=False)
    lab.button("Add situation").click()
    lab.until(lambda: len(lab.state()["experiment"]["situations"]) == 2)
    walk.shows_all_at_once(7, answered=False)


def test_the_sheet_folds_on_a_small_screen(another: Another) -> None:
    lab = another(viewport=PHONE, has_touch=True)
    walk = Walking(lab, "two-layers")
    walk.enter()
    fold = lab.button("Fold")
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.click()
    expect(lab.page.get_by_role("link", name="Next", exact=True)).to_be_hidden()
    lab.button("Unfold").click()
    expect(lab.page.get_by_role("link", name="Next", exact=True)).to_be_visible()


def test_axe_finds_nothing(lab: Laboratory, accessible: Accessible, legible: Accessible) -> None:
    walk = Walking(lab, "hidden-layer")
    walk.enter(4)
    accessible(lab.page, **COLOURS_ASIDE)
    lab.page.set_viewport_size(PHONE)
    accessible(lab.page, "#walk")
    lab.button("Dark").click()
    walk.predict(4)
    walk.is_revealed(4)
    accessible(lab.page, "#walk")
    lab.page.set_viewport_size(DESK)
    legible(lab.page, "#walk")
    for address in ("/walks", "/proof", f"{lab.page.url.split('?')[0]}/proof"):
        lab.page.goto(address)
        accessible(lab.page)


def test_without_javascript_stops_and_answers_are_pages(another: Another) -> None:
    lab = another(java_script_enabled=False)
    lab.page.goto("/walks/nine-lines?stop=3")
    lab.button("example 3").click()
    expect(lab.page.get_by_text("Yes: example 3.")).to_be_visible()
    lab.page.get_by_role("link", name="Next", exact=True).click()
    expect(lab.page.get_by_role("heading", name=re.compile("^Stop 4 of 9"))).to_be_visible()
