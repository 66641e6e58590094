"""The code on the page, as its readers know it, and what is lit by pointing or by a line."""

import re
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.laboratory import JSON, Laboratory

MINUS = "\N{MINUS SIGN}"


class Reading:
    """One window's code: the line that runs next, and what the variables hold."""

    def __init__(self, lab: Laboratory) -> None:
        self.lab, self.page = lab, lab.page

    def listing(self) -> dict[str, Any]:
        """The code and where the run stands in it, as JSON."""
        response = self.page.request.get(f"{self.page.url}/listing", headers=JSON)
        assert response.ok, response.text()
        found: dict[str, Any] = response.json()
        return found

    def code(self, dialect: str = "NumPy") -> Locator:
        return self.page.get_by_role("group", name=f"Listing, {dialect}", exact=True)

    def next_line(self, dialect: str = "NumPy") -> Locator:
        """The line that runs next."""
        return self.code(dialect).locator('[aria-current="step"]')

    def name(self, variable: str) -> Locator:
        """A variable wherever the code has it."""
        return self.code().get_by_role("button", name=variable, exact=True)

    def synapse(self, source: str, target: str) -> Locator:
        name = re.compile(rf"^Synapse from {source} to {target}(,|$)")
        return self.lab.picture("Network").get_by_role("button", name=name)

    def neuron(self, name: str) -> Locator:
        start = re.compile(rf"^{name}, ")
        network = self.lab.picture("Network")
        return network.get_by_role("button", name=start).or_(network.get_by_role("img", name=start))

    def heard(self) -> Locator:
        """What is said to those who do not see."""
        return self.page.get_by_role("status").and_(self.page.locator("[aria-live=polite]"))

    def explanation(self) -> Locator:
        return self.page.get_by_role("region", name="Where this number comes from", exact=True)

    def form(self, name: str) -> Locator:
        """A tab of the explanation."""
        return self.explanation().get_by_role("tab", name=name, exact=True)

    def stands_at(self, iteration: int, line: int) -> None:
        """Waits until the page lights this line of this iteration."""
        self.lab.is_at(iteration)
        expect(self.next_line()).to_have_attribute("data-line", str(line))

    def holds(self, found: dict[str, Any], *lines: int) -> None:
        """Every matrix shows what executing the code so far has put into its variable, or those
        that some lines make."""
        for line in found["loop"]:
            for name in line["makes"] if not lines or line["number"] in lines else ():
                rows = found["scope"].get(name)
                self.lab.matrix(name).first.scroll_into_view_if_needed()
                numbers = ["–"] if rows is None else [f"{x:.8f}" for row in rows for x in row]
                cells = self.lab.matrix(name)
                expect(cells).to_have_text(numbers if rows is not None else numbers * cells.count())


def lit(locator: Locator, kind: str = "lit") -> None:
    """It is lit, and can be seen."""
    expect(locator.first).to_have_attribute(f"data-{kind}", "")
    expect(locator.first).to_be_visible()


def dark(locator: Locator, kind: str = "lit") -> None:
    expect(locator.first).not_to_have_attribute(f"data-{kind}", "")


def plain(value: float) -> str:
    """As a formula writes a number."""
    return (str(int(value)) if value == int(value) else f"{value:.4f}").replace("-", MINUS)
