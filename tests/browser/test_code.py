"""Line by line through the code: what is lit, held, heard and taken back."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.laboratory import Laboratory
from tests.browser.reading import Reading, lit

Another = Callable[..., Laboratory]
Axe = Callable[..., None]
LINES = 8
"""Of the loop of the eleven-line network."""
HALF = 4
"""After so many, the answers are made and the errors known; after as many again, the iteration."""


def test_an_iteration_forward_and_back_in_two_windows(lab: Laboratory, another: Another) -> None:
    lab.open()
    lab.button("Step").click()
    lab.is_at(1)
    start = lab.state()
    other = another()
    other.page.goto(lab.page.url)
    windows = [Reading(lab), Reading(other)]
    passed = []
    for done in range(1, LINES + 1):
        lab.button("Next line").click()
        iteration, line = 1 + done // LINES, done % LINES + 1
        for window in windows:
            window.stands_at(iteration, line)
        passed.append(windows[0].listing())
        assert (passed[-1]["iteration"], passed[-1]["line"]) == (iteration, line)
        windows[0].holds(passed[-1], *([done] if done % HALF else []))
        if done % HALF == 0:
            windows[1].holds(passed[-1], done)
    other.agrees()
    for found in reversed(passed[:-1]):
        other.button("Previous line").click()
        for window in windows:
            window.stands_at(1, found["line"])
        windows[1].holds(found, found["line"])
        assert windows[1].listing() == found
    other.button("Previous line").click()
    for window in windows:
        window.stands_at(1, 1)
        window.holds(windows[1].listing())
    assert lab.state() == start


def test_whoever_steps_by_iterations_sees_the_whole_state(lab: Laboratory) -> None:
    lab.open()
    reading = Reading(lab)
    for _ in range(3):
        lab.button("Next line").click()
    reading.stands_at(0, 4)
    lab.button("Step").click()
    reading.stands_at(1, 1)
    expect(lab.neurons()).to_have_count(5)
    state = lab.agrees()
    lab.matrix("l2").first.scroll_into_view_if_needed()
    expect(lab.matrix("l2")).to_have_text([f"{x:.8f}" for (x,) in state["layers"][2]])


def test_each_line_shows_what_it_touches(lab: Laboratory) -> None:
    lab.open("two-layers")
    lab.button("Previous line").click()
    reading, network = Reading(lab), lab.picture("Network")
    loop = reading.listing()["loop"]
    for line in loop:
        reading.stands_at(0, line["number"])
        touched = [name for name in line["reads"] if name not in line["makes"]]
        for kind, names in (("reads", touched), ("makes", line["makes"])):
            for name in names:
                figure = lab.page.locator("#numbers figure").filter(
                    has=lab.page.locator(f"figcaption code:text-is('{name}')")
                )
                lit(figure, kind)
                lit(reading.next_line().get_by_role("button", name=name, exact=True), kind)
        if line["source"].startswith("l1 ="):
            used = network.get_by_role("button", name="Synapse from")
            expect(used).to_have_count(3)
            lit(used.nth(0), "reads")
            lit(used.nth(2), "reads")
            lit(reading.neuron("input 1"), "reads")
            expect(reading.neuron("target 1")).to_have_accessible_name("target 1, not computed yet")
        lab.button("Next line").click()
    reading.stands_at(1, 1)


def test_the_lines_draw_what_they_speak_of(lab: Laboratory) -> None:
    """The error its distances, the delta its tangents, an update the changes to come."""
    lab.open("two-layers")
    reading, curve = Reading(lab), lab.picture("Sigmoid curve")
    distances, tangents = curve.locator("line.miss"), curve.locator("line.tangent")
    lab.button("Next line").click()
    reading.stands_at(0, 2)
    for example in range(4):
        expect(distances.nth(example)).to_have_attribute("visibility", "visible")
        expect(distances.nth(example)).to_have_attribute("data-makes", "")
    lab.button("Next line").click()
    reading.stands_at(0, 3)
    for example in range(4):
        lit(tangents.nth(example), "makes")
    lab.button("Next line").click()
    reading.stands_at(0, 4)
    before = [value for (value,) in reading.listing()["scope"]["syn0"]]
    shown = lab.picture("Network").locator("text.coming").all_text_contents()
    lab.button("Next line").click()
    reading.stands_at(1, 1)
    after = [value for (value,) in reading.listing()["scope"]["syn0"]]
    for text, old, new in zip(shown, before, after, strict=True):
        coming = float(text.replace("\N{MINUS SIGN}", "-"))
        assert coming != 0 and abs(coming - (new - old)) <= 0.5 * abs(new - old)
    expect(lab.picture("Network").locator("text.coming")).to_have_count(0)


def test_by_keyboard_alone_each_line_is_heard(lab: Laboratory) -> None:
    lab.open("nine-lines")
    reading, press = Reading(lab), lab.page.keyboard.press
    reading.stands_at(0, 1)
    loop = reading.listing()["loop"]
    for place, line in enumerate(loop):
        press("n")
        following = loop[(place + 1) % len(loop)]
        iteration = (place + 1) // len(loop)
        reading.stands_at(iteration, following["number"])
        [made] = line["makes"]
        heard = reading.heard()
        verb = "changed" if made.startswith("syn") else "made"
        expect(heard).to_contain_text(f"Line {line['number']} {verb} {made}")
        expect(heard).to_contain_text(f"line {following['number']} of iteration {iteration}")
        expect(heard).to_contain_text(following["source"])
        expect(heard).to_contain_text(following["why"])
        rows = reading.listing()["scope"][made]
        if verb == "made":
            number = f"{rows[0][0]:.4f}".replace("-", "\N{MINUS SIGN}")
            expect(heard).to_contain_text(f"for example 1: {number}")
    press("p")
    reading.stands_at(0, len(loop))
    expect(reading.heard()).to_contain_text(f"Line {len(loop)} of iteration 0 taken back.")


def test_the_letters_can_be_switched_off(lab: Laboratory) -> None:
    lab.open()
    lab.button("Keys").click()
    lab.page.get_by_role("checkbox", name="keys work anywhere").uncheck()
    lab.button("Close").click()
    lab.page.keyboard.press("n")
    lab.passes(10)
    Reading(lab).stands_at(0, 1)


def test_three_dialects_of_one_code(lab: Laboratory, accessible: Axe) -> None:
    lab.open()
    reading = Reading(lab)
    lab.button("Functions").click()
    expect(reading.code("Functions")).to_contain_text("l1 = think(l0, syn0)")
    expect(reading.code("NumPy")).to_be_hidden()
    lab.button("Next line").click()
    expect(reading.next_line("Functions")).to_have_attribute("data-line", "2")
    accessible(lab.page, "#code")
    lab.page.reload()
    expect(reading.code("Functions")).to_be_visible()
    lab.button("NumPy").click()
    expect(reading.next_line()).to_contain_text("l2 = 1 / (1 + np.exp(-(l1 @ syn1)))")
    lab.button("Article").click()
    lab.page.mouse.move(0, 0)
    expect(reading.next_line("Article")).to_have_text(re.compile(r"^207\s*l2 = nonlin\(np\.dot"))
    expect(lab.page.locator("#line-why")).to_contain_text("Line 2, the article’s 07: ")
    accessible(lab.page, "#code")


def test_the_lines_before_the_loop_fold(lab: Laboratory) -> None:
    lab.open()
    reading = Reading(lab)
    expect(reading.code()).to_contain_text("np.random.seed(1)")
    first = reading.code().get_by_text("np.random.seed(1)")
    expect(first).to_be_visible()
    lab.button("Before the loop").click()
    expect(first).to_be_hidden()
    lab.page.reload()
    expect(first).to_be_hidden()


def test_the_code_follows_the_experiment(lab: Laboratory) -> None:
    lab.open()
    reading = Reading(lab)
    lab.field("Learning rate").fill("0.5")
    lab.field("Learning rate").press("Enter")
    expect(reading.code()).to_contain_text("syn0 += learning_rate * (l0.T @ l1_delta)")
    lab.button("More neurons").click()
    expect(reading.code()).to_contain_text("syn0 = 2 * np.random.random((3, 5)) - 1")
    lab.lessons().select_option("two-layers")
    expect(reading.code()).not_to_contain_text("l2")


def test_axe_amid_an_iteration(another: Another, accessible: Axe, legible: Axe) -> None:
    lab = another(color_scheme="dark").open()
    reading = Reading(lab)
    assert lab.page.request.post(f"{lab.page.url}/line", data={"lines": LINES - 1}).ok
    reading.stands_at(0, LINES)
    lab.matrix("syn0").first.scroll_into_view_if_needed()
    accessible(lab.page)
    lab.page.emulate_media(color_scheme="light")
    lab.page.set_viewport_size({"width": 390, "height": 844})
    legible(lab.page)
    lab.button("Next line").click()
    reading.stands_at(1, 1)
    accessible(lab.page, "#code")
    lab.page.emulate_media(color_scheme="dark")
    lab.page.set_viewport_size({"width": 1440, "height": 900})
    legible(lab.page, "#code")


def test_it_all_fits_on_the_first_screen(lab: Laboratory) -> None:
    lab.open()
    reading = Reading(lab)
    before = lab.button("Before the loop")
    for width, height, has_room in ((1440, 900, "true"), (1280, 720, "false")):
        lab.page.set_viewport_size({"width": width, "height": height})
        expect(before).to_have_attribute("aria-expanded", has_room)
        for locator in (lab.button("Next line"), reading.code(), lab.picture("Error descent")):
            box = locator.bounding_box()
            assert box and box["y"] + box["height"] <= height
        network = lab.picture("Network").bounding_box()
        assert network and network["height"] >= 230
        last = reading.code().locator("li").last.bounding_box()
        assert last and last["y"] + last["height"] <= height
