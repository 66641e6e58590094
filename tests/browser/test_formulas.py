"""Choosing other formulas: first the change of the code, then every number explained by them."""

import re

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def choose(lab: Laboratory, **choices: str) -> None:
    """Choose in the dialog, see what changes, and take it."""
    page = lab.page
    page.get_by_role("button", name="Formulas", exact=True).click()
    for label, value in choices.items():
        page.get_by_label(label.replace("_", " ")).select_option(value)
    expect(page.locator("#formula-change ins").first).to_be_visible()
    use = page.get_by_role("button", name="Use these formulas")
    expect(use).to_be_enabled()
    use.click()
    expect(page.locator("#formulas-dialog")).to_be_hidden()


def shown(lab: Laboratory, selector: str) -> float:
    """A number on the page, as a number."""
    text = lab.page.locator(selector).first.inner_text().replace("−", "-")
    return float(re.sub(r"[()]", "", text))


def test_momentum_is_two_lines_that_are_shown_before_they_are_taken(lab: Laboratory) -> None:
    page = lab.open().page
    page.get_by_role("button", name="Formulas", exact=True).click()
    expect(page.locator("#formula-change [data-same]")).to_be_visible()
    expect(page.get_by_role("button", name="Use these formulas")).to_be_disabled()
    page.get_by_label("Optimizer").select_option("momentum")
    change = page.get_by_role("region", name="What changes in the code")
    expect(change.locator("del", has_text="syn1 += l1.T @ l2_delta")).to_be_visible()
    expect(change.locator("ins", has_text="v1 = momentum * v1 + l1.T @ l2_delta")).to_be_attached()
    page.get_by_role("button", name="Cancel").last.click()
    assert page.locator("#code .loop .line").count() == 24  # in all three dialects, as before


def test_every_new_number_is_explained_and_comes_true(lab: Laboratory) -> None:
    page = lab.open().page
    choose(lab, Optimizer="adam", Activation_of_the_hidden_layer="tanh", Biases="true")
    expect(page.locator("#formulas-now")).to_have_text("tanh, sigmoid · adam · biases")
    for _ in range(2):
        page.get_by_role("button", name="Step", exact=True).click()
    expect(page.get_by_label("Iteration number")).to_have_text("2")
    promised = {}
    for name in ("syn1", "m1", "v1", "b0", "mb0"):
        page.locator(f"#matrix-{name} [role=gridcell]").first.click()
        promised[name] = shown(lab, "#substituted > strong:last-child")
        assert page.locator("#symbols math").count() == 1
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page.get_by_label("Iteration number")).to_have_text("3")
    for name, number in promised.items():
        held = shown(lab, f"#matrix-{name} [role=gridcell]")
        assert abs(held - number) <= max(5e-5, 0.06 * abs(number)), name


def test_the_curve_is_that_of_the_chosen_neurons_layer(lab: Laboratory) -> None:
    page = lab.open().page
    choose(lab, Activation_of_the_hidden_layer="relu")
    title = page.locator("#sigmoid-title")
    expect(title).to_have_text("Sigmoid curve")
    page.locator("#network .neuron[data-layer='1']").first.click()
    expect(title).to_have_text("Relu curve")
    page.locator("#with-slope").check()
    expect(page.locator("#sigmoid .scatterlayer .trace")).to_have_count(2)
    for row in range(3):
        page.locator(f"#matrix-syn0 [data-subject='syn0 {row} 0']").click()
        page.get_by_label("Set this weight").fill("-2")
        page.get_by_label("Set this weight").press("Enter")
        expect(page.locator(f"#matrix-syn0 [data-subject='syn0 {row} 0']")).to_have_text(
            "-2.00000000"
        )
    page.locator("#network .neuron[data-layer='1']").first.click()
    expect(page.locator("#all-flat")).to_be_visible()
    page.locator("#network .neuron[data-layer='2']").dispatch_event("click")
    expect(title).to_have_text("Sigmoid curve")
    expect(page.locator("#all-flat")).to_be_hidden()
