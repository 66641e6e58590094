"""A wrong value is marked where it stands, with what is allowed; everything else goes on."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Complaints
from tests.browser.laboratory import Laboratory

REFUSED = "status of 422"


def is_marked(lab: Laboratory, name: str, words: str) -> None:
    """The field is invalid, says why to a screen reader, and the words stand on the page."""
    field = lab.field(name)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(lab.complaint()).to_contain_text(words)
    expect(field).to_have_accessible_description(re.compile(re.escape(words)))


def is_fine(lab: Laboratory, name: str) -> None:
    expect(lab.field(name)).not_to_have_attribute("aria-invalid", "true")
    expect(lab.complaint()).to_have_count(0)


CELLS = [
    ("Example 2, target 1", "1.5", "must be a number between 0 and 1"),
    ("Example 3, target 1", "", "must be a number between 0 and 1"),
    (
        "Example 1, input 3",
        "two",
        "must be a number between -1 000 000 and 1 000 000",
    ),
    (
        "New situation 1, input 1",
        "1e7",
        "must be a number between -1 000 000 and 1 000 000",
    ),
]


def test_wrong_cells_while_it_runs(lab: Laboratory, complaints: Complaints) -> None:
    complaints.expect(REFUSED)
    lab.open()
    before = lab.state()["experiment"]
    lab.page.request.post(f"{lab.page.url}/run", data={"speed": 20})  # it runs for an hour
    lab.until(lambda: lab.iteration > 0)
    for name, wrong, words in CELLS:
        good = lab.field(name).input_value()
        lab.field(name).fill(wrong)
        lab.field(name).press("Enter")
        is_marked(lab, name, f"{name} {words}")
        expect(lab.field(name)).to_have_value(wrong)
        at = lab.iteration
        lab.until(lambda at=at: lab.iteration > at)
        assert lab.state()["experiment"] == before

        lab.field(name).fill(good)
        lab.field(name).press("Enter")
        is_fine(lab, name)
    lab.pauses()
    assert lab.agrees()["experiment"] == before


SETTINGS = [
    ("Learning rate", "0", "must be a number above 0 and at most 1000", "0.5"),
    ("Seed", "-1", "must be a whole number from 0 to", "2"),
    ("Hidden layers", "65", "must be a list of at most 6 layers of 1 to 64 neurons", "5"),
]


def test_wrong_settings(lab: Laboratory, complaints: Complaints) -> None:
    complaints.expect(REFUSED)
    lab.open()
    for name, wrong, words, good in SETTINGS:
        before = lab.state()
        lab.field(name).fill(wrong)
        lab.field(name).press("Enter")
        is_marked(lab, name, words)
        assert lab.state() == before
        lab.field(name).fill(good)
        lab.field(name).press("Enter")
        is_fine(lab, name)
        lab.until(lambda before=before: lab.state()["experiment"] != before["experiment"])


def test_a_wrong_setting_stays_marked_whatever_else_changes(
    lab: Laboratory, complaints: Complaints
) -> None:
    complaints.expect(REFUSED)
    lab.open()
    lab.field("Learning rate").fill("0")
    lab.field("Learning rate").press("Enter")
    is_marked(lab, "Learning rate", "must be a number above 0")
    lab.button("Add example").click()
    expect(lab.field("Example 5, input 1")).to_be_visible()
    is_marked(lab, "Learning rate", "must be a number above 0")
    expect(lab.field("Learning rate")).to_have_value("0")


def test_two_wrong_cells_each_keep_their_own_mark(lab: Laboratory, complaints: Complaints) -> None:
    complaints.expect(REFUSED)
    lab.open()
    for name in ("Example 1, target 1", "Example 3, target 1"):
        lab.field(name).fill("7")
        lab.field(name).press("Tab")
        is_marked(lab, name, name)
    lab.field("Example 1, target 1").focus()
    is_marked(lab, "Example 1, target 1", "Example 1, target 1")
    lab.field("Example 1, target 1").fill("1")
    lab.field("Example 1, target 1").press("Tab")
    expect(lab.field("Example 1, target 1")).not_to_have_attribute("aria-invalid", "true")
    is_marked(lab, "Example 3, target 1", "Example 3, target 1")
    lab.field("Example 3, target 1").press("Escape")
    is_fine(lab, "Example 3, target 1")
    expect(lab.field("Example 3, target 1")).to_have_value("1")


def test_a_wrong_cell_stays_marked_whatever_else_changes(
    lab: Laboratory, complaints: Complaints
) -> None:
    """What stands in a cell is what the network is trained on, or else it is marked."""
    complaints.expect(REFUSED)
    lab.open()
    wrong = lab.field("Example 1, target 1")
    wrong.fill("7")
    wrong.press("Tab")
    is_marked(lab, "Example 1, target 1", "Example 1, target 1")
    lab.field("Example 4, input 1").fill("0.5")
    lab.field("Example 4, input 1").press("Enter")
    expect(lab.button("Undo")).to_be_enabled()
    is_marked(lab, "Example 1, target 1", "Example 1, target 1")
    expect(wrong).to_have_value("7")
    assert lab.agrees()["experiment"]["targets"][0] == [0]


def test_a_wrong_block_names_its_cell(lab: Laboratory, complaints: Complaints) -> None:
    complaints.expect(REFUSED)
    lab.open()
    before = lab.state()
    lab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab.page.evaluate("text => navigator.clipboard.writeText(text)", "1\t0\n0\t3\n")
    lab.field("Example 2, input 3").focus()
    lab.page.keyboard.press("ControlOrMeta+v")
    expect(lab.complaint()).to_contain_text("Example 3, target 1 must be a number between 0 and 1")
    assert lab.state() == before
