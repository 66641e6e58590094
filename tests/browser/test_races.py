"""A race: from a choice of formulas to ways of learning side by side, moved together."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.laboratory import PATIENCE, Laboratory

Accessible = Callable[[Page], None]
PLAIN, MOMENTUM = "Plain descent, learning rate 10", "Momentum 0.9, learning rate 0.5"


def stands(lab: Laboratory, iteration: int, *names: str) -> None:
    """Every way is at this iteration, with the error that the server has for it."""
    lab.is_at(iteration)
    states = {each["name"]: each for each in lab.state()["lanes"]}
    assert set(states) == set(names)
    for name, state in states.items():
        assert state["iteration"] == iteration
        expect(lab.number(f"Iteration of {name}")).to_have_text(f"{iteration}")
        expect(lab.number(f"Mean error of {name}")).to_have_text(f"{state['error']:.6f}")


def compare(lab: Laboratory) -> None:
    """Waits until the page of the race works."""
    lab.button("Compare with today’s").click()
    expect(lab.page.get_by_role("heading", name="Race", exact=True)).to_be_visible()
    lab.has_its_curves()


def test_a_choice_is_raced_against_today(
    lab: Laboratory, accessible: Accessible, legible: Accessible
) -> None:
    lab.open("eleven-lines")
    lab.field("Learning rate").fill("10")
    lab.field("Learning rate").press("Enter")
    lab.button("Formulas").click()
    lab.page.get_by_label("Optimizer").select_option("momentum")
    lab.field("Rate").fill("0.5")
    compare(lab)
    lab.button("Step").click()
    stands(lab, 1, PLAIN, MOMENTUM)
    for iteration in (2, 3):
        lab.page.keyboard.press("ArrowRight")
        lab.is_at(iteration)
    lab.page.keyboard.press("ArrowLeft")
    stands(lab, 2, PLAIN, MOMENTUM)
    lab.button("Finish").click()
    plan = lab.state()["lanes"][0]["experiment"]["iterations"]
    lab.is_at(plan, PATIENCE)
    stands(lab, plan, PLAIN, MOMENTUM)
    curves = lab.picture("Error descent")
    expect(curves.locator(".scatterlayer .trace")).to_have_count(2)
    expect(curves.locator(".lane-end text")).to_have_count(2)
    spoken = lab.page.get_by_role("status").filter(has_text="Finished at iteration")
    expect(spoken).to_contain_text(f"{MOMENTUM} 0.0")
    accessible(lab.page)
    lab.button("Dark").click()
    legible(lab.page)


def test_one_more_way_joins_and_each_opens_as_a_run(lab: Laboratory) -> None:
    lab.open("eleven-lines")
    lab.button("Formulas").click()
    lab.page.get_by_label("Loss").select_option("cross-entropy")
    compare(lab)
    lab.slider("Iteration").focus()
    lab.slider("Iteration").press("PageUp")
    lab.until(lambda: lab.iteration > 100 and lab.state()["iteration"] == lab.iteration)
    at = lab.iteration
    lab.button("One more way").click()
    lab.page.get_by_label("Activation of the hidden layer").select_option("tanh")
    lab.button("Add to the race").click()
    names = ("Squared error, sigmoid", "Cross-entropy", "Tanh then sigmoid")
    expect(lab.table("Where each stands").get_by_role("rowheader")).to_have_count(3)
    stands(lab, at, *names)
    networks = lab.page.get_by_role("img", name=re.compile("^Network of "))
    expect(networks).to_have_count(3)
    expect(networks.nth(2).locator(".synapse")).to_have_count(16)
    lanes = lab.state()["lanes"]
    lab.button(f"Open {names[2]} as a run of its own").click()
    expect(lab.picture("Network")).to_be_visible()
    lab.is_at(at)
    opened = lab.state()
    assert opened["weights"] == lanes[2]["weights"] and opened["id"] != lanes[2]["id"]
