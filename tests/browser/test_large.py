"""Networks and tables far larger than the articles': drawn, trained, still right."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.laboratory import PATIENCE, Laboratory

MOST = 2000
BEYOND_2 = re.compile(r"^([3-9]|\d{2,})$")


def table(rows: int, columns: int = 2) -> dict[str, Any]:
    """Inputs and a target that is their mean."""
    inputs = [[i % (10 - j) / 10 for j in range(columns)] for i in range(rows)]
    return {"inputs": inputs, "targets": [[sum(row) / columns] for row in inputs]}


def takes(lab: Laboratory, **experiment: Any) -> None:
    """Gives the run another experiment, as a script does."""
    answer = lab.page.request.patch(f"{lab.page.url}/experiment", data=experiment)
    assert answer.ok, answer.text()


def plays(lab: Laboratory) -> None:
    """A few iterations; by ids, as a name among so many cells takes half a second to find."""
    run = lab.page.locator("#run-button")
    run.click(timeout=1000 * PATIENCE)
    expect(lab.page.locator("#iteration")).to_have_text(BEYOND_2, timeout=1000 * PATIENCE)
    run.click(timeout=1000 * PATIENCE)
    expect(run).to_have_text("Run", timeout=1000 * PATIENCE)


def ink(lab: Laboratory) -> float:
    """The share of the network's picture that is drawn on."""
    share: float = lab.picture("Network").evaluate(
        """figure => {
            const canvas = figure.querySelector("canvas");
            const { width, height } = canvas;
            const reading = { willReadFrequently: true };
            const context = new OffscreenCanvas(width, height).getContext("2d", reading);
            context.drawImage(canvas, 0, 0);
            const { data } = context.getImageData(0, 0, width, height);
            const drawn = data.filter((value, place) => place % 4 === 3 && value > 0);
            return drawn.length / (width * height);
        }"""
    )
    return share


def test_three_layers_of_64_are_drawn_and_learn(lab: Laboratory) -> None:
    lab.open()
    lab.field("Hidden layers").fill("64, 64, 64")
    lab.field("Hidden layers").press("Enter")
    expect(lab.neurons()).to_have_count(193)
    lab.until(lambda: ink(lab) > 0.2)
    before = ink(lab)
    plays(lab)
    state = lab.agrees()
    lab.until(lambda: ink(lab) != before)
    expect(lab.neurons().nth(100)).to_have_accessible_name(
        re.compile(f"activation {state['layers'][2][0][36]:.2f}$")
    )
    lab.neurons().nth(100).click()
    lab.page.keyboard.press("ArrowDown")
    lab.page.keyboard.press("ArrowLeft")
    expect(lab.neurons().nth(37)).to_be_focused()


def test_150_rows(lab: Laboratory) -> None:
    """All of them stand in the table, which scrolls by itself; the rest stays in sight."""
    lab.open()
    takes(lab, **table(150))
    lab.page.locator("#example-149").wait_for(state="attached")
    expect(lab.field("Example 150, target 1")).to_be_attached()
    lab.button("Step").click()
    lab.is_at(1)
    lab.agrees()
    for name in ("Add example", "Open CSV", "Step", "Undo"):
        expect(lab.button(name)).to_be_in_viewport(ratio=1)
    expect(lab.field("New situation 1, input 1")).to_be_in_viewport(ratio=1)
    lab.field("Example 149, input 1").focus()
    lab.page.keyboard.press("Enter")
    expect(lab.field("Example 150, input 1")).to_be_in_viewport(ratio=1)
    lab.page.keyboard.type("0.5")
    lab.page.keyboard.press("Enter")
    lab.until(lambda: lab.state()["experiment"]["inputs"][149][0] == 0.5)
    lab.agrees()


def test_2000_rows(lab: Laboratory) -> None:
    """As many are shown as a page can bear, and it says that the others are there."""
    lab.open()
    takes(lab, **table(MOST, columns=6), hidden=[8], learning_rate=0.01)
    more = lab.page.get_by_text(f"of {MOST} examples are shown")
    lab.page.locator("#example-499").wait_for(state="attached")
    expect(more).to_be_attached()
    answers = lab.table("Training set").get_by_role("status")
    lab.button("Step").click()
    lab.is_at(1)
    state = lab.state()
    expect(lab.number("Mean error")).to_have_text(f"{state['error']:.6f}")
    shown = answers.all_inner_texts()
    assert len(shown) >= 500
    assert shown == [f"{row[0]:.4f}" for row in state["layers"][-1][: len(shown)]]
    plays(lab)
    expect(lab.page.locator("#mean-error")).to_have_text(f"{lab.state()['error']:.6f}")
