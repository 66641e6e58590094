"""The operators of the code, shown at work on the numbers of the chosen example and neuron."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory
from tests.browser.reading import MINUS, Reading, lit, plain


def test_the_operators_at_work(lab: Laboratory, accessible: Callable[..., None]) -> None:
    lab.open()
    reading, state = Reading(lab), lab.state()
    operator = {
        name: lab.page.get_by_role("article", name=name, exact=True)
        for name in (
            "@ matrix product",
            "- minus, number by number",
            "* times, number by number",
            ".T turned",
        )
    }
    operator["@ matrix product"].scroll_into_view_if_needed()
    answer, error = state["layers"][2][0][0], state["errors"][0][0]
    expect(operator["- minus, number by number"]).to_contain_text(
        f"0 {MINUS} {plain(answer)} = {plain(error)}"
    )
    slope, delta = answer * (1 - answer), state["deltas"][1][0][0]
    expect(operator["* times, number by number"]).to_contain_text(
        f"({plain(error)}) · {plain(slope)} = {plain(delta)}"
    )
    total = sum(x * w for x, [w] in zip(state["layers"][1][0], state["weights"][1], strict=True))
    product = operator["@ matrix product"]
    expect(product).to_contain_text(f"= {plain(total)}, which the sigmoid makes {plain(answer)}")
    product.get_by_role("table", name="sums").get_by_role("cell").nth(2).click()
    expect(lab.button("Choose example 3").locator("xpath=ancestor::tr")).to_have_class("chosen")
    turned = operator[".T turned"]
    expect(turned).to_contain_text("l0 is 4 × 3: example 3 is a row")
    turned.get_by_role("button", name="Turn it").click()
    expect(turned).to_contain_text("l0.T is 3 × 4: example 3 is a column")
    reading.name("l0").first.scroll_into_view_if_needed()
    reading.code().get_by_role("button", name=".T", exact=True).last.hover()
    lit(turned)
    accessible(lab.page, "#operators")
