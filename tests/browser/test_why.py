"""The reasons under the error descent."""

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def test_a_run_that_cannot_learn_says_so_and_what_helps(lab: Laboratory) -> None:
    lab.open("xor-one-neuron")
    panel = lab.page.get_by_role("region", name="Why it learns or not")
    lab.button("Finish").click()
    expect(panel).to_contain_text("No weights can part these examples")
    assert lab.page.locator("tr[data-found]").count() == 4
    lab.button("Add a hidden layer of 4 neurons").click()
    expect(panel).to_be_hidden()
    expect(lab.field("Hidden layers")).to_have_value("4")
    lab.button("Undo").click()
    expect(lab.field("Hidden layers")).to_have_value("")


def test_one_that_learned_is_silent_until_it_is_asked(lab: Laboratory) -> None:
    lab.open("and")
    panel = lab.page.get_by_role("region", name="Why it learns or not")
    with lab.page.expect_response("**/why?unasked"):
        lab.button("Finish").click()
    expect(panel).to_be_hidden()
    lab.button("Why?").click()
    expect(panel).to_contain_text("It has learned this")
    lab.button("Why?").click()
    expect(panel).to_be_hidden()
