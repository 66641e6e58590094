"""Numbers and blocks as people have them, typed and pasted: nothing changes without a word."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Complaints
from tests.browser.laboratory import Laboratory
from tests.browser.test_own_data import dialog, understood, used

ARRAYS = "X = np.array([[0,1],\n              [1,1]])\ny = np.array([[1,0]]).T\n"


def clipboard(lab: Laboratory, text: str) -> None:
    lab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab.page.evaluate("text => navigator.clipboard.writeText(text)", text)


def pastes(lab: Laboratory, place: Locator, text: str) -> None:
    clipboard(lab, text)
    place.focus()
    lab.page.keyboard.press("ControlOrMeta+v")


def types(lab: Laboratory, name: str, text: str) -> None:
    lab.field(name).fill(text)
    lab.field(name).press("Enter")


def an_empty_cell_in_front_keeps_its_place(lab: Laboratory) -> None:
    pastes(lab, lab.field("Example 1, input 1"), "\t7")
    expect(lab.field("Example 1, input 2")).to_have_value("7")
    assert lab.agrees()["experiment"]["inputs"][0] == [0, 7, 1]


def one_column_stays_one_column(lab: Laboratory) -> None:
    """Decimal commas, and a blank row, as a spreadsheet puts them on the clipboard."""
    pastes(lab, lab.field("Example 1, input 1"), "0,5\n\n0,7\n")
    expect(lab.field("Example 3, input 1")).to_have_value("0.7")
    expect(lab.field("Example 1, input 1")).to_have_value("0.5")
    inputs = lab.agrees()["experiment"]["inputs"]
    assert inputs == [[0.5, 7, 1], [0, 1, 1], [0.7, 0, 1], [1, 1, 1]]


def test_what_is_pasted_over_cells_keeps_its_place(lab: Laboratory) -> None:
    lab.open()
    an_empty_cell_in_front_keeps_its_place(lab)
    one_column_stays_one_column(lab)


def test_what_can_be_two_numbers_is_asked_about(lab: Laboratory, complaints: Complaints) -> None:
    complaints.expect("status of 422")
    lab.open()
    before = lab.state()
    types(lab, "Learning rate", "1,000")
    expect(lab.complaint()).to_contain_text("can be 1000 or 1: write it without the comma")
    expect(lab.field("Learning rate")).to_have_value("1,000")
    assert lab.state() == before
    types(lab, "Learning rate", "1000")
    expect(lab.complaint()).to_have_count(0)
    assert lab.state()["experiment"]["learning_rate"] == 1000
    pastes(lab, lab.field("Example 1, input 1"), "1,250\n2,500\n")
    expect(lab.complaint()).to_contain_text("can be 1250 or 1.25")


def test_the_dialog_asks_and_shows_what_it_understood(lab: Laboratory) -> None:
    lab.open()
    pastes(lab, lab.button("Step"), "a\tb\ty\n1.250\t7%\t0\n2.500\t–9%\t1\n")
    understood(lab, "2 rows, 3 columns")
    expect(dialog(lab).get_by_role("alert").filter(has_text="can be 1250 or 1.25")).to_be_visible()
    expect(lab.button("Use this table")).to_be_disabled()
    meaning = dialog(lab).get_by_role("combobox", name="What 1.250 is in a")
    meaning.select_option("1250")
    rows = dialog(lab).get_by_role("row")
    expect(rows.filter(has_text="1.250 → 1250")).to_contain_text("7% → 0.07")
    expect(meaning).to_have_value(",")
    expect(lab.button("Use this table")).to_be_enabled()
    assert [row[1] for row in used(lab)["inputs"]] == [0.07, -0.09]


def numbers_pasted_beside_the_cells_are_a_table(lab: Laboratory) -> None:
    pastes(lab, lab.button("Step"), "0\t1\t1\n1\t0\t0\n")
    understood(lab, "2 rows, 3 columns")
    lab.button("Cancel").click()
    pastes(lab, lab.button("Step"), "0.5\n0.7\n")
    expect(dialog(lab).get_by_text("has only one column")).to_be_visible()
    lab.button("Cancel").click()


def what_parts_the_columns_is_asked_and_can_be_taken_back(lab: Laboratory) -> None:
    pastes(lab, lab.button("Step"), "0,5\n0,7\n")
    parted = dialog(lab).get_by_role("combobox", name="Columns are parted by")
    expect(parted).to_have_value("open")
    expect(lab.button("Use this table")).to_be_disabled()
    parted.select_option("nothing")
    expect(dialog(lab).get_by_text("has only one column")).to_be_visible()
    parted.select_option("commas")
    expect(lab.button("Use this table")).to_be_enabled()
    lab.button("Cancel").click()


def choosing_a_role_guesses_the_others_anew(lab: Laboratory) -> None:
    text = "name\ta\tb\tkind\nAda\t1\t0\tx\nBo\t2\t1\tz\nCy\t4\t1\tx\n"
    pastes(lab, lab.button("Step"), text)
    understood(lab, "3 rows, 4 columns")
    expect(dialog(lab).get_by_text("left out: no two are alike: these are names")).to_be_visible()
    role = {each: dialog(lab).get_by_role("combobox", name=f"Role of {each}") for each in "ab"}
    kind = dialog(lab).get_by_role("combobox", name="Role of kind")
    expect(kind).to_have_value("target")
    role["b"].select_option("target")
    expect(kind).to_have_value("input")
    role["b"].select_option("leave out")
    expect(kind).to_have_value("target")
    assert used(lab)["target_names"] == ["kind z"]


def test_the_dialog_is_told_what_a_table_means(lab: Laboratory) -> None:
    """What is cancelled leaves nothing, so that one page serves for the next."""
    lab.open()
    numbers_pasted_beside_the_cells_are_a_table(lab)
    what_parts_the_columns_is_asked_and_can_be_taken_back(lab)
    choosing_a_role_guesses_the_others_anew(lab)


@pytest.mark.parametrize("into_a_cell", [True, False])
def test_the_articles_arrays_are_pasted(lab: Laboratory, into_a_cell: bool) -> None:
    lab.open()
    place = lab.field("Example 1, input 1") if into_a_cell else lab.button("Step")
    pastes(lab, place, ARRAYS)
    understood(lab, "2 inputs and 1 target; 2 rows to train on")
    experiment = used(lab)
    assert (experiment["inputs"], experiment["targets"]) == ([[0, 1], [1, 1]], [[1], [0]])


def a_keypad_has_a_minus_where_one_can_be_needed(lab: Laboratory) -> None:
    """An iPhone's keypad for decimals has none."""
    weight = lab.matrix("syn0").first
    weight.scroll_into_view_if_needed()
    expect(weight).not_to_be_empty()
    weight.click()
    for name in (
        "Example 1, input 1",
        "Example 1, target 1",
        "New situation 1, input 1",
        "Set this weight",
    ):
        expect(lab.field(name)).not_to_have_attribute("inputmode", "decimal")
        expect(lab.field(name)).not_to_have_attribute("inputmode", "numeric")
    expect(lab.field("Learning rate")).to_have_attribute("inputmode", "decimal")


def a_weight_shows_what_the_run_has(lab: Laboratory) -> None:
    weight = lab.matrix("syn0").first
    weight.scroll_into_view_if_needed()
    expect(weight).not_to_be_empty()
    weight.click()
    for typed in ("0,25", "0,250"):
        types(lab, "Set this weight", typed)
        expect(lab.field("Set this weight")).to_have_value("0.25")
    lab.until(lambda: lab.state()["weights"][0][0][0] == 0.25)


def scaled_numbers_are_whole_and_what_is_cut_says_so(lab: Laboratory) -> None:
    cell = lab.field("Example 1, input 1")
    for text, is_cut in (("0.1667", False), ("0.123456789", True)):
        types(lab, "Example 1, input 1", text)
        expect(cell).to_have_attribute("title", text)
        lab.button("Step").focus()
        assert cell.evaluate("cell => cell.scrollWidth > cell.clientWidth") is is_cut
        expect(cell).to_have_css("text-overflow", "ellipsis")


def a_field_shows_what_the_run_has(lab: Laboratory) -> None:
    """However it was typed, and also when nothing was changed by it."""
    for name, typed, shown in (
        ("Learning rate", "0,5", "0.5"),
        ("Learning rate", "0,50", "0.5"),
        ("Example 1, input 1", "1 250", "1250"),
        ("Example 1, input 1", "1250,0", "1250"),
        ("Example 4, input 3", "–2", "-2"),
        ("Hidden layers", "3 ,2", "3, 2"),
        ("Name of input 1", "  height ", "height"),
    ):
        types(lab, name, typed)
        expect(lab.field(name)).to_have_value(shown)
    experiment = lab.agrees()["experiment"]
    assert (experiment["learning_rate"], experiment["hidden"]) == (0.5, [3, 2])
    assert experiment["inputs"][0][0] == 1250


def test_every_field_shows_what_the_run_has_and_can_be_typed_into(lab: Laboratory) -> None:
    """One after the other on one page; the first only looks."""
    lab.open()
    a_keypad_has_a_minus_where_one_can_be_needed(lab)
    a_weight_shows_what_the_run_has(lab)
    scaled_numbers_are_whole_and_what_is_cut_says_so(lab)
    a_field_shows_what_the_run_has(lab)
