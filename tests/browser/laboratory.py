"""The page of a run as its visitors know it: by roles and accessible names."""

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

JSON = {"Accept": "application/json"}
PATIENCE = 45.0
"""Seconds to wait for what should come at once, on a busy machine."""
CONTROLS = ("Run", "Pause", "Step", "Back", "Reset", "Finish")
OFTEN = 20.0
"""Milliseconds between two looks at first."""


class Laboratory:
    """One window on a run, and the run's state as a program reads it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, lesson: str = "") -> "Laboratory":
        """A new run of a lesson; without one, of the lesson that the front page opens."""
        self.page.goto(f"/?lesson={lesson}" if lesson else "/")
        self.is_idle()
        return self

    def is_idle(self) -> None:
        """Waits until the page knows how the run stands."""
        expect(self.page.locator("main[aria-busy=true]")).to_have_count(0)

    # What there is, by name

    def button(self, name: str) -> Locator:
        """Those of the controls are looked for among them, which takes a quarter of the time."""
        place = self.page.locator("#transport") if name in CONTROLS else self.page
        return place.get_by_role("button", name=name, exact=True)

    def slider(self, name: str) -> Locator:
        return self.page.get_by_role("slider", name=name, exact=True)

    def field(self, name: str) -> Locator:
        return self.page.get_by_role("textbox", name=name, exact=True)

    def lessons(self) -> Locator:
        return self.page.get_by_role("combobox", name="Lesson", exact=True)

    def number(self, name: str) -> Locator:
        """A number that the network writes: "Mean error", "Example 1, answer 1", … What is labelled
        so has the name; to look for names takes the page its time."""
        return self.page.locator(f'output[aria-label="{name}"]')

    def picture(self, name: str) -> Locator:
        return self.page.get_by_role("group", name=name, exact=True)

    def table(self, name: str) -> Locator:
        return self.page.get_by_role("table", name=name, exact=True)

    def neurons(self) -> Locator:
        """The hidden neurons and the targets, layer by layer."""
        return self.picture("Network").get_by_role("button", name=re.compile(", activation "))

    def matrix(self, name: str) -> Locator:
        """The cells of a matrix, row by row."""
        grid = self.page.get_by_role("grid", name=re.compile(rf"(^| = ){name} "))
        return grid.get_by_role("gridcell")

    def complaint(self) -> Locator:
        """What the page says is wrong."""
        return self.page.get_by_role("alert").filter(has_text=re.compile(r"\w"))

    # Where it stands

    @property
    def iteration(self) -> int:
        return int(self.number("Iteration number").inner_text())

    def state(self) -> dict[str, Any]:
        """The run as JSON, once it is where the page shows it: Step shows before what it brings."""
        self.is_idle()
        response = self.page.request.get(self.page.url, headers=JSON)
        assert response.ok, response.text()
        state: dict[str, Any] = response.json()
        return state

    def is_at(self, iteration: int, seconds: float = PATIENCE) -> None:
        """Waits until the page shows this iteration: looked for where it stands, as to look again
        and again by name takes the page its time; found, it has its name."""
        self.page.wait_for_function(
            "wanted => document.getElementById('iteration')?.textContent === wanted",
            arg=str(iteration),
            timeout=1000 * seconds,
            polling=OFTEN,
        )
        expect(self.number("Iteration number")).to_have_text(str(iteration))
        self.is_idle()

    def until(
        self, condition: Callable[[], Any], seconds: float = PATIENCE, seldom: float = 250
    ) -> None:
        """Asks again and again, less and less often, until the condition holds.

        To ask takes the page its time; `seldom` is how many milliseconds may lie between.
        """
        deadline, pause = time.monotonic() + seconds, OFTEN
        while not condition():
            assert time.monotonic() < deadline, f"not within {seconds:.0f} s"
            self.page.wait_for_timeout(pause)
            pause = min(1.5 * pause, seldom)

    def passes(self, frames: int) -> None:
        """Waits for so many animation frames, to see that nothing comes of it."""
        self.page.evaluate(
            """left => new Promise(done => {
                const next = () => left-- ? requestAnimationFrame(next) : done();
                next();
            })""",
            frames,
        )

    def settles(self, shown: Locator) -> None:
        """Waits until a picture stands still."""
        shots = [b"", shown.screenshot()]

        def still() -> bool:
            shots[:] = shots[1], shown.screenshot()
            return shots[0] == shots[1]

        self.until(still)

    def has_its_curves(self) -> None:
        """Waits for Plotly, which comes once the page stands."""
        expect(self.page.locator(".plot:not(:has(.main-svg))")).to_have_count(0)

    def is_hidden(self, *, hidden: bool = True) -> None:
        """As when another tab is chosen; Chromium without a screen has to be told."""
        self.page.evaluate(
            """hidden => {
                const tell = (name, value) =>
                    Object.defineProperty(document, name, { value, configurable: true });
                tell("hidden", hidden);
                tell("visibilityState", hidden ? "hidden" : "visible");
                document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
            }""",
            hidden,
        )

    def runs(self) -> None:
        """Starts it, and waits for the first numbers."""
        before = self.iteration
        self.button("Run").click()
        self.until(lambda: self.iteration > before)

    def pauses(self) -> int:
        """Stops it; the iteration where it then stands."""
        self.button("Pause").click(timeout=1000 * PATIENCE)
        self.button("Run").wait_for(timeout=1000 * PATIENCE)
        return self.iteration

    def agrees(self) -> dict[str, Any]:
        """Every number on the page is the state's own; the state.

        Who presses a key has seen enough of the story of a step.
        """
        self.page.keyboard.press("Shift")
        state = self.state()
        self.is_at(state["iteration"])
        expect(self.number("Mean error")).to_have_text(f"{state['error']:.6f}")
        answers = self.table("Training set").get_by_role("status")
        expect(answers).to_have_text([f"{x:.4f}" for row in state["layers"][-1] for x in row])
        if state["answers"]:
            guesses = self.table("New situations").get_by_role("status")
            expect(guesses).to_have_text([f"{x:.4f}" for row in state["answers"] for x in row])
        return state
