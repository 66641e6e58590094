"""An iteration is told in the order of its causes, and nobody has to wait for it.

The tests turn the page's clock by hand.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory

Another = Callable[..., Laboratory]
ACTS = ["forward", "error", "back", "update", "answer"]
SENTENCES = [
    "Lines 1 and 2: Each neuron adds up inputs times weights and makes its output of the sum.",
    "Line 3: How far off each answer is, and to which side: above 0 it has to rise.",
    "Lines 4 to 6: The error goes back through the same weights: "
    "each neuron’s share becomes its delta.",
    "Lines 7 and 8: Every weight takes its step, "
    "made of what came in through it and of the delta behind it, summed over all examples.",
    "Lines 1 and 2, again: With the new weights the inputs go forward to a new answer.",
]
AT_REST = "Line 1: Each hidden neuron adds up inputs times weights and squeezes the sum to 0 … 1."
LENGTH = 1200
PICTURE = 16
WATCH = """() => {
    const text = (id) => document.getElementById(id).textContent;
    const [network, output] = [document.getElementById("network"), '.neuron[data-layer="2"]'];
    const note = () => {
        seen.push({
            act: document.body.dataset.act ?? "",
            station: document.querySelector("#cycle [data-now]")?.dataset.station ?? "",
            why: text("line-why"),
            answer: text("answer-0-0"),
            isCornerBefore: document.querySelector("#plane .corner-answer.before") !== null,
            output: network.querySelector(output).getAttribute("aria-label"),
            isBefore: network.querySelector(output).classList.contains("before"),
            weight: network.querySelector(".weight:not(:empty)").textContent,
            widths: [...network.querySelectorAll(".synapse")].map(
                (line) => line.getAttribute("stroke-width")).join(),
            pulses: [...network.querySelectorAll(".pulse")].filter(
                (pulse) => Number(pulse.getAttribute("r")) > 0).length,
        });
        requestAnimationFrame(note);
    };
    window.seen = [];
    requestAnimationFrame(note);
}"""


@pytest.fixture
def stopped(newcomer: Another) -> Iterator[Callable[..., Laboratory]]:
    """Opens a page whose time passes when it is told to."""

    def open_page(**options: Any) -> Laboratory:
        lab = newcomer(**options)
        lab.page.clock.install()
        lab.open()
        lab.has_its_curves()
        lab.page.clock.pause_at(lab.page.evaluate("Date.now() + 2000"))
        return lab

    yield open_page


def arrives(lab: Laboratory, iteration: int) -> None:
    """Waits for a frame, while hardly any time passes on the page."""

    def there() -> bool:
        lab.page.clock.run_for(1)
        return lab.iteration == iteration

    lab.until(there)


def sees(lab: Laboratory, command: Callable[[], object]) -> list[dict[str, Any]]:
    """What is on the page in each picture of the first iteration, which a command brings."""
    lab.page.evaluate(WATCH)
    lab.page.clock.run_for(PICTURE)
    command()
    arrives(lab, 1)
    lab.page.clock.run_for(LENGTH + 3 * PICTURE)
    seen: list[dict[str, Any]] = lab.page.evaluate("window.seen")
    return seen


def sentences(seen: list[dict[str, Any]]) -> list[str]:
    """Those below the code, as one follows the other; a moment after the picture."""
    return [why for why, _ in groupby(each["why"] for each in seen)]


def acts(seen: list[dict[str, Any]]) -> list[str]:
    return [act for act, _ in groupby(each["act"] for each in seen)]


def test_cause_comes_before_effect(stopped: Callable[..., Laboratory]) -> None:
    lab = stopped()
    seen = sees(lab, lab.button("Step").click)
    before, after = seen[0], seen[-1]
    assert acts(seen) == ["", *ACTS, ""]
    stations = [station for station, _ in groupby(each["station"] for each in seen)]
    assert stations == ["", *ACTS[:4], "forward", ""]
    told = [each for each in seen if each["act"]]
    assert all(each["answer"] == before["answer"] != after["answer"] for each in told)
    for each in told:
        has_come = each["act"] == "answer" and not each["isBefore"]
        assert each["output"] == (after if has_come else before)["output"]
        assert each["isCornerBefore"] == each["isBefore"]
        has_learned = each["act"] in ("update", "answer")
        assert bool(re.match("[+−]0.0", each["weight"])) == has_learned
        if each["act"] != "update":
            assert each["widths"] == (after if has_learned else before)["widths"]
    assert sentences(seen)[:6] == [AT_REST, *SENTENCES]
    lab.page.clock.run_for(LENGTH)
    expect(lab.page.locator("#line-why")).to_have_text(AT_REST)
    assert {each["act"] for each in seen if each["pulses"]} == {"forward", "back", "answer"}
    lab.agrees()
    who_steps_again_does_not_wait(lab)


def who_steps_again_does_not_wait(lab: Laboratory) -> None:
    answer = lab.number("Example 1, answer 1")
    before = answer.inner_text()
    lab.button("Step").click()
    arrives(lab, 2)
    assert answer.inner_text() == before
    lab.page.keyboard.press("Shift")
    lab.agrees()
    for iteration in (3, 4):
        lab.button("Step").click()
        arrives(lab, iteration)
        lab.agrees()


def test_slow_motion_gives_a_step_its_time(stopped: Callable[..., Laboratory]) -> None:
    lab = stopped()
    lab.slider("Speed").press("Home")
    expect(lab.slider("Speed")).to_have_attribute("aria-valuetext", "slow motion")
    lab.button("Step").click()
    arrives(lab, 1)
    lab.page.clock.run_for(3 * LENGTH)
    expect(lab.page.locator("body")).to_have_attribute("data-act", "answer")
    lab.page.clock.run_for(LENGTH)
    expect(lab.page.locator("body")).not_to_have_attribute("data-act", "answer")
    lab.agrees()
    what_nobody_sees_is_not_told(lab)


def what_nobody_sees_is_not_told(lab: Laboratory) -> None:
    lab.page.mouse.wheel(0, 5000)
    expect(lab.picture("Network")).not_to_be_in_viewport()
    lab.page.request.post(f"{lab.page.url}/step")
    arrives(lab, 2)
    lab.agrees()


def test_less_motion_tells_the_same_in_steps(stopped: Callable[..., Laboratory]) -> None:
    lab = stopped(reduced_motion="reduce")
    seen = sees(lab, lab.button("Step").click)
    assert acts(seen) == ["", *ACTS, ""]
    assert sentences(seen)[:6] == [AT_REST, *SENTENCES]
    lab.page.clock.run_for(LENGTH)
    expect(lab.page.locator("#line-why")).to_have_text(AT_REST)
    assert not any(each["pulses"] for each in seen)
    assert {each["widths"] for each in seen} == {seen[0]["widths"], seen[-1]["widths"]}
    lab.agrees()


def test_the_first_iteration_of_a_run_is_told_from_its_beginning(
    stopped: Callable[..., Laboratory],
) -> None:
    lab = stopped()
    run = f"{lab.page.url}/run"
    seen = sees(lab, lambda: lab.page.request.post(run, data={"speed": 0.001}))
    assert acts(seen) == ["", *ACTS, ""]
    lab.agrees()
