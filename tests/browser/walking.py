"""A walk as the one who takes it knows it: by accessible names, and by what can really be seen."""

import re
import time
from typing import Any

from playwright.sync_api import Locator, expect

from engine import State
from tests.browser.laboratory import PATIENCE, Laboratory
from tests.webapp.walk_claims import plain
from webapp.walks import moments
from webapp.walks.guide import Guide
from webapp.walks.quantities import quantity
from webapp.walks.shelf import walk
from webapp.walks.subjects import Subject

# How much of each ringed thing can be seen: inside the window, and under nothing else. Points on a
# line count by what the line's own card shows there; the panel and the controls cover the rest.
SEEN = """selector => {
    const element = document.querySelector(selector);
    if (!element?.hasAttribute("data-pointed")) return -1;
    const cover = (at) => at?.closest("#walk, #transport, .masthead, dialog") ?? null;
    const { left, top, width, height } = element.getBoundingClientRect();
    let seen = 0;
    for (let i = 1; i < 6; i++) for (let j = 1; j < 6; j++) {
        const at = document.elementFromPoint(left + width * i / 6, top + height * j / 6);
        if (at && cover(at) === cover(element)) seen += 1;
    }
    return seen / 25;
}"""
READ = """() => {
    const shown = (element) => element.checkVisibility({ visibilityProperty: true });
    const texts = [...document.querySelectorAll("[aria-label]")].filter(shown)
        .map((element) => element.getAttribute("aria-label"));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (shown(walker.currentNode.parentElement)) texts.push(walker.currentNode.data);
    }
    return texts.join(" ");
}"""
"""All that can be read anywhere on the page, or heard."""
PLACE = """async words => {
    const icon = document.querySelector("link[rel=icon]").href;
    return (await import(icon.replace("icon.svg", "js/views/places.js"))).placeOf(words);
}"""
"""The selector by which the page finds what these words mean."""
RING = """selector => {
    const element = document.querySelector(selector);
    const style = getComputedStyle(element);
    const ring = element.querySelector(":scope > .ring");
    return element.previousElementSibling?.matches(".halo") || style.outlineStyle === "solid"
        || (ring ? getComputedStyle(ring).stroke !== "none" : style.strokeWidth === "4px");
}"""


class Walking:
    """One window on a walk."""

    def __init__(self, lab: Laboratory, id: str) -> None:
        self.lab, self.page, self.id, self.walk = lab, lab.page, id, walk(id)

    @property
    def length(self) -> int:
        return len(self.walk.stops)

    def enter(self, stop: int = 1) -> None:
        """By the walk's own address."""
        self.page.goto(f"/walks/{self.id}?stop={stop}")
        self.is_at(stop)

    def panel(self, stop: int) -> Locator:
        return self.page.locator(f"#walk[data-stop='{stop}']")

    def is_at(self, stop: int) -> None:
        """The stop's panel is there, known by its title, and its scene is set."""
        title = self.walk.stops[stop - 1].title
        self.panel(stop).wait_for()
        expect(self.panel(stop)).to_have_role("region")
        name = f"Stop {stop} of {self.length}: {title}"
        expect(self.panel(stop)).to_have_accessible_name(name)
        self.stands(moments.before(self.walk, self.walk.stops[stop - 1]).state)

    def stands(self, wanted: State) -> None:
        """Waits until the page and the run are there."""
        self.lab.is_at(wanted.iteration)
        weights = [matrix.tolist() for matrix in wanted.weights]
        experiment = wanted.experiment

        def there() -> bool:
            state: dict[str, Any] = self.lab.state()
            tables = state["experiment"]["targets"], state["experiment"]["situations"]
            own = experiment.targets.tolist(), experiment.situations.tolist()
            return bool(state["weights"] == weights and tables == own)

        self.lab.until(there)
        expect(self.lab.number("Mean error")).to_have_text(f"{wanted.error:.6f}")

    def hides(self, stop: int) -> None:
        """What is asked for can be read nowhere, not even its first digits."""
        question = self.walk.stops[stop - 1].question
        if not question.number:
            return
        wanted, moment = (
            quantity(question.number),
            moments.after(self.walk, self.walk.stops[stop - 1]),
        )
        value = wanted.of((moment if wanted.at is None else moment.at(wanted.at)).state)
        assert f"{abs(value):.8f}"[:5] not in self.page.evaluate(READ), (stop, value)

    def predict(self, stop: int) -> None:
        """Says what is right, and is told so."""
        panel, question = self.panel(stop), self.walk.stops[stop - 1].question
        guide = Guide(self.id, self.walk, stop)
        if question.answer:
            option = plain(guide.options[question.answer - 1])
            panel.get_by_role("button", name=option, exact=True).click()
        else:
            number = quantity(question.number or "")
            moment = moments.after(self.walk, guide.stop)
            state = moment.state if number.at is None else moment.at(number.at).state
            panel.get_by_role("textbox", name="Your prediction").fill(str(number.of(state)))
            panel.get_by_role("button", name="Predict").click()
        panel.get_by_text(re.compile("^Yes")).wait_for()

    def is_revealed(self, stop: int) -> None:
        """The network is where the answer is, and the text has its numbers."""
        self.stands(moments.after(self.walk, self.walk.stops[stop - 1]).state)
        told = plain(Guide(self.id, self.walk, stop, "").revealed)
        expect(self.panel(stop).locator("#walk-reveal")).to_contain_text(told)

    def shows(self, stop: int, answered: bool) -> None:
        """Every highlight is ringed and can be seen: the first at once, each by its button."""
        guide = Guide(self.id, self.walk, stop, "" if answered else None)
        for place, subject in enumerate(guide.subjects):
            if place:
                button = self.panel(stop).get_by_role("button", name=subject.label, exact=True)
                button.click()
            self.sees(stop, subject)
            assert self.page.evaluate(RING, self.place(subject)), subject

    def shows_all_at_once(self, stop: int, answered: bool) -> None:
        """Every highlight can be seen, and together."""
        guide = Guide(self.id, self.walk, stop, "" if answered else None)
        self.sees(stop, *guide.subjects)

    def sees(self, stop: int, *subjects: Subject) -> None:
        """Waits until at least half of each can be seen."""
        deadline = time.monotonic() + PATIENCE
        places = {subject.label: self.place(subject) for subject in subjects}
        while hidden := [s for s, at in places.items() if self.page.evaluate(SEEN, at) < 0.5]:
            assert time.monotonic() < deadline, f"stop {stop}: {hidden} cannot be seen"
            self.page.wait_for_timeout(20)

    def place(self, subject: Subject) -> str:
        """Its selector on this page."""
        selector: str = self.page.evaluate(PLACE, subject.words)
        return selector

    def go(self, name: str) -> None:
        """By one of the panel's own links."""
        self.page.locator("#walk").get_by_role("link", name=name, exact=True).click()
