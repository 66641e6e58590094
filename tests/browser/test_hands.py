"""Hands on: what a click, a drag and a key change, each one edit; and a situation is chosen."""

import math
import re
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.laboratory import JSON, Laboratory
from tests.browser.test_choosing import short


def targets(lab: Laboratory) -> list[list[float]]:
    found: list[list[float]] = lab.state()["experiment"]["targets"]
    return found


def test_a_target_turns_by_a_click_and_by_a_key(lab: Laboratory) -> None:
    lab.open()
    lab.button("Example 1, target 1: make it 1").click()
    expect(lab.field("Example 1, target 1")).to_have_value("1")
    assert targets(lab) == [[1], [1], [1], [0]]
    lab.field("Example 1, target 1").focus()
    lab.page.keyboard.press("Space")
    expect(lab.field("Example 1, target 1")).to_have_value("0")
    lab.page.keyboard.type("0.5")
    lab.page.keyboard.press("Enter")
    lab.until(lambda: targets(lab)[0] == [0.5])
    expect(lab.button("Example 1, target 1: make it 1")).to_have_count(0)
    lab.button("Undo").click()
    expect(lab.button("Example 1, target 1: make it 1")).to_be_visible()
    lab.button("Undo").click()
    lab.until(lambda: targets(lab)[0] == [1])


@pytest.mark.moving
def test_a_weight_is_dragged_on_its_synapse(lab: Laboratory) -> None:
    lab.open()
    before = lab.state()["weights"]
    grip = lab.page.locator("[data-subject='syn1 0 0'].grip")
    box = grip.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    lab.page.mouse.move(x + 30, y, steps=3)
    pulled = before[1][0][0] + 30 * 0.05
    number = lab.picture("Network").locator(".trial")
    expect(number).to_have_text(short(round(pulled / 0.05) * 0.05))
    assert lab.state()["weights"] == before
    lab.page.mouse.up()
    lab.until(lambda: lab.state()["weights"] != before)
    after = lab.agrees()["weights"]
    assert math.isclose(after[1][0][0], pulled, abs_tol=0.026)
    assert after[0] == before[0] and after[1][1:] == before[1][1:]
    lab.button("Undo").click()
    lab.until(lambda: lab.state()["weights"] == before)
    expect(lab.button("Undo")).to_be_disabled()


def test_the_learning_rate_has_a_slider(lab: Laboratory) -> None:
    lab.open()
    slider = lab.page.get_by_role("slider", name="Learning rate, from a thousandth")
    slider.press("ArrowRight")
    expect(lab.field("Learning rate")).to_have_value("1.1")
    lab.until(lambda: lab.state()["experiment"]["learning_rate"] == 1.1)
    slider.press("Home")
    expect(lab.field("Learning rate")).to_have_value("0.001")
    lab.until(lambda: lab.state()["experiment"]["learning_rate"] == 0.001)
    lab.button("Undo").click()
    expect(lab.field("Learning rate")).to_have_value("1.1")
    expect(slider).to_have_attribute("aria-valuetext", "1.1")


def test_a_situation_is_chosen_like_an_example(lab: Laboratory) -> None:
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    chosen = lab.button("Choose new situation 1")
    ways = (
        chosen.click,
        lab.picture("Input plane").locator("[data-situation='0']").click,
        # A dot may lie above it.
        partial(lab.picture("Sigmoid curve").locator(".asked").dispatch_event, "click"),
    )
    for choose in ways:
        choose()
        expect(chosen).to_have_attribute("aria-pressed", "true")
        shows_the_situation(lab)
        lab.button("Choose example 1").click()
        expect(chosen).to_have_attribute("aria-pressed", "false")


def shows_the_situation(lab: Laboratory) -> None:
    """The network, the curve and the explanation are those of the first new situation."""
    asked = {"inputs": lab.state()["experiment"]["situations"]}
    layers = lab.page.request.post(f"{lab.page.url}/think", data=asked, headers=JSON).json()[
        "layers"
    ]
    network = lab.picture("Network")
    for number, value in enumerate(layers[1][0], 1):
        name = f"hidden neuron {number}, activation {short(value)}"
        expect(network.get_by_role("button", name=name, exact=True)).to_be_visible()
    words = f"target 1, new situation 1: weighted sum .*, output {layers[2][0][0]:.4f}"
    expect(lab.picture("Sigmoid curve")).to_contain_text(re.compile(words))
    title = lab.page.locator("#explanation-title")
    expect(title).to_have_text("target 1 for new situation 1")
    expect(lab.page.get_by_role("tab", name="Delta")).to_be_hidden()
