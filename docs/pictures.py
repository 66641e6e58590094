"""Takes the README's pictures from the program itself: `python -m docs.pictures`."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.chromium import executable
from tests.server import serving

HERE = Path(__file__).parent
SIZE = {"width": 1440, "height": 900}
FRAMES = 26
MILLISECONDS = 400
WIDTH = 720


def main() -> None:
    """Record one run of the eleven-line network, from the first iteration to the last."""
    with (
        TemporaryDirectory() as data,
        serving(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(server.url)
        expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()
        _film(page).save(
            HERE / "learning.gif",
            save_all=True,
            append_images=_rest(page),
            duration=MILLISECONDS // 2,
            loop=0,
            optimize=True,
        )
        page.get_by_role("button", name="Reset", exact=True).click()
        page.get_by_role("button", name="Finish", exact=True).click()
        expect(page.get_by_label("Iteration number")).to_have_text("60000", timeout=30_000)
        page.wait_for_timeout(4 * MILLISECONDS)  # the curve follows the last frame
        page.screenshot(path=HERE / "page.png")
        browser.close()


def _film(page: Page) -> Image.Image:
    first = _still(page)
    page.get_by_role("button", name="Run", exact=True).click()
    return first


def _rest(page: Page) -> list[Image.Image]:
    stills = []
    for _ in range(FRAMES):
        page.wait_for_timeout(MILLISECONDS)
        stills.append(_still(page))
    return stills


def _still(page: Page) -> Image.Image:
    picture = Image.open(BytesIO(page.screenshot()))
    height = WIDTH * picture.height // picture.width
    return picture.resize((WIDTH, height), Image.Resampling.LANCZOS).convert(
        "P", palette=Image.Palette.ADAPTIVE, colors=64
    )


if __name__ == "__main__":
    main()
