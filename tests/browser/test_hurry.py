"""Who is quicker than the server loses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Route, expect

from tests.browser.laboratory import Laboratory


@contextmanager
def held_up(lab: Laboratory, address: str) -> Iterator[None]:
    """The first request to `address` waits at the door until the end; those behind it do not."""
    waiting: list[Route] = []

    def meet(route: Route) -> None:
        if waiting:
            route.continue_()
        else:
            waiting.append(route)

    lab.page.route(address, meet)
    yield
    lab.until(lambda: waiting)
    waiting[0].continue_()
    lab.page.unroute(address)


def test_what_is_given_while_an_answer_is_awaited_counts_too(lab: Laboratory) -> None:
    lab.open()
    with held_up(lab, "**/experiment"):
        for value in ("0.2", "0.4", "0.6"):
            lab.field("Example 1, input 1").fill(value)
            lab.field("Example 1, input 1").press("Enter")
        for example in (4, 3):
            lab.button(f"Remove example {example}").click()
    lab.until(lambda: len(lab.state()["experiment"]["inputs"]) == 2)
    assert lab.state()["experiment"]["inputs"][0][0] == 0.6
    expect(lab.field("Example 1, input 1")).not_to_have_attribute("aria-invalid", "true")
    for _ in range(4):
        lab.button("Undo").click()
    expect(lab.field("Example 1, input 1")).to_have_value("0.2")


def test_the_lesson_chosen_last_is_learned(lab: Laboratory) -> None:
    lab.open()
    with held_up(lab, "**/experiment"):
        for lesson in ("and", "or", "fruit"):
            lab.lessons().select_option(lesson)
    lab.until(lambda: lab.state()["lesson"] == "fruit")
    expect(lab.lessons()).to_have_value("fruit")


def test_formulas_chosen_before_the_first_preview_can_be_used(lab: Laboratory) -> None:
    page = lab.open().page
    with held_up(lab, "**/formulas?*"):
        lab.button("Formulas").click()
        for optimizer in ("momentum", "adam"):
            page.get_by_label("Optimizer").select_option(optimizer)
        expect(page.locator("#formula-change ins").first).to_be_visible()
    lab.button("Use these formulas").click()
    lab.until(lambda: lab.state()["experiment"]["optimizer"] == "adam")
