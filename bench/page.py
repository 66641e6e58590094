"""Section on the page in a real Chromium: frames a second, and from a click to the picture."""

from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

from bench.load import server
from bench.table import Section
from tests.browser.chromium import executable

SPEEDS = ("2", "20", "200", "accelerating", "fastest")
CLICKS = 60
FRAMES = """() => new Promise((done) => {
  const times = [];
  const note = (now) => {
    times.push(now);
    if (now - times[0] < 10000) return requestAnimationFrame(note);
    const gaps = times.slice(1).map((time, index) => time - times[index]);
    done([1000 * gaps.length / (times.at(-1) - times[0]), Math.max(...gaps)]);
  };
  requestAnimationFrame(note);
})"""
CLICK = """() => new Promise((done) => {
  const written = document.getElementById("iteration");
  const began = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => done(performance.now() - began));
  }).observe(written, { childList: true, characterData: true, subtree: true });
  document.getElementById("step-button").click();
})"""


def page() -> Section:
    """The eleven-line network at 1440 × 900, headless, without a graphics card."""
    columns = ["what", "frames/s or median", "longest gap or p95"]
    return Section("The page in Chromium", columns, _rows())


def _rows() -> Iterator[list[str]]:
    with server() as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator("#descent .plotly-host svg").first.wait_for()
        for speed in SPEEDS:
            yield _smoothness(page, speed)
        yield _promptness(page)
        browser.close()


def _smoothness(page: Page, speed: str) -> list[str]:
    page.get_by_role("button", name="Reset", exact=True).click()
    page.evaluate("(speed) => { document.getElementById('run-speed').value = speed; }", speed)
    page.get_by_role("button", name="Run", exact=True).click()
    rate, gap = page.evaluate(FRAMES)
    running = page.get_by_role("button", name="Pause", exact=True)
    if running.count():
        running.click()
    return [f"running, speed {speed}", f"{rate:.1f}/s", f"{gap:.0f} ms"]


def _promptness(page: Page) -> list[str]:
    page.get_by_role("button", name="Reset", exact=True).click()
    times = []
    for _ in range(CLICKS):
        page.wait_for_timeout(150)
        times.append(page.evaluate(CLICK))
    times.sort()
    median, late = times[CLICKS // 2], times[int(CLICKS * 0.95)]
    return ["Step, click to picture", f"{median:.0f} ms", f"{late:.0f} ms"]
