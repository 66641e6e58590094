"""Who is quicker than the server loses nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Route, WebSocketRoute, expect

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


def test_what_is_typed_and_taken_back_is_gone_from_the_page(lab: Laboratory) -> None:
    """Also where the HTML comes when both is done, as to a slow window: then it has nothing new."""
    sockets: list[WebSocketRoute] = []
    waiting: list[str | bytes] = []
    is_slow = False

    def meet(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        socket.connect_to_server().on_message(
            lambda message: waiting.append(message) if is_slow else socket.send(message)
        )

    def last_html() -> int | None:
        """The place of the HTML in which the edit can be done again."""
        places = [at for at, message in enumerate(waiting) if "Redo: at" in str(message)]
        return places[-1] if places else None

    lab.page.route_web_socket(re.compile("/stream"), meet)
    lab.open()
    lab.field("Seed").fill("7")
    lab.field("Seed").press("Enter")
    expect(lab.button("Undo")).to_be_enabled()
    is_slow = True
    lab.field("Example 1, input 1").fill("5")
    lab.button("Undo").click()
    lab.until(lambda: last_html() is not None)
    is_slow = False
    for message in waiting[last_html() :]:
        sockets[-1].send(message)
    expect(lab.button("Redo")).to_be_enabled()
    expect(lab.field("Example 1, input 1")).to_have_value("0")
    assert lab.state()["experiment"]["inputs"][0][0] == 0


def test_a_weight_can_be_dragged_while_another_is_on_its_way(lab: Laboratory) -> None:
    """What comes of the first does not take the second from the hand."""
    lab.open()
    before = lab.state()["weights"][1]
    with held_up(lab, "**/weights"):
        takes_hold(lab, "syn1 0 0")
        lab.page.mouse.up()
        x, y = takes_hold(lab, "syn1 2 0")
    expect(lab.button("Undo")).to_be_enabled()
    lab.page.mouse.move(x + 40, y)
    lab.page.mouse.up()
    lab.until(lambda: lab.state()["weights"][1][2] != before[2])
    now = lab.agrees()["weights"][1]
    assert now[0] != before[0]
    assert (now[1], now[3]) == (before[1], before[3])


def takes_hold(lab: Laboratory, synapse: str) -> tuple[float, float]:
    """And pulls it a little; where it was taken."""
    box = lab.page.locator(f"[data-subject='{synapse}'].grip").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    lab.page.mouse.move(x + 30, y, steps=3)
    return x, y
