"""What leaves the page and comes back: pictures, the saved run, the long link, the recording."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Download, expect

from tests.browser.conftest import Complaints
from tests.browser.laboratory import Laboratory

PNG = b"\x89PNG\r\n\x1a\n"


def taken(lab: Laboratory, name: str, role: str = "button") -> Path:
    """The file that comes of pressing this."""
    with lab.page.expect_download() as download:
        lab.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
    file: Download = download.value
    place = file.path().with_name(file.suggested_filename)
    file.save_as(place)
    return place


def test_pictures_as_files(lab: Laboratory) -> None:
    lab.open()
    lab.has_its_curves()
    lab.button("Take along").click()
    for name in ("Network", "Error descent"):
        drawing = ElementTree.parse(taken(lab, f"{name} as SVG")).getroot()
        assert drawing.tag.endswith("svg")
        texts = {text.strip() for text in drawing.itertext()}
        assert {"Network": "target 1", "Error descent": "mean error"}[name] in texts
        assert any("data:font/woff2" in text for text in texts)
    image = taken(lab, "Network as PNG").read_bytes()
    assert image.startswith(PNG)
    width, height = (int.from_bytes(image[at : at + 4], "big") for at in (16, 20))
    box = lab.picture("Network").bounding_box()
    assert box
    assert abs(width - 3 * box["width"]) <= 3
    assert abs(height - 3 * box["height"]) <= 3


def test_a_saved_run_is_opened_again(
    lab: Laboratory, complaints: Complaints, tmp_path: Path
) -> None:
    complaints.expect("422")
    lab.open("or")
    lab.button("Step").click()
    lab.is_at(1)
    before, address = lab.state(), lab.page.url
    lab.button("Take along").click()
    saved = taken(lab, "experiment.json", "link").read_text()

    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"experiment": {"inputs": "none"}}))
    picker = lab.page.get_by_label("Open experiment.json")
    picker.set_input_files(wrong)
    expect(lab.complaint()).to_contain_text("wrong.json is no saved run")

    right = tmp_path / "right.json"
    right.write_text(saved)
    picker.set_input_files(right)
    lab.page.wait_for_url(lambda url: url != address)
    again = lab.agrees()
    for part in ("experiment", "iteration", "weights", "lesson"):
        assert again[part] == before[part]
    assert again["id"] != before["id"]


def test_a_long_link_opens(lab: Laboratory) -> None:
    """One that no server would take in an address travels behind a #."""
    lab.open()
    rows = [[(7 * i + j) % 1000 / 1000 for j in range(8)] for i in range(400)]
    edit = {"inputs": rows, "targets": [[row[0]] for row in rows]}
    assert lab.page.request.patch(f"{lab.page.url}/experiment", data=edit).ok
    link = lab.page.request.get(f"{lab.page.url}/link").json()["link"]
    assert link.startswith("/open#run=")
    before = lab.state()
    lab.page.goto(link)
    lab.page.wait_for_url(re.compile("/runs/"))
    again = lab.state()
    assert again["experiment"] == before["experiment"]
    assert again["weights"] == before["weights"]


def test_the_recording_plays(lab: Laboratory, newcomer: Callable[..., Laboratory]) -> None:
    lab.open()
    for iteration in (1, 2, 3):
        lab.button("Step").click()
        lab.is_at(iteration)
    target = lab.field("Example 1, target 1")
    target.fill("1")
    target.press("Enter")
    lab.until(lambda: lab.state()["experiment"]["targets"][0] == [1])
    state = lab.state()
    lab.button("Take along").click()
    film = newcomer().page
    film.clock.install()
    film.goto(taken(lab, "recording.html", "link").as_uri())
    way = film.get_by_role("slider", name="Iteration")
    where = film.get_by_text(re.compile("^iteration "))
    expect(where).to_have_text(re.compile("^iteration 0, mean error 0.496410"))
    way.press("End")
    expect(where).to_have_text(f"iteration 3, mean error {state['error']:.6f}")
    answers = film.get_by_role("table", name="Training set with answers").get_by_role("row")
    expect(answers.first.get_by_role("cell").nth(3)).to_have_text("→ 1")
    for row, (answer,) in enumerate(state["layers"][-1]):
        expect(answers.nth(row).get_by_role("cell").last).to_have_text(f"{answer:.4f}")
    corners = film.get_by_role("img", name="Input plane").locator(".corner-answer")
    values = [state["layers"][-1][row][0] for row in (0, 2, 3, 1)]
    expect(corners).to_have_text([f"{value:.2f}" for value in values])
    expect(film.get_by_text("Held: input 3 at 1.00, as in every example.")).to_be_visible()
    way.press("Home")
    expect(answers.first.get_by_role("cell").nth(3)).to_have_text("→ 0")
    film.get_by_role("button", name="Play").click()
    film.clock.run_for(30_000)
    expect(where).to_have_text(re.compile("^iteration 3,"))
    expect(film.get_by_role("button", name="Play")).to_be_visible()
