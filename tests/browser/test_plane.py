"""The picture of the answer: what it shows, that it follows, and that it is the engine's."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Complaints
from tests.browser.laboratory import JSON, Laboratory

PLANE, HIDDEN = "Input plane", "Hidden plane"


def colour_at(lab: Laboratory, name: str, across: float, up: float) -> list[int]:
    """The colour of the ground, at shares of the box between the axes."""
    colour: list[int] = lab.picture(name).evaluate(
        """(figure, [across, up]) => {
            const [x, y, width, height] = ["x", "y", "width", "height"]
                .map(name => Number(figure.querySelector(".edge").getAttribute(name)));
            const scale = figure.querySelector("canvas").width / figure.clientWidth;
            const context = figure.querySelector("canvas").getContext("2d");
            const place = [(x + across * width) * scale, (y + (1 - up) * height) * scale];
            return [...context.getImageData(...place.map(Math.floor), 1, 1).data];
        }""",
        [across, up],
    )
    return colour


@pytest.fixture(autouse=True)
def reads_pixels(complaints: Complaints) -> None:
    """Chromium has an opinion about who reads them often."""
    complaints.expect("willReadFrequently")


def is_blue(colour: list[int]) -> bool:
    red, _, blue, opacity = colour
    assert opacity == 255
    return blue > red


def corners(lab: Laboratory) -> list[bool]:
    """Whether the ground is blue beside each corner of the table: examples 1, 2, 3, 4."""
    places = ((0.05, 0.05), (0.05, 0.95), (0.95, 0.05), (0.95, 0.95))
    return [is_blue(colour_at(lab, PLANE, *place)) for place in places]


def seek(lab: Laboratory, iteration: int) -> dict[str, Any]:
    answer = lab.page.request.post(f"{lab.page.url}/seek", data={"iteration": iteration})
    assert answer.ok
    lab.is_at(iteration)
    return lab.state()


@pytest.mark.moving
def test_the_first_view_shows_it_and_it_follows(lab: Laboratory) -> None:
    lab.open()
    expect(lab.picture(PLANE)).to_be_in_viewport(ratio=1)
    lab.until(lambda: colour_at(lab, PLANE, 0.5, 0.5)[3] == 255)
    lab.settles(lab.picture(PLANE))
    before = colour_at(lab, PLANE, 0.95, 0.05)
    seek(lab, 60000)
    lab.until(lambda: corners(lab) == [False, True, True, False])
    words = lab.page.locator("#plane-words")
    expect(words).to_contain_text("All 4 examples lie on the side of their target.")
    expect(words).to_contain_text("Held: input 3 at 1.00, as in every example.")
    expect(words).to_contain_text("Above a half: examples 2, 3. Not above: examples 1, 4.")
    lab.button("Reset").click()
    lab.is_at(0)
    lab.until(lambda: colour_at(lab, PLANE, 0.95, 0.05) == before)


def test_corners_are_the_answers(lab: Laboratory) -> None:
    lab.open()
    state = seek(lab, 500)
    written = lab.picture(PLANE).locator(".corner-answer")
    answers = [row[0] for row in state["layers"][-1]]
    order = [answers[0], answers[2], answers[3], answers[1]]
    expect(written).to_have_text([f"{answer:.2f}" for answer in order])


def test_a_mark_chooses_its_example_and_a_neuron_its_map(lab: Laboratory) -> None:
    lab.open()
    seek(lab, 60000)
    lab.picture(PLANE).locator(".mark[data-example='2']").click()
    expect(lab.page.locator("#example-2")).to_have_class(re.compile("chosen"))
    lab.until(lambda: corners(lab) == [False, True, True, False])
    lab.neurons().first.click()
    expect(lab.page.get_by_label("Input plane of")).to_have_value("1 0")
    hidden = [row[0] > 0.5 for row in lab.state()["layers"][1]]
    lab.until(lambda: corners(lab) == hidden)


def test_three_bits_are_a_cube_or_a_slice(lab: Laboratory) -> None:
    lab.open("parity-three")
    expect(lab.picture(PLANE).locator(".cube-edge")).to_have_count(12)
    expect(lab.picture(PLANE).locator(".mark[data-example]")).to_have_count(8)
    lab.page.get_by_label("as a slice").first.check()
    expect(lab.picture(PLANE).locator(".cube-edge")).to_have_count(0)
    expect(lab.page.locator("#plane-words")).to_contain_text("A slice is not the whole network.")
    lab.page.get_by_label("Input plane, up").select_option("bit 3")
    expect(lab.picture(PLANE).locator(".axis-name")).to_have_text(["bit 1", "bit 3"])


@pytest.mark.parametrize("inputs", [[[0], [0.5], [1]], [[0, 1], [0.5, 1], [1, 1]]])
def test_one_input_is_a_curve(lab: Laboratory, inputs: list[list[float]]) -> None:
    lab.open()
    experiment = {"inputs": inputs, "targets": [[0], [1], [0.25]], "hidden": [3], "situations": []}
    held_out = {"test_inputs": inputs[:2], "test_targets": [[0], [1]]}
    assert lab.page.request.patch(f"{lab.page.url}/experiment", data=experiment | held_out).ok
    expect(lab.picture(PLANE).locator(".axis-name")).to_have_text(["input 1", "target 1"])
    expect(lab.picture(PLANE).locator("path.half")).to_have_attribute("d", re.compile("^M.*L"))
    squares = lab.picture(PLANE).locator(".tested")
    expect(squares).to_have_class([re.compile("off"), re.compile("on")])
    words = lab.page.locator("#plane-words")
    expect(words).to_contain_text("target above a half target up to a half")
    expect(words).to_contain_text("Farthest from its target: the answer to example")


def test_of_several_targets_the_strongest_or_one(lab: Laboratory) -> None:
    lab.open("fruit")
    seek(lab, 2000)
    words, plane = lab.page.locator("#plane-words"), lab.picture(PLANE)
    whose = lab.page.get_by_label("Input plane of")
    expect(whose).to_have_value("strongest")
    expect(words).to_contain_text("All 9 examples have their target as the strongest.")
    expect(words).to_contain_text("Where banana is the strongest: examples 4, 5, 6.")
    expect(words).to_contain_text("New situation 1 lies in another slice: yellow at 0.95.")
    regions = plane.locator(".region:not([visibility=hidden])")
    expect(regions).to_have_text(["apple", "banana", "melon"])
    plane.focus()
    lab.page.keyboard.press("ArrowUp")
    readout = lab.page.locator("#plane-panel .readout")
    expect(readout).to_contain_text("round 0.90, heavy 0.25: ")
    asked = {"inputs": [[0.9, 0.2, 0.25, 1]]}
    think = lab.page.request.post(f"{lab.page.url}/think", data=asked, headers=JSON).json()
    answers = think["layers"][-1][0]
    name = ["apple", "banana", "melon"][answers.index(max(answers))]
    expect(readout).to_contain_text(f"{name} {max(answers):.4f}")
    assert under(lab) == pytest.approx(max(answers), abs=1e-9)
    lab.neurons().first.press("ArrowDown")
    expect(whose).to_have_value("1 1")
    expect(words).to_contain_text("All 9 examples lie on the side of their target.")
    expect(regions).to_have_count(0)


def test_small_maps_in_the_hidden_neurons(lab: Laboratory) -> None:
    """In the middle of each is the colour of what it makes of the middle of the plane."""
    lab.open()
    seek(lab, 60000)
    switch = lab.page.get_by_label("also in the neurons")
    switch.check()
    expect(lab.picture("Network").locator(".mapped")).to_have_count(4)
    asked = {"inputs": [[0.5, 0.5, 1]]}
    think = lab.page.request.post(f"{lab.page.url}/think", data=asked, headers=JSON).json()
    above = [value > 0.5 for value in think["layers"][1][0]]

    def middles() -> list[bool]:
        """Whether the middle of each hidden neuron is blue."""
        colours: list[list[int]] = lab.picture("Network").evaluate(
            """figure => [...figure.querySelectorAll(".mapped .body")].map(body => {
                const canvas = figure.querySelector("canvas");
                const scale = canvas.width / figure.clientWidth;
                const [x, y] = ["cx", "cy"].map(name => Number(body.getAttribute(name)) * scale);
                const context = canvas.getContext("2d");
                return [...context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data];
            })"""
        )
        return [is_blue(colour) for colour in colours]

    lab.until(lambda: middles() == above)
    assert len(set(above)) == 2
    lab.page.reload()
    expect(switch).to_be_checked()
    expect(lab.picture("Network").locator(".mapped")).to_have_count(4)


def test_the_hidden_plane(lab: Laboratory) -> None:
    lab.open()
    lab.button("Hidden plane").click()
    expect(lab.picture(HIDDEN)).to_be_in_viewport(ratio=1)
    expect(lab.picture(PLANE)).not_to_be_in_viewport()
    expect(lab.button("Hidden plane")).to_have_attribute("aria-pressed", "true")
    seek(lab, 60000)
    expect(lab.picture(HIDDEN).locator(".mark[data-example]")).to_have_count(4)
    expect(lab.picture(HIDDEN).locator("path.half")).to_have_attribute("d", re.compile("^M"))
    lab.open("nine-lines")
    expect(lab.picture(HIDDEN)).to_be_hidden()
    expect(lab.page.get_by_text("This network has no hidden layer.")).to_have_count(1)


def test_a_number_that_is_asked_for_is_explained_in_sight(lab: Laboratory) -> None:
    lab.open()
    explanation = lab.page.get_by_role("region", name="Where this number comes from")
    expect(explanation).not_to_be_in_viewport(ratio=0.5)
    lab.matrix("l1").first.click()
    expect(explanation).to_be_in_viewport(ratio=0.5)


def point(lab: Laboratory, across: float, up: float) -> tuple[float, float]:
    """Where a place of the input plane of a table of bits lies in the window."""
    box = lab.picture(PLANE).bounding_box()
    assert box
    x, y, width, height = (
        float(lab.picture(PLANE).locator(".edge").get_attribute(name) or 0)
        for name in ("x", "y", "width", "height")
    )
    least, span = -0.22, 1.44
    return (
        box["x"] + x + width * (across - least) / span,
        box["y"] + y + height * (1 - (up - least) / span),
    )


def under(lab: Laboratory) -> float:
    readout = lab.page.locator("#plane-panel .readout")
    return float(readout.get_attribute("data-value") or "nan")


def test_keys_tell_the_engines_values(lab: Laboratory) -> None:
    """From example 1 at (0, 0), ten steps of 0.05 in both directions."""
    lab.open()
    seek(lab, 60000)
    plane = lab.picture(PLANE)
    lab.settles(plane)
    plane.focus()
    for key in ("ArrowUp", "ArrowRight"):
        for _ in range(10):
            lab.page.keyboard.press(key)
    expect(lab.page.locator("#plane-panel .readout")).to_have_text(
        "input 1 0.50, input 2 0.50: 0.7126"
    )
    assert under(lab) == pytest.approx(0.7126023502509077, abs=1e-9)
    lab.page.keyboard.press("Enter")
    expect(lab.number("New situation 2, answer 1")).to_have_text("0.7126")
    assert lab.state()["experiment"]["situations"][1] == [0.5, 0.5, 1]
    plane.focus()
    lab.page.keyboard.press("Shift+ArrowRight")
    lab.until(lambda: lab.state()["experiment"]["inputs"][0] == [0.05, 0, 1])
    lab.button("Undo").click()
    lab.until(lambda: lab.state()["experiment"]["inputs"][0] == [0, 0, 1])


@pytest.mark.moving
def test_a_click_asks_and_a_drag_moves(lab: Laboratory) -> None:
    lab.open()
    lab.settles(lab.picture(PLANE))
    lab.page.mouse.click(*point(lab, 0.5, 0.3))
    lab.until(lambda: len(lab.state()["experiment"]["situations"]) == 2)
    asked = lab.state()["experiment"]["situations"][1]
    assert asked == pytest.approx([0.5, 0.3, 1], abs=0.02)
    lab.button("Undo").click()
    lab.until(lambda: len(lab.state()["experiment"]["situations"]) == 1)
    lab.settles(lab.picture(PLANE))
    lab.page.mouse.move(*point(lab, 1, 0))
    lab.page.mouse.down()
    lab.page.mouse.move(*point(lab, 0.7, 0.4), steps=4)
    lab.page.mouse.up()
    lab.until(lambda: lab.state()["experiment"]["inputs"][2] != [1, 0, 1])
    assert lab.state()["experiment"]["inputs"][2] == pytest.approx([0.7, 0.4, 1], abs=0.02)
    lab.button("Undo").click()
    lab.until(lambda: lab.state()["experiment"]["inputs"][2] == [1, 0, 1])
