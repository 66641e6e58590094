"""Everything without a mouse: the four keys of the page, and the way from field to field."""

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def tabs_to(lab: Laboratory, name: str) -> None:
    """Goes on with Tab until the button of this name has the focus."""
    button = lab.button(name).element_handle()
    for _ in range(80):
        lab.page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {name!r}")


def test_the_keys_of_the_page(lab: Laboratory) -> None:
    lab.open()
    press = lab.page.keyboard.press
    press("ArrowRight")
    lab.is_at(1)
    press("Shift+ArrowLeft")  # the browser's
    press("ArrowRight")
    lab.is_at(2)
    press("ArrowLeft")
    lab.is_at(1)
    lab.agrees()
    press("Space")
    lab.button("Pause").wait_for()
    lab.until(lambda: lab.iteration > 1)
    press("Space")
    lab.button("Run").wait_for()
    lab.agrees()
    press("Home")
    lab.is_at(0)
    assert lab.agrees()["status"] == "paused"


def the_first_tab_leads_past_the_controls(lab: Laboratory) -> None:
    lab.page.keyboard.press("Tab")
    skip = lab.page.get_by_role("link", name="Skip to the table")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()


def fields_keep_their_keys(lab: Laboratory) -> None:
    lab.field("Learning rate").focus()
    for key in ("Space", "ArrowRight", "ArrowLeft", "Home"):
        lab.page.keyboard.press(key)
    lab.field("Example 1, input 1").focus()
    for key in ("ArrowRight", "ArrowLeft", "Home"):
        lab.page.keyboard.press(key)
    lab.slider("Speed").press("ArrowLeft")
    lab.lessons().press("Home")
    lab.button("Step").click()
    lab.until(lambda: lab.iteration > 0)
    assert lab.agrees()["iteration"] == 1


def the_keys_work_on_a_button_that_was_pressed(lab: Laboratory) -> None:
    """Space then presses that very button, as everywhere."""
    lab.button("Step").click()
    lab.is_at(2)
    lab.page.keyboard.press("ArrowRight")
    lab.is_at(3)
    lab.page.keyboard.press("Space")
    lab.is_at(4)
    assert lab.agrees()["status"] == "paused"


def test_each_key_is_for_what_has_the_focus(lab: Laboratory) -> None:
    """One after the other on one page."""
    lab.open()
    the_first_tab_leads_past_the_controls(lab)
    fields_keep_their_keys(lab)
    the_keys_work_on_a_button_that_was_pressed(lab)


def test_the_keys_are_listed_and_can_be_switched_off(lab: Laboratory) -> None:
    lab.open()
    tabs_to(lab, "Keys")
    lab.page.keyboard.press("Enter")
    dialog = lab.page.get_by_role("dialog", name="Keys", exact=True)
    expect(dialog).to_be_visible()
    for words in ("run and pause", "one step forward", "one step back", "reset"):
        expect(dialog.get_by_text(words, exact=True)).to_be_visible()
    switch = dialog.get_by_role("checkbox")
    expect(switch).to_be_checked()
    switch.uncheck()
    lab.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(lab.button("Keys")).to_be_focused()

    lab.page.keyboard.press("ArrowRight")
    lab.button("Step").click()
    lab.is_at(1)
    assert lab.agrees()["status"] == "paused"

    lab.page.reload()
    lab.page.keyboard.press("ArrowRight")
    lab.button("Keys").click()
    expect(switch).not_to_be_checked()
    switch.check()
    lab.button("Close").click()
    lab.page.keyboard.press("ArrowRight")
    lab.is_at(2)
    lab.agrees()


def test_a_minute_without_a_mouse(lab: Laboratory) -> None:
    lab.open()
    tabs_to(lab, "Run")
    lab.page.keyboard.press("Enter")
    expect(lab.button("Pause")).to_be_focused()
    lab.until(lambda: lab.iteration > 0)
    lab.page.keyboard.press("Enter")
    expect(lab.button("Run")).to_be_focused()
    at = lab.iteration
    lab.page.keyboard.press("Tab")
    expect(lab.button("Step")).to_be_focused()
    lab.page.keyboard.press("Enter")
    lab.is_at(at + 1)
    tabs_to(lab, "Choose example 2")
    lab.page.keyboard.press("Enter")
    lab.page.keyboard.press("Tab")
    expect(lab.field("Example 2, input 1")).to_be_focused()
    lab.page.keyboard.type("0.5")
    tabs_to(lab, "Add example")
    lab.page.keyboard.press("Enter")
    lab.field("Example 5, input 1").wait_for()
    expect(lab.button("Add example")).to_be_focused()
    assert lab.agrees()["experiment"]["inputs"][1:] == [
        [0.5, 1, 1],
        [1, 0, 1],
        [1, 1, 1],
        [0, 0, 0],
    ]
