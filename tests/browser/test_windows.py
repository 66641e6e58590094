"""Two windows on one run agree on everything; a page that was away is right again."""

from collections.abc import Callable

from playwright.sync_api import WebSocket, expect

from tests.browser.laboratory import Laboratory

Another = Callable[..., Laboratory]


def test_two_windows_agree(lab: Laboratory, another: Another) -> None:
    lab.open()
    other = another()
    other.page.goto(lab.page.url)
    both = (lab, other)

    lab.button("Step").click()
    for window in both:
        window.is_at(1)
    assert lab.agrees() == other.agrees()

    lab.runs()
    other.button("Pause").wait_for()
    other.until(lambda: other.iteration > 1)
    at = other.pauses()
    lab.button("Run").wait_for()
    lab.is_at(at)
    assert lab.agrees() == other.agrees()

    other.field("Example 1, target 1").fill("1")
    other.field("Example 1, target 1").press("Enter")
    expect(lab.field("Example 1, target 1")).to_have_value("1")
    assert lab.agrees() == other.agrees()

    lab.button("Add input").click()
    for window in both:
        window.field("Example 4, input 4").wait_for()
        window.is_at(0)
    assert lab.agrees() == other.agrees()

    other.lessons().select_option("parity-three")
    for window in both:
        expect(window.lessons()).to_have_value("parity-three")
        expect(window.field("Example 8, target 1")).to_have_value("1")
    assert lab.agrees() == other.agrees()
    lab.button("Undo").click()
    other.field("Example 4, input 4").wait_for()
    assert lab.agrees() == other.agrees()


def test_a_script_and_the_page_share_a_run(lab: Laboratory) -> None:
    lab.open()
    address, request = lab.page.url, lab.page.request
    request.post(f"{address}/step", data={"iterations": 137})
    lab.is_at(137)
    lab.agrees()
    request.patch(
        f"{address}/experiment",
        data={"inputs": [[0.5, 1], [1, 0]], "targets": [[0, 1], [1, 0]], "hidden": [2, 3]},
    )
    expect(lab.field("Example 2, target 2")).to_have_value("0")
    expect(lab.neurons()).to_have_count(7)
    lab.is_at(0)
    lab.agrees()
    request.post(f"{address}/run", data={"speed": 50})
    lab.button("Pause").wait_for()
    lab.until(lambda: lab.iteration > 5)
    request.post(f"{address}/pause")
    lab.button("Run").wait_for()
    lab.agrees()


def test_each_visitor_has_a_run_of_their_own(lab: Laboratory, another: Another) -> None:
    lab.open()
    other = another().open()
    assert lab.page.url != other.page.url
    lab.button("Step").click()
    lab.is_at(1)
    assert other.agrees()["iteration"] == 0


def test_a_reloaded_page_is_where_it_was(lab: Laboratory) -> None:
    lab.open()
    lab.button("New weights").click()
    lab.field("Example 1, target 1").fill("1")
    lab.field("Example 1, target 1").press("Enter")
    expect(lab.button("Undo")).to_be_enabled()
    lab.button("Step").click()
    lab.is_at(1)
    before = lab.agrees()
    lab.page.reload()
    assert lab.agrees() == before
    lab.button("Step").click()
    lab.is_at(2)
    lab.agrees()


def test_a_page_reloaded_while_it_runs_goes_on(lab: Laboratory) -> None:
    lab.open()
    lab.runs()
    lab.page.reload()
    lab.button("Pause").wait_for()
    at = lab.iteration
    lab.until(lambda: lab.iteration > at)
    lab.pauses()
    lab.agrees()


def test_coming_back_by_the_browsers_button(lab: Laboratory) -> None:
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    lab.page.goto("/lessons")
    lab.page.go_back()
    lab.is_at(1)
    lab.button("Step").click()
    lab.is_at(2)
    lab.agrees()


def test_a_hidden_page_rests_and_is_right_again(lab: Laboratory) -> None:
    lab.open()
    lab.is_hidden()
    lab.page.request.post(f"{lab.page.url}/step", data={"iterations": 5})
    lab.page.request.patch(f"{lab.page.url}/experiment", data={"hidden": [2]})
    lab.page.request.post(f"{lab.page.url}/step", data={"iterations": 3})
    lab.is_hidden(hidden=False)
    lab.is_at(3)
    expect(lab.field("Hidden layers")).to_have_value("2")
    expect(lab.neurons()).to_have_count(3)
    lab.agrees()


def test_a_tab_out_of_sight_receives_nothing_and_catches_up_when_it_is_seen(
    newcomer: Another, another: Another
) -> None:
    lab = newcomer()
    sockets: list[WebSocket] = []
    lab.page.on("websocket", lambda socket: sockets.append(socket))
    lab.open()
    lab.until(lambda: sockets)
    other = another()
    other.page.goto(lab.page.url)
    with sockets[0].expect_event("close"):
        lab.is_hidden()
    other.button("Step").click()
    other.is_at(1)
    assert lab.iteration == 0
    lab.is_hidden(hidden=False)
    lab.is_at(1)
    assert lab.agrees() == other.agrees()
