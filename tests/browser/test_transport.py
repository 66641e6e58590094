"""The controls: speed, the iteration slider, Back, Finish."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.laboratory import OFTEN, Laboratory

TRAINING_SECONDS = 40


def chooses_speed(lab: Laboratory, name: str) -> None:
    """Moves the slider by its keys until it says so."""
    slider = lab.slider("Speed")
    slider.press("Home")
    while slider.get_attribute("aria-valuetext") != name:
        before = slider.input_value()
        slider.press("ArrowRight")
        assert slider.input_value() != before, f"no speed {name!r}"


def test_speeds(lab: Laboratory) -> None:
    lab.open()
    expect(lab.slider("Speed")).to_have_attribute("aria-valuetext", "accelerating")
    chooses_speed(lab, "200 per second")
    began = time.monotonic()
    lab.button("Run").click()
    lab.until(lambda: lab.iteration > 200, seldom=OFTEN)
    assert 0.9 < time.monotonic() - began < 4
    lab.pauses()
    lab.agrees()


def test_the_speed_changes_while_it_runs(lab: Laboratory) -> None:
    lab.open("nine-lines")
    chooses_speed(lab, "1 per second")
    lab.runs()
    chooses_speed(lab, "fastest")
    lab.is_at(10_000, TRAINING_SECONDS)
    expect(lab.button("Run")).to_be_visible()
    lab.agrees()


@pytest.mark.moving
def test_accelerating_shows_the_first_iterations_one_by_one(lab: Laboratory) -> None:
    lab.open()
    lab.button("Run").click()
    seen = []

    def far() -> bool:
        seen.append(lab.iteration)
        return seen[-1] > 40

    lab.until(far, seldom=OFTEN)
    assert {1, 2} <= set(seen)
    assert seen == sorted(seen)


def test_every_iteration_is_on_the_slider(lab: Laboratory) -> None:
    lab.open()
    slider = lab.slider("Iteration")
    for key, iteration in (
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowUp", 3),
        ("ArrowLeft", 2),
        ("ArrowDown", 1),
    ):
        slider.press(key)
        lab.until(lambda iteration=iteration: lab.state()["iteration"] == iteration)
        lab.agrees()
    slider.press("PageUp")
    lab.until(lambda: lab.state()["iteration"] > 10)
    lab.agrees()
    slider.press("Home")
    lab.until(lambda: lab.state()["iteration"] == 0)
    assert lab.agrees()["status"] == "paused"


def test_the_end_of_the_slider_is_the_plan(lab: Laboratory) -> None:
    lab.open("nine-lines")
    lab.slider("Iteration").press("End")
    lab.until(lambda: lab.state()["iteration"] == 10_000, TRAINING_SECONDS)
    assert lab.agrees()["status"] == "finished"


@pytest.mark.moving
def test_dragging_goes_there_and_back(lab: Laboratory) -> None:
    """The numbers follow while it is dragged, and in the end everything is as it was."""
    lab.open("nine-lines")
    start = lab.agrees()
    slider = lab.slider("Iteration")
    box = slider.bounding_box()
    assert box
    middle, mouse = box["y"] + box["height"] / 2, lab.page.mouse
    mouse.move(box["x"] + 4, middle)
    mouse.down()
    for share in (0.2, 0.5, 0.8):
        mouse.move(box["x"] + share * box["width"], middle, steps=5)
        lab.until(lambda share=share: abs(lab.state()["iteration"] / 10_000 - share) < 0.1)
    mouse.move(box["x"] - 20, middle, steps=5)
    mouse.up()
    lab.until(lambda: lab.state()["iteration"] == 0)
    lab.is_at(0)
    assert lab.agrees()["weights"] == start["weights"]


def test_back_waits_at_the_beginning(lab: Laboratory) -> None:
    lab.open()
    expect(lab.button("Back")).to_be_disabled()
    lab.button("Step").click()
    lab.is_at(1)
    lab.button("Back").click()
    lab.is_at(0)
    expect(lab.button("Back")).to_be_disabled()


@pytest.mark.moving
def test_quick_clicks_count_each(lab: Laboratory) -> None:
    lab.open()
    lab.button("Step").click(click_count=7, delay=1)
    lab.is_at(7)
    lab.button("Back").click(click_count=3, delay=1)
    lab.is_at(4)
    lab.agrees()


def test_after_the_plan_there_is_more(lab: Laboratory) -> None:
    lab.open("nine-lines")
    lab.button("Finish").click()
    lab.is_at(10_000, TRAINING_SECONDS)
    expect(lab.page.get_by_text("finished", exact=True)).to_be_visible()
    lab.button("Step").click()
    lab.is_at(10_001)
    chooses_speed(lab, "100 per second")
    lab.button("Run").click()
    lab.until(lambda: lab.iteration > 10_020)
    lab.pauses()
    lab.agrees()


def test_pause_means_pause_even_if_the_run_has_just_finished(lab: Laboratory) -> None:
    """A click on what still reads Pause does not start it anew."""
    lab.open("nine-lines")
    lab.runs()
    lab.is_hidden()  # so it does not hear of the end
    lab.page.request.post(f"{lab.page.url}/run", data={"speed": "fastest"})
    lab.until(lambda: lab.state()["status"] == "finished", TRAINING_SECONDS)
    with lab.page.expect_response(lambda response: response.request.method == "POST") as answer:
        lab.button("Pause").dispatch_event("click")
    assert answer.value.ok
    assert lab.state()["status"] == "finished"
