"""Every edit can be taken back and done again, in the page as in the run."""

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def edits(lab: Laboratory, name: str, value: str) -> None:
    undo = lab.button("Undo")
    before = undo.get_attribute("title")
    lab.field(name).fill(value)
    lab.field(name).press("Enter")
    lab.until(lambda: undo.get_attribute("title") != before)


def test_cells_go_back_and_forth(lab: Laboratory) -> None:
    """Also a cell that was typed in shows the old value again."""
    lab.open()
    expect(lab.button("Undo")).to_be_disabled()
    edits(lab, "Example 1, target 1", "1")
    edits(lab, "Example 2, input 1", "0.5")
    edits(lab, "Learning rate", "2")
    expect(lab.button("Undo")).to_have_attribute("title", "Undo: at 0: learning rate from 1 to 2")

    for name, value in (
        ("Learning rate", "1"),
        ("Example 2, input 1", "0"),
        ("Example 1, target 1", "0"),
    ):
        lab.button("Undo").click()
        expect(lab.field(name)).to_have_value(value)
        lab.agrees()
    expect(lab.button("Undo")).to_be_disabled()

    for name, value in (
        ("Example 1, target 1", "1"),
        ("Example 2, input 1", "0.5"),
        ("Learning rate", "2"),
    ):
        lab.button("Redo").click()
        expect(lab.field(name)).to_have_value(value)
        lab.agrees()
    expect(lab.button("Redo")).to_be_disabled()


def test_a_new_edit_ends_redo(lab: Laboratory) -> None:
    lab.open()
    edits(lab, "Seed", "7")
    lab.button("Undo").click()
    expect(lab.field("Seed")).to_have_value("1")
    expect(lab.button("Redo")).to_be_enabled()
    edits(lab, "Seed", "8")
    expect(lab.button("Redo")).to_be_disabled()


def test_another_network_is_taken_back_to_where_it_was(lab: Laboratory) -> None:
    lab.open()
    for iteration in (1, 2, 3):
        lab.button("Step").click()
        lab.is_at(iteration)
    before = lab.agrees()
    for change in ("New weights", "Add input", "More neurons"):
        lab.button(change).click()
        lab.is_at(0)
        lab.button("Undo").click()
        lab.is_at(3)
        after = lab.agrees()
        assert after["weights"] == before["weights"]
        assert after["experiment"] == before["experiment"]


def test_a_lesson_is_taken_back(lab: Laboratory) -> None:
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    lab.lessons().select_option("and")
    lab.is_at(0)
    lab.button("Undo").click()
    lab.is_at(1)
    expect(lab.lessons()).to_have_value("eleven-lines")
    lab.agrees()


def test_quick_clicks_take_back_one_edit_each(lab: Laboratory) -> None:
    lab.open()
    for value in ("0.1", "0.2", "0.3", "0.4"):
        edits(lab, "Example 1, input 1", value)
    lab.button("Undo").click(click_count=3, delay=1)
    expect(lab.field("Example 1, input 1")).to_have_value("0.1")
    lab.button("Redo").click(click_count=2, delay=1)
    expect(lab.field("Example 1, input 1")).to_have_value("0.3")
    lab.agrees()
