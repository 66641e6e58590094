"""The page below a path, under a name that a proxy replaces: every address, commands and frames."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.browser.laboratory import Laboratory
from tests.browser.proxy import Proxy
from tests.server import serving

NAME = "school.example"
PREFIX = "/lab"


@pytest.fixture
def school(
    browser_type: BrowserType, browser_type_launch_args: dict[str, object]
) -> Iterator[Page]:
    """A page of a browser that finds the school's server here."""
    arguments = [f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    options = browser_type_launch_args | {"args": arguments}
    browser = browser_type.launch(**options)  # type: ignore[arg-type]
    yield browser.new_page(reduced_motion="reduce")
    browser.close()


@pytest.fixture
def proxy(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Proxy]:
    """Before a server that is told, or not, what it is called."""
    with serving(tmp_path, options=request.param) as server:
        proxy = Proxy(server.url, PREFIX)
        yield proxy
        proxy.close()


@pytest.mark.parametrize("proxy", [("--allow", NAME, "--prefix", PREFIX)], indirect=True)
def test_the_whole_page_works(school: Page, proxy: Proxy) -> None:
    root = f"http://{NAME}:{proxy.port}"
    bad: list[str] = []
    school.on("response", lambda each: each.status >= 400 and bad.append(each.url))
    school.on("request", lambda each: PREFIX not in each.url and bad.append(each.url))
    lab = Laboratory(school)
    school.goto(f"{root}{PREFIX}/")
    lab.has_its_curves()
    lab.button("Step").click()
    lab.is_at(1)
    lab.button("Add input").click()
    expect(lab.field("Example 4, input 4")).to_be_visible()
    lab.field("Example 1, target 1").fill("1")
    lab.field("Example 1, target 1").press("Enter")
    table = school.locator("#experiment")
    expect(table).to_have_attribute("data-experiment", re.compile(r'"targets":\[\[1\.0\]'))
    lab.lessons().select_option("nine-lines")
    expect(lab.field("Example 4, input 4")).to_have_count(0)
    lab.button("Share").click()
    link = school.get_by_label("Link to look at this run")
    expect(link).to_have_value(re.compile(rf"{root}{PREFIX}/watch/"))
    school.keyboard.press("Escape")
    for name in ("Walks", "My runs"):
        school.get_by_role("link", name=name, exact=True).first.click()
        expect(school.get_by_role("heading", level=1)).to_have_text(name)
    school.goto(f"{root}{PREFIX}/walks/nine-lines")
    school.get_by_role("link", name="Next", exact=True).click()
    expect(school.get_by_role("heading", level=2).first).to_contain_text("2")
    assert not bad


@pytest.mark.parametrize("proxy", [("--prefix", PREFIX)], indirect=True)
def test_who_was_not_told_its_name_says_so_and_the_table_is_the_networks(
    school: Page, proxy: Proxy
) -> None:
    lab = Laboratory(school)
    school.goto(f"http://{NAME}:{proxy.port}{PREFIX}/")
    lab.is_at(0)
    cell = lab.field("Example 1, target 1")
    cell.fill("1")
    cell.press("Enter")
    expect(lab.complaint()).to_contain_text("make run ALLOW=its-name.")
    expect(cell).to_have_value("0")
