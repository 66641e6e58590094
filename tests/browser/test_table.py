"""Rows and columns come and go, blocks are pasted."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory


def pastes(lab: Laboratory, name: str, text: str) -> None:
    """Puts a block on the real clipboard and pastes it over a cell."""
    lab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    lab.field(name).focus()
    lab.page.keyboard.press("ControlOrMeta+v")


def test_examples_come_and_go(lab: Laboratory) -> None:
    """The network stays: its weights know nothing of rows."""
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    weights = lab.state()["weights"]

    lab.button("Add example").click()
    expect(lab.field("Example 5, input 3")).to_have_value("0")
    state = lab.agrees()
    assert state["iteration"] == 1
    assert state["weights"] == weights
    assert state["experiment"]["inputs"][4] == [0, 0, 0]

    lab.button("Remove example 2").click()
    expect(lab.field("Example 5, input 1")).to_have_count(0)
    state = lab.agrees()
    assert state["experiment"]["inputs"] == [[0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 0, 0]]
    assert state["experiment"]["targets"] == [[0], [1], [0], [0]]
    assert state["weights"] == weights


def test_inputs_come_and_go(lab: Laboratory) -> None:
    """Another shape is another network: it starts at iteration 0."""
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    lab.button("Add input").click()
    expect(lab.field("Example 4, input 4")).to_have_value("0")
    lab.is_at(0)
    state = lab.agrees()
    assert [len(matrix) for matrix in state["weights"]] == [4, 4]
    expect(lab.picture("Network").get_by_role("img", name="input 4, value 0")).to_be_visible()

    lab.button("Remove input 1").click(force=True)
    expect(lab.field("Example 1, input 4")).to_have_count(0)
    assert lab.agrees()["experiment"]["inputs"][1] == [1, 1, 0]


def test_targets_come_and_go(lab: Laboratory) -> None:
    lab.open("nine-lines")
    expect(lab.button("Remove target 1")).to_have_count(0)
    lab.button("Add target").click()
    expect(lab.field("Example 1, target 2")).to_have_value("0")
    expect(lab.neurons()).to_have_count(2)
    assert len(lab.agrees()["layers"][-1][0]) == 2
    expect(lab.number("New situation 1, answer 2")).to_be_visible()

    lab.button("Remove target 1").click(force=True)
    expect(lab.field("Example 1, target 2")).to_have_count(0)
    assert lab.agrees()["experiment"]["targets"] == [[0]] * 4


def situations_come_and_go(lab: Laboratory) -> None:
    lab.button("Add situation").click()
    expect(lab.number("New situation 2, answer 1")).to_be_visible()
    assert len(lab.agrees()["answers"]) == 2
    for number in (1, 1):
        lab.button(f"Remove situation {number}").click()
        lab.until(lambda: lab.button("Remove situation 2").count() == 0)
    expect(lab.table("New situations")).to_have_count(0)
    expect(lab.page.get_by_text("Inputs the network was never shown")).to_be_visible()
    lab.button("Add situation").click()
    expect(lab.field("New situation 1, input 3")).to_have_value("0")


def the_last_example_stays(lab: Laboratory) -> None:
    for left in (3, 2, 1):
        lab.button("Remove example 1").click()
        expect(lab.field(f"Example {left + 1}, input 1")).to_have_count(0)
    expect(lab.button("Remove example 1")).to_have_count(0)
    assert lab.agrees()["experiment"]["inputs"] == [[1, 1, 1]]


def test_situations_come_and_go_and_the_last_example_stays(lab: Laboratory) -> None:
    lab.open()
    situations_come_and_go(lab)
    the_last_example_stays(lab)


BLOCK = [[0.5, 0.25, 1], [1, 0.75, 0]]


BLOCKS = {
    "tabs": "0.5\t0.25\t1\r\n1\t0.75\t0\r\n",
    "tabs and decimal commas": "0,5\t0,25\t1\n1\t0,75\t0",
    "commas": "0.5,0.25,1\n1,0.75,0\n",
    "semicolons and decimal commas": "0,5;0,25;1\n1;0,75;0",
}


def test_blocks_are_pasted(lab: Laboratory) -> None:
    lab.open()
    for text in BLOCKS.values():
        pastes(lab, "Example 2, input 1", text)
        lab.until(lambda: lab.state()["experiment"]["inputs"][1:3] == BLOCK)
        expect(lab.field("Example 2, input 1")).to_have_value("0.5")
        experiment = lab.agrees()["experiment"]
        assert experiment["inputs"][0] == [0, 0, 1]
        assert experiment["targets"] == [[0], [1], [1], [0]]
        lab.button("Undo").click()
        expect(lab.field("Example 2, input 1")).to_have_value("0")


def one_number_is_pasted_like_any_text(lab: Laboratory) -> None:
    pastes(lab, "Example 1, target 1", "0,5")
    expect(lab.field("Example 1, target 1")).to_have_value("0,5")
    lab.page.keyboard.press("Enter")
    lab.until(lambda: lab.state()["experiment"]["targets"][0] == [0.5])
    expect(lab.field("Example 1, target 1")).to_have_value("0.5")


def a_block_may_reach_into_the_targets_and_below_the_table(lab: Laboratory) -> None:
    pastes(lab, "Example 4, input 3", "0\t1\n1\t0,5\n")
    expect(lab.field("Example 5, target 1")).to_have_value("0.5")
    told = lab.page.get_by_text("1 example was added, with 0 wherever nothing was pasted.")
    expect(told).to_be_in_viewport()
    lab.field("Example 1, input 1").focus()
    expect(told).to_be_hidden()
    experiment = lab.agrees()["experiment"]
    assert experiment["inputs"][3:] == [[1, 1, 0], [0, 0, 1]]
    assert experiment["targets"][3:] == [[1], [0.5]]
    assert lab.iteration == 0


def test_one_number_and_a_block_are_pasted_over_the_targets(lab: Laboratory) -> None:
    lab.open()
    one_number_is_pasted_like_any_text(lab)
    a_block_may_reach_into_the_targets_and_below_the_table(lab)


def test_the_table_is_saved_as_csv(lab: Laboratory) -> None:
    lab.open()
    pastes(lab, "Example 3, input 1", "0,5\t0,25\t1\n")
    expect(lab.field("Example 3, input 2")).to_have_value("0.25")
    lab.field("Name of target 1").fill("rain")
    lab.field("Name of target 1").press("Enter")
    expect(
        lab.table("New situations").get_by_role("columnheader", name="rain: answer")
    ).to_have_count(1)
    with lab.page.expect_download() as saved:
        lab.page.get_by_role("link", name="Save CSV").click()
    assert Path(saved.value.path()).read_text().splitlines() == [
        "input 1,input 2,input 3,rain",
        "0,0,1,0",
        "0,1,1,1",
        "0.5,0.25,1,1",
        "1,1,1,0",
    ]
