"""The table as a place of work: cells are typed, moved between, taken back as in a spreadsheet."""

from playwright.sync_api import Locator, expect

from tests.browser.laboratory import Laboratory


def holds(lab: Laboratory, table: str, row: int, column: int, value: float) -> None:
    """Waits until the run has this value at this place."""
    lab.until(lambda: lab.state()["experiment"][table][row][column] == value)


def types(lab: Laboratory, name: str, text: str) -> Locator:
    """Goes into a cell and writes, as one does: what stood there is written over."""
    cell = lab.field(name)
    cell.focus()
    lab.page.keyboard.type(text)
    return cell


KEYS = {
    "Enter": "Example 3, input 2",
    "Shift+Enter": "Example 1, input 2",
    "Tab": "Example 2, input 3",
    "Shift+Tab": "Example 2, input 1",
    "ArrowDown": "Example 3, input 2",
    "ArrowUp": "Example 1, input 2",
    "ArrowRight": "Example 2, input 3",
}


def test_keys_take_the_value_and_move_on(lab: Laboratory) -> None:
    lab.open()
    for value, (key, next_cell) in enumerate(KEYS.items(), 2):
        types(lab, "Example 2, input 2", str(value / 4)).press(key)
        expect(lab.field(next_cell)).to_be_focused()
        holds(lab, "inputs", 1, 1, value / 4)
    state = lab.agrees()
    assert state["iteration"] == 0
    assert state["layers"][0] == [[0, 0, 1], [0, 2, 1], [1, 0, 1], [1, 1, 1]]


def test_a_column_is_filled_without_a_mouse(lab: Laboratory) -> None:
    """Typing on at once, the next cell is written over although the answer came in between."""
    lab.open()
    lab.field("Example 1, target 1").focus()
    for value in ("1", "0,5", "0.25", "1"):
        lab.page.keyboard.type(value)
        lab.page.keyboard.press("Enter")
    lab.until(lambda: lab.state()["experiment"]["targets"] == [[1], [0.5], [0.25], [1]])
    expect(lab.field("Example 2, target 1")).to_have_value("0.5")
    lab.agrees()


def test_an_edit_while_it_runs_takes_hold_at_once(lab: Laboratory) -> None:
    lab.open()
    lab.runs()
    types(lab, "Example 1, target 1", "1").press("Enter")
    holds(lab, "targets", 0, 0, 1)
    at = lab.iteration
    lab.until(lambda: lab.iteration > at)
    state = lab.state()
    assert state["status"] == "running"
    assert state["errors"][0][0] > 0
    lab.pauses()
    lab.agrees()


def test_what_is_being_typed_survives_the_others(lab: Laboratory) -> None:
    """A row that somebody else adds leaves the caret, and the text not yet sent, where they are."""
    lab.open()
    cell = types(lab, "Example 3, input 2", "0.125")
    lab.page.request.patch(
        f"{lab.page.url}/experiment",
        data={
            "inputs": [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1], [0, 0, 0]],
            "targets": [[0], [1], [1], [0], [1]],
        },
    )
    expect(lab.field("Example 5, input 1")).to_be_visible()
    expect(cell).to_be_focused()
    expect(cell).to_have_value("0.125")
    lab.page.keyboard.type("5")
    cell.press("Enter")
    holds(lab, "inputs", 2, 1, 0.1255)


def test_a_cell_that_is_only_looked_at_follows_the_others(lab: Laboratory) -> None:
    """Even if it was typed in before."""
    lab.open()
    cell = types(lab, "Example 3, input 2", "0.5")
    cell.press("Enter")
    holds(lab, "inputs", 2, 1, 0.5)
    cell.focus()
    lab.page.request.post(f"{lab.page.url}/undo")
    expect(cell).to_have_value("0")
    expect(cell).to_be_focused()
    lab.page.keyboard.type("2")
    expect(cell).to_have_value("2")


def arrows_walk_through_the_tables_without_changing_them(lab: Laboratory) -> None:
    lab.field("Example 1, input 1").focus()
    for key, name in (
        ("ArrowRight", "Example 1, input 2"),
        ("ArrowRight", "Example 1, input 3"),
        ("ArrowRight", "Example 1, target 1"),
        ("ArrowDown", "Example 2, target 1"),
        ("ArrowLeft", "Example 2, input 3"),
        ("ArrowUp", "Example 1, input 3"),
        ("ArrowUp", "Example 1, input 3"),
    ):
        lab.page.keyboard.press(key)
        expect(lab.field(name)).to_be_focused()
    state = lab.agrees()
    assert (state["iteration"], state["status"]) == (0, "paused")
    expect(lab.button("Undo")).to_be_disabled()


def escape_takes_back_what_was_typed(lab: Laboratory) -> None:
    cell = types(lab, "Example 1, target 1", "0.7")
    cell.press("Escape")
    expect(cell).to_have_value("0")
    cell.press("Tab")
    lab.button("Step").click()
    lab.is_at(1)
    assert lab.agrees()["experiment"]["targets"][0] == [0]
    expect(lab.button("Undo")).to_be_disabled()


def test_nothing_is_changed_by_walking_or_by_what_is_taken_back(lab: Laboratory) -> None:
    lab.open()
    arrows_walk_through_the_tables_without_changing_them(lab)
    escape_takes_back_what_was_typed(lab)


def columns_have_names_of_their_own(lab: Laboratory) -> None:
    name = types(lab, "Name of input 2", "is it <b>raining</b>?")
    name.press("Enter")
    lab.until(lambda: lab.button("Undo").is_enabled())
    expect(name).to_have_value("is it <b>raining</b>?")
    neuron = lab.picture("Network").get_by_role("img", name="is it <b>raining</b>?, value 0")
    expect(neuron).to_be_visible()
    assert lab.agrees()["iteration"] == 0


def new_situations_are_cells_too(lab: Laboratory) -> None:
    before = lab.number("New situation 1, answer 1").inner_text()
    types(lab, "New situation 1, input 3", "1").press("Enter")
    holds(lab, "situations", 0, 2, 1)
    expect(lab.number("New situation 1, answer 1")).not_to_have_text(before)
    lab.agrees()


def within_a_text_the_arrows_move_the_caret(lab: Laboratory) -> None:
    cell = types(lab, "Example 1, input 1", "12")
    cell.press("ArrowLeft")
    expect(cell).to_be_focused()
    lab.page.keyboard.type(".")
    cell.press("Enter")
    holds(lab, "inputs", 0, 0, 1.2)


def test_every_kind_of_cell_can_be_written_in(lab: Laboratory) -> None:
    """One after the other on one page: none looks at what another has written."""
    lab.open()
    columns_have_names_of_their_own(lab)
    new_situations_are_cells_too(lab)
    within_a_text_the_arrows_move_the_caret(lab)
