"""One choice for all pictures: an example, a neuron; what they show is the run's own numbers."""

import math
from typing import Any

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def short(value: float) -> str:
    """As a picture writes a number."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{digits}f}".replace("-", "\N{MINUS SIGN}")


def activations(state: dict[str, Any], example: int) -> list[str]:
    """The names of all neurons after the inputs, with what they make of an example."""
    hidden, last = state["layers"][1][example], state["layers"][2][example]
    named = [f"hidden neuron {j}, activation {short(x)}" for j, x in enumerate(hidden, 1)]
    return [*named, f"target 1, activation {last[0]:.4f}"]


def shows(lab: Laboratory, example: int) -> None:
    """The network shows an example's inputs and activations."""
    state, network = lab.state(), lab.picture("Network")
    for number, value in enumerate(state["layers"][0][example], 1):
        name = f"input {number}, value {value:g}"
        expect(network.get_by_role("img", name=name, exact=True)).to_be_visible()
    for name in activations(state, example):
        expect(network.get_by_role("button", name=name, exact=True)).to_be_visible()


def tells(lab: Laboratory, example: int, layer: int, neuron: int, name: str) -> None:
    """The curve tells the weighted sum, output and slope of the chosen example and neuron."""
    state = lab.state()
    row = state["layers"][layer - 1][example]
    column = [line[neuron] for line in state["weights"][layer - 1]]
    total = sum(x * w for x, w in zip(row, column, strict=True))
    output = state["layers"][layer][example][neuron]
    assert math.isclose(output, 1 / (1 + math.exp(-total)))
    words = (
        f"{name}, example {example + 1}: weighted sum {short(total)}, "
        f"output {output:.4f}, slope {output * (1 - output):.4f}"
    )
    expect(lab.picture("Sigmoid curve")).to_contain_text(words)


def test_an_example_shows_its_activations(lab: Laboratory) -> None:
    lab.open()
    shows(lab, 0)
    lab.button("Choose example 3").click()
    expect(lab.button("Choose example 3")).to_have_attribute("aria-pressed", "true")
    expect(lab.button("Choose example 1")).to_have_attribute("aria-pressed", "false")
    shows(lab, 2)
    tells(lab, 2, 2, 0, "target 1")
    lab.field("Example 4, input 1").click()
    shows(lab, 3)
    lab.button("Step").click()
    lab.is_at(1)
    shows(lab, 3)
    lab.field("Example 4, input 2").fill("0.5")
    lab.field("Example 4, input 2").press("Tab")
    lab.until(lambda: lab.state()["experiment"]["inputs"][3][1] == 0.5)
    shows(lab, 3)


def a_neuron_shows_its_dots(lab: Laboratory) -> None:
    tells(lab, 0, 2, 0, "target 1")
    for neuron in (0, 3):
        lab.neurons().nth(neuron).click()
        expect(lab.neurons().nth(neuron)).to_have_attribute("aria-pressed", "true")
        tells(lab, 0, 1, neuron, f"hidden neuron {neuron + 1}")
    lab.button("Choose example 2").click()
    tells(lab, 1, 1, 3, "hidden neuron 4")
    lab.button("Step").click()
    lab.is_at(1)
    tells(lab, 1, 1, 3, "hidden neuron 4")


def arrows_go_from_neuron_to_neuron(lab: Laboratory) -> None:
    """And not through the iterations, while the focus is in the network."""
    neurons = lab.neurons()
    neurons.nth(4).focus()
    for key, place in (
        ("ArrowLeft", 0),
        ("ArrowDown", 1),
        ("ArrowDown", 2),
        ("ArrowUp", 1),
        ("ArrowLeft", 1),
        ("ArrowRight", 4),
        ("ArrowRight", 4),
        ("ArrowDown", 4),
    ):
        lab.page.keyboard.press(key)
        expect(neurons.nth(place)).to_be_focused()
        expect(neurons.nth(place)).to_have_attribute("aria-pressed", "true")
    tells(lab, 0, 2, 0, "target 1")
    assert lab.agrees()["iteration"] == 0


def every_matrix_stands_on_the_page(lab: Laboratory) -> None:
    state = lab.state()
    matrices = {f"l{k}": layer for k, layer in enumerate(state["layers"])}
    matrices |= {f"syn{k}": matrix for k, matrix in enumerate(state["weights"])}
    matrices |= {f"l{k}_delta": deltas for k, deltas in enumerate(state["deltas"], 1)}
    matrices["l2_error"] = state["errors"]
    for name, matrix in matrices.items():
        lab.matrix(name).first.scroll_into_view_if_needed()
        expect(lab.matrix(name)).to_have_text([f"{x:.8f}" for row in matrix for x in row])


def the_error_is_there_for_the_ear_too(lab: Laboratory) -> None:
    bars = lab.table("Training set").get_by_role("img")
    for example, (error,) in enumerate(lab.state()["errors"]):
        name = f"error {error:.4f}".replace("-", "\N{MINUS SIGN}")
        expect(bars.nth(example)).to_have_accessible_name(name)


def test_each_number_is_seen_heard_and_chosen(lab: Laboratory) -> None:
    """On one page, the last two after a step."""
    lab.open()
    the_error_is_there_for_the_ear_too(lab)
    arrows_go_from_neuron_to_neuron(lab)
    a_neuron_shows_its_dots(lab)
    every_matrix_stands_on_the_page(lab)


def test_the_descent_is_told(lab: Laboratory) -> None:
    lab.open("nine-lines")
    lab.button("Finish").click()
    lab.is_at(10_000, 40)
    words = "Mean error 0.517208 at iteration 0, 0.007955 at iteration 10000."
    expect(lab.picture("Error descent")).to_contain_text(words)


def test_a_weight_of_nearly_nothing_has_no_sign(lab: Laboratory) -> None:
    """XOR brings one neuron's weights down to rounding errors of either sign."""
    lab.open("xor-one-neuron")
    lab.button("Finish").click()
    lab.is_at(10_000, 40)
    expect(lab.picture("Network").get_by_text("0.00", exact=True)).to_have_count(3)
