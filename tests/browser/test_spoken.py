"""What is spoken, and the names of things: once, and never false."""

import json

from playwright.sync_api import expect

from tests.browser.conftest import Complaints
from tests.browser.laboratory import Laboratory

NOTE = """() => {
    window.said = [];
    const place = document.getElementById("table-problem");
    new MutationObserver(() => window.said.push(place.textContent.trim()))
        .observe(place, { childList: true, characterData: true, subtree: true });
}"""


def test_edits_are_told_and_a_standing_error_is_told_once(
    lab: Laboratory, complaints: Complaints
) -> None:
    complaints.expect("status of 422")
    lab.open()
    spoken = lab.page.locator("#announcer")
    lab.field("Example 1, target 1").fill("1")
    lab.field("Example 1, target 1").press("Enter")
    expect(spoken).to_have_text("Changed: target of example 1 from 0 to 1.")
    lab.button("Undo").click()
    expect(spoken).to_have_text("Taken back: target of example 1 from 0 to 1.")
    lab.page.evaluate(NOTE)
    lab.field("Example 2, target 1").fill("2")
    lab.field("Example 2, target 1").press("Tab")
    expect(lab.page.locator("#table-problem")).to_contain_text("Example 2, target 1")
    lab.button("Add example").click()
    expect(lab.field("Example 5, input 1")).to_be_visible()
    assert len([text for text in lab.page.evaluate("said") if text]) == 1


def test_the_title_and_the_header_say_what_is_there(lab: Laboratory) -> None:
    lab.open("xor-one-neuron")
    summary = lab.page.locator("#lesson p")
    own = summary.inner_text()
    lab.button("More neurons").click()
    expect(summary).to_have_text("Changed from the lesson: other hidden layers.")
    lab.button("Undo").click()
    expect(summary).to_have_text(own)
    lab.lessons().select_option("nine-lines")
    expect(lab.page).to_have_title("Nine lines: one neuron · Lines of Thought")


def test_a_run_on_the_last_bit_says_so(lab: Laboratory) -> None:
    experiment = {
        "inputs": [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]],
        "targets": [[0], [1], [1], [0]],
        "hidden": [32],
        "learning_rate": 10,
    }
    lab.open()
    made = lab.page.request.post(
        "/runs",
        data=json.dumps({"experiment": experiment}),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    lab.page.goto(f"/runs/{made.json()['id']}")
    lab.button("Finish").click()
    lab.is_at(10_000)
    lab.button("Take along").click()
    expect(lab.page.locator("#exactness")).to_contain_text("hangs on the last bit")
