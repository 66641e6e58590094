"""A table of one's own: opened, dropped or pasted, looked at, changed, used, undone, learned."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.laboratory import Laboratory
from tests.webapp.tables import SPECIES, flowers

DROP = """([text, name]) => {
    const files = new DataTransfer();
    files.items.add(new File([text], name, { type: "text/csv" }));
    for (const type of ["dragenter", "dragover", "drop"]) {
        const options = { dataTransfer: files, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent(type, options));
    }
}"""


def drops(lab: Laboratory, text: str, name: str = "flowers.csv") -> None:
    """Lets a file fall on the page."""
    lab.page.evaluate(DROP, [text, name])


def chooses(lab: Laboratory, text: str | bytes, name: str = "flowers.csv") -> None:
    """Opens a file with the browser's own chooser."""
    lab.button("Open CSV").click()
    with lab.page.expect_file_chooser() as chooser:
        dialog(lab).get_by_text("Choose a file").click()
    data = text.encode() if isinstance(text, str) else text
    chooser.value.set_files(files={"name": name, "mimeType": "text/csv", "buffer": data})


def dialog(lab: Laboratory) -> Locator:
    return lab.page.get_by_role("dialog", name="Your own data")


def choice(lab: Laboratory, name: str) -> Locator:
    return dialog(lab).get_by_role("combobox", name=name, exact=True)


def understood(lab: Laboratory, text: str) -> None:
    """Waits until the dialog says so."""
    expect(dialog(lab).get_by_role("status")).to_contain_text(text)


def used(lab: Laboratory) -> dict[str, Any]:
    """Uses the table; the experiment that came of it."""
    lab.button("Use this table").click()
    expect(dialog(lab)).to_be_hidden()
    experiment: dict[str, Any] = lab.state()["experiment"]
    return experiment


def test_dropped_and_learned_by_somebody_who_has_read_nothing(lab: Laboratory) -> None:
    lab.open()
    drops(lab, flowers())
    understood(lab, "150 rows, 5 columns")
    used(lab)
    expect(lab.button("Run")).to_be_focused()
    lab.page.keyboard.press("Space")
    lab.until(lambda: lab.iteration > 0)
    lab.button("Finish").click()
    lab.until(lambda: lab.state()["status"] == "finished", 30)
    state = lab.state()
    assert state["error"] < 0.06
    expect(lab.number("Example 1, answer 1")).to_have_text(f"{state['layers'][-1][0][0]:.4f}")
    expect(lab.lessons()).to_have_value("")
    expect(lab.field("Name of target 3")).to_have_value(SPECIES[2])


def test_nothing_changes_before_it_is_confirmed(lab: Laboratory) -> None:
    lab.open()
    before = lab.state()
    chooses(lab, flowers())
    understood(lab, "5 inputs and 3 targets; 150 rows to train on")
    expect(dialog(lab).get_by_text("virginica → 0 0 1")).to_be_visible()
    choice(lab, "Hold out for testing").select_option("20 %")
    understood(lab, "30 held out")
    lab.button("Cancel").click()
    expect(dialog(lab)).to_be_hidden()
    assert lab.state() == before

    lab.button("Open CSV").click()
    expect(dialog(lab).get_by_role("status")).to_have_count(0)
    expect(lab.button("Use this table")).to_be_disabled()
    lab.page.keyboard.press("Escape")
    expect(dialog(lab)).to_be_hidden()


def test_roles_and_treatments_are_changed_with_the_keyboard(lab: Laboratory) -> None:
    """The dialog answers every choice, and the focus stays where it is."""
    lab.open()
    drops(lab, flowers(";", ","))
    understood(lab, "5 inputs")
    role = choice(lab, "Role of sepal length")
    role.focus()
    lab.page.keyboard.press("l")  # leave out
    understood(lab, "4 inputs")
    expect(role).to_be_focused()
    expect(choice(lab, "Treatment of sepal length")).to_have_count(0)
    choice(lab, "Treatment of sepal width").select_option("as it is")
    expect(choice(lab, "Treatment of sepal width")).to_have_value("as it is")
    hidden = dialog(lab).get_by_role("textbox", name="Hidden neurons")
    hidden.fill("5")
    hidden.press("Enter")
    lab.until(lambda: hidden.input_value() == "5")
    experiment = used(lab)
    assert experiment["input_names"][0] == "sepal width"
    assert max(row[0] for row in experiment["inputs"]) > 2
    assert experiment["hidden"] == [5]


def test_one_undo_brings_the_old_table_back(lab: Laboratory) -> None:
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    before = lab.state()
    drops(lab, flowers())
    understood(lab, "150 rows")
    used(lab)
    lab.is_at(0)
    lab.button("Undo").click()
    lab.is_at(1)
    assert lab.agrees() == before
    expect(lab.lessons()).to_have_value("eleven-lines")


def test_faults_are_listed_and_left_out(lab: Laboratory) -> None:
    lab.open()
    drops(lab, "length,kind\n1,a\n,b\n2,a\nlong,b\n3,b\n4,a\n")
    faults = dialog(lab).get_by_role("region", name="2 faulty rows").get_by_role("listitem")
    expect(faults).to_have_text(
        ["Row 3, length: is missing", "Row 5, length: must be a number, not “long”"]
    )
    expect(lab.button("Use this table")).to_be_disabled()
    dialog(lab).get_by_label("Leave out the faulty rows").check()
    expect(lab.button("Use this table")).to_be_enabled()
    assert len(used(lab)["inputs"]) == 4


NO_TABLES = [
    (b"", "is empty"),
    (b"\x89PNG\r\n\x1a\n\0\0\0", "is no text"),
    (b"PK\x03\x04\0", "save it as CSV"),
    (b"1,0\n" * 600_000, "is too large"),
]


def test_what_is_no_table_is_refused_in_words(lab: Laboratory) -> None:
    lab.open()
    before = lab.state()
    for data, message in NO_TABLES:
        chooses(lab, data, "x.csv")
        expect(dialog(lab).get_by_role("alert").filter(has_text=message)).to_be_visible()
        expect(lab.button("Use this table")).to_be_disabled()
        lab.button("Cancel").click()
        assert lab.state() == before


def test_a_file_from_german_windows(lab: Laboratory) -> None:
    lab.open()
    chooses(lab, "Größe;Art\r\n1,5;süß\r\n7,5;bitter\r\n".encode("cp1252"))
    understood(lab, "2 rows, 2 columns")
    experiment = used(lab)
    assert experiment["input_names"] == ["Größe", "always 1"]
    assert experiment["target_names"] == ["Art süß"]


def test_rows_with_names_are_pasted(lab: Laboratory) -> None:
    """Into a cell, anywhere on the page, or into the dialog."""
    lab.open()
    lab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = flowers("\t", ",")
    lab.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    places: list[Callable[[], None]] = [
        lambda: lab.field("Example 1, input 1").focus(),
        lambda: lab.button("Step").focus(),
        lambda: (
            lab.button("Open CSV").click(),
            dialog(lab).get_by_role("textbox", name="Paste rows").focus(),
        )[0],
    ]
    for place in places:
        place()
        lab.page.keyboard.press("ControlOrMeta+v")
        understood(lab, "150 rows, 5 columns")
        lab.button("Cancel").click()
        expect(dialog(lab)).to_be_hidden()
    assert lab.state()["lesson"] == "eleven-lines"


def test_a_saved_table_opens_with_one_click(lab: Laboratory) -> None:
    lab.open("parity-three")
    before = lab.agrees()["experiment"]
    with lab.page.expect_download() as saved:
        lab.page.get_by_role("link", name="Save CSV").click()
    text = Path(saved.value.path()).read_text()
    lab.field("Example 1, input 1").fill("7")
    lab.field("Example 1, input 1").press("Enter")
    lab.until(lambda: lab.state()["experiment"] != before)
    drops(lab, text, "table.csv")
    understood(lab, "8 rows")
    assert used(lab) == before


def test_what_is_held_out_is_drawn_and_told(lab: Laboratory) -> None:
    lab.open()
    held_out = lab.number("Mean error of held-out examples")
    expect(held_out).to_be_hidden()
    drops(lab, flowers())
    understood(lab, "150 rows")
    choice(lab, "Hold out for testing").select_option("50 %")
    understood(lab, "75 rows to train on, 75 held out")
    used(lab)
    expect(lab.page.get_by_text("75 more examples are held out")).to_be_visible()
    lab.button("Finish").click()
    lab.until(lambda: lab.state()["status"] == "finished", 30)
    state = lab.state()
    expect(held_out).to_have_text(f"{state['test_error']:.6f}")
    drawn = "() => document.querySelectorAll('#descent .scatterlayer .trace').length"
    lab.until(lambda: lab.page.evaluate(drawn) == 2)

    lab.button("Undo").click()
    expect(held_out).to_be_hidden()
    lab.until(lambda: lab.page.evaluate(drawn) <= 1)


def test_the_dialog_is_usable_by_everybody(
    lab: Laboratory, accessible: Callable[..., None], legible: Callable[..., None]
) -> None:
    lab.open()
    drops(lab, flowers() + "1,2,,4,setosa\n")
    expect(dialog(lab).get_by_text("1 faulty row")).to_be_visible()
    for width, height in ((1280, 720), (390, 844)):
        lab.page.set_viewport_size({"width": width, "height": height})
        lab.page.emulate_media(color_scheme="light")
        accessible(lab.page, "#own-data")
        lab.page.emulate_media(color_scheme="dark")
        legible(lab.page, "#own-data")
        for name in ("Use this table", "Cancel"):
            expect(lab.button(name)).to_be_in_viewport(ratio=1)


def test_points_of_two_classes_are_a_start(lab: Laboratory) -> None:
    lab.open()
    before = lab.state()["experiment"]
    lab.button("Open CSV").click()
    choice(lab, "Points").select_option("spirals")
    dialog(lab).get_by_label("Number").fill("60")
    lab.button("Make points").click()
    understood(lab, "spirals.csv: 60 rows, 4 columns")
    assert len(used(lab)["inputs"]) == 60
    lab.button("Undo").click()
    lab.until(lambda: lab.state()["experiment"] == before)
