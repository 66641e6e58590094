"""One thing, everywhere; any number back to the table; a weight set by hand."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from engine.formulas import SIGMOID
from tests.browser.conftest import Complaints
from tests.browser.laboratory import Laboratory
from tests.browser.reading import MINUS, Reading, dark, lit, plain


def cell(lab: Laboratory, name: str, row: int, column: int, columns: int) -> Locator:
    return lab.matrix(name).nth(row * columns + column)


def a_synapse_and_its_number(lab: Laboratory) -> None:
    reading = Reading(lab)
    number, synapse = cell(lab, "syn0", 2, 1, 4), reading.synapse("input 3", "hidden neuron 2")
    synapse.dispatch_event("pointerover", {"bubbles": True})
    lit(synapse)
    lit(number)
    lit(reading.name("syn0"))
    dark(cell(lab, "syn0", 2, 0, 4))
    dark(reading.name("syn1"))
    number.hover()
    lit(synapse)
    dark(reading.synapse("input 3", "hidden neuron 3"))
    lab.page.get_by_role("heading", name="Numbers", exact=True).hover()
    dark(number)


def a_neuron_its_column_and_its_dots(lab: Laboratory) -> None:
    reading = Reading(lab)
    reading.neuron("target 1").hover()
    for example in range(4):
        lit(cell(lab, "l2", example, 0, 1))
        lit(lab.picture("Sigmoid curve").locator("circle.dot").nth(example))
    lit(reading.name("l2"))
    lit(lab.table("Training set").get_by_role("row").nth(1).locator("td.answer"))
    dark(reading.neuron("hidden neuron 1"))
    dark(reading.name("l1"))


def an_example_everywhere(lab: Laboratory) -> None:
    dots = lab.picture("Sigmoid curve").locator("circle.dot")
    third, second = (dots.and_(lab.page.locator(f'[data-example="{i}"]')) for i in (2, 1))
    lab.button("Choose example 3").hover()
    lit(third)
    dark(second)
    for name, columns in (("l0", 3), ("l1", 4), ("l2", 1), ("y", 1), ("l1_delta", 4)):
        lit(cell(lab, name, 2, 0, columns))
        dark(cell(lab, name, 1, 0, columns))
    dark(cell(lab, "syn0", 2, 0, 4))
    second.dispatch_event("pointerover", {"bubbles": True})
    lit(cell(lab, "l2", 1, 0, 1))
    lit(lab.table("Training set").get_by_role("row").nth(2))


def a_variable_says_what_it_is(lab: Laboratory) -> None:
    reading = Reading(lab)
    reading.name("l1_delta").first.hover()
    lit(reading.neuron("hidden neuron 4"))
    lit(cell(lab, "l1_delta", 3, 3, 4))
    code = lab.page.get_by_role("region", name="Code", exact=True)
    expect(code).to_contain_text("l1_delta: 4 × 4. The error times the slope")
    reading.name("X").first.hover()
    lit(reading.name("l0"))
    lit(reading.neuron("input 2"))


def a_number_followed_back_to_the_table(lab: Laboratory) -> None:
    """By keyboard: the answer, a hidden neuron, an input; and a weight, to its seed."""
    reading, press = Reading(lab), lab.page.keyboard.press
    explanation = reading.explanation()
    expect(explanation).to_contain_text("target 1 for example 1")
    parts = explanation.get_by_role("button", name=re.compile("row .*, column"))
    parts.first.focus()
    press("Enter")
    expect(explanation).to_contain_text("hidden neuron 1 for example 1")
    expect(parts.first).to_be_focused()
    press("Enter")
    expect(explanation).to_contain_text("input 1 of example 1")
    expect(explanation).to_contain_text("It stands in the training set")
    expect(lab.button("Previous")).to_be_focused()
    press("Enter")
    expect(explanation).to_contain_text("hidden neuron 1 for example 1")
    explanation.get_by_role("button", name=re.compile("^syn0, row 3, column 1")).press("Enter")
    expect(explanation).to_contain_text("A random number from seed 1")


def by_keyboard_as_by_mouse(lab: Laboratory) -> None:
    """A matrix, the synapses and the code are one tab stop each; arrows move within."""
    reading, press = Reading(lab), lab.page.keyboard.press
    lab.matrix("syn0").first.focus()
    press("ArrowDown")
    press("ArrowRight")
    expect(cell(lab, "syn0", 1, 1, 4)).to_be_focused()
    lit(reading.synapse("input 2", "hidden neuron 2"))
    press("Enter")
    expect(reading.explanation()).to_contain_text("synapse from input 2 to hidden neuron 2")
    for name in ("syn0", "l1"):
        stops = lab.matrix(name).and_(lab.page.locator('[tabindex="0"]'))
        expect(stops).to_have_count(1)

    reading.synapse("input 1", "hidden neuron 1").focus()
    press("ArrowRight")
    press("ArrowDown")
    synapse = reading.synapse("input 2", "hidden neuron 2")
    expect(synapse).to_be_focused()
    expect(synapse).to_have_accessible_name(re.compile(f"weight {MINUS}0.82"))
    lit(cell(lab, "syn0", 1, 1, 4))

    reading.name("X").first.focus()
    press("ArrowDown")
    expect(reading.name("y").first).to_be_focused()
    lit(cell(lab, "y", 0, 0, 1))
    press("Enter")
    expect(reading.explanation()).to_contain_text("target 1 wanted for example 1")


def an_answer_and_its_error_open_where_they_stand(lab: Laboratory) -> None:
    reading = Reading(lab)
    reading.neuron("hidden neuron 2").click()
    lab.number("Example 3, answer 1").click()
    expect(reading.explanation()).to_contain_text("target 1 for example 3")
    lab.table("Training set").get_by_role("img").nth(1).click()
    expect(reading.explanation()).to_contain_text("error of target 1 for example 2")


POINTED_AT = (
    a_synapse_and_its_number,
    a_neuron_its_column_and_its_dots,
    an_example_everywhere,
    a_variable_says_what_it_is,
)
FOLLOWED = (
    a_number_followed_back_to_the_table,
    by_keyboard_as_by_mouse,
    an_answer_and_its_error_open_where_they_stand,
)


def test_what_is_pointed_at_is_lit_and_what_is_followed_is_explained(lab: Laboratory) -> None:
    """Looking changes nothing, so that one page serves for all of it."""
    lab.open()
    for is_lit in POINTED_AT:
        is_lit(lab)
        lab.page.mouse.move(0, 0)
    for is_explained in FOLLOWED:
        is_explained(lab)
    assert lab.iteration == 0


def test_by_touch(another: Callable[..., Laboratory]) -> None:
    lab = another(viewport={"width": 390, "height": 844}, has_touch=True).open()
    reading = Reading(lab)
    reading.stands_at(0, 1)
    number = cell(lab, "l1", 0, 2, 4)
    number.scroll_into_view_if_needed()
    number.tap()
    lit(number)
    expect(reading.neuron("hidden neuron 3").first).to_have_attribute("data-lit", "")
    expect(reading.explanation()).to_contain_text("hidden neuron 3 for example 1")


def test_the_formulas_of_a_neuron(lab: Laboratory) -> None:
    lab.open()
    reading, state = Reading(lab), lab.state()
    reading.neuron("hidden neuron 2").click()
    lab.button("Choose example 4").click()
    weights = [row[1] for row in state["weights"][0]]
    total = sum(x * w for x, w in zip(state["layers"][0][3], weights, strict=True))
    output = state["layers"][1][3][1]
    delta = state["deltas"][0][3][1]
    assert output == pytest.approx(float(SIGMOID.value(total)), abs=1e-12)
    slope = output * (1 - output)
    values = {
        "Sum": total,
        "Sigmoid": output,
        "Both": output,
        "Gradient": slope,
        "Error": delta / slope,
        "Delta": delta,
    }
    formula = reading.explanation().get_by_role("tabpanel")
    reading.form("Both").focus()
    for name in values:
        reading.form(name).click()
        expect(reading.form(name)).to_have_attribute("aria-selected", "true")
        expect(formula.locator("math")).to_be_visible()
        expect(formula.locator("strong").first).to_have_text(plain(values[name]))
    reading.form("Delta").press("ArrowRight")
    expect(reading.form("Change")).to_be_focused()
    expect(formula).to_contain_text("to hidden neuron 2")
    lab.button("Step").click()
    lab.is_at(1)
    expect(formula.locator("strong").first).to_have_text(plain(_from(lab, formula)))


def _from(lab: Laboratory, formula: Locator) -> float:
    """The weight into hidden neuron 2 that is explained."""
    [source] = re.findall(r"from input (\d)", formula.inner_text())
    weight: float = lab.state()["weights"][0][int(source) - 1][1]
    return weight


def test_a_weight_set_by_hand(lab: Laboratory, complaints: Complaints) -> None:
    complaints.expect("status of 422")
    lab.open()
    reading = Reading(lab)
    cell(lab, "syn0", 2, 1, 4).click()
    field = lab.field("Set this weight")
    expect(field).to_have_value(re.compile(r"^0\.0776"))
    field.fill("-0,5")
    field.press("Enter")
    lab.until(lambda: lab.state()["weights"][0][2][1] == -0.5)
    expect(cell(lab, "syn0", 2, 1, 4)).to_have_text("-0.50000000")
    lab.agrees()
    field.fill("a lot")
    field.press("Enter")
    expect(lab.complaint()).to_contain_text("must be a finite number")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert lab.state()["weights"][0][2][1] == -0.5
    reading.neuron("target 1").click()
    expect(field).to_be_hidden()
    expect(lab.complaint()).to_have_count(0)
    lab.button("Undo").click()
    lab.until(lambda: lab.state()["weights"][0][2][1] > 0)
