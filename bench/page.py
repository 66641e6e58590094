"""Sections on the page in a real Chromium: its start, its motion, and what it keeps over time."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bench.load import post, server
from bench.table import Section
from tests.browser.chromium import executable
from webapp.incoming.schema import FARTHEST

VIEWPORT: ViewportSize = {"width": 1440, "height": 900}
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
ARRIVALS = """() => {
  const own = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
  const set = function (heard) {
    own.set.call(this, (event) => { window.arrived = performance.now(); heard(event); });
  };
  Object.defineProperty(WebSocket.prototype, "onmessage", { ...own, set });
}"""
"""Notes when a message has come."""
CLICK = """() => new Promise((done) => {
  const began = window.arrived = performance.now();
  const painted = new MessageChannel();
  let drawn = 0, ready = 0;
  painted.port1.onmessage = () => {
    const now = performance.now();
    done([now - began, drawn + now - ready]);
  };
  new MutationObserver((_, observer) => {
    observer.disconnect();
    drawn = performance.now() - window.arrived;
    requestAnimationFrame(() => { ready = performance.now(); painted.port2.postMessage(null); });
  }).observe(document.getElementById("iteration"), { characterData: true, subtree: true });
  document.getElementById("step-button").click();
})"""
"""From the click to a task behind the animation frame that shows it; and what the page did for it
once the frame had come, or at once where it had it already: reading, writing, drawing, style,
layout and painting."""

STEP_AT_ONCE = """addEventListener("DOMContentLoaded", () => {
  const written = document.getElementById("iteration");
  new MutationObserver((_, observer) => {
    observer.disconnect();
    window.usable = performance.now();
  }).observe(written, { childList: true, characterData: true, subtree: true });
  document.getElementById("step-button").click();
})"""
LARGE = (64, 64, 64)
"""Hidden neurons of the largest network that is to move smoothly."""
MINUTES = (1, 4, 7, 10)
"""When it is counted what a page that runs keeps."""


def page() -> Section:
    """The eleven-line network at 1440 × 900, headless, without a graphics card."""
    columns = ["what", "frames/s or median", "longest gap or p95"]
    return Section("The page in Chromium", columns, _moving())


def first_page() -> Section:
    """From nothing in the browser's cache to the first step."""
    columns = ["bytes over the wire", "requests", "first Step shown", "curves drawn"]
    return Section(
        "The first page, in a browser just started", columns, (_arriving() for _ in range(3))
    )


def endurance() -> Section:
    """Ten minutes of training, watched: what the browser keeps, after collecting its garbage."""
    columns = ["eleven-lines, 200 a second", "DOM nodes", "listeners", "heap"]
    return Section("Ten minutes of running", columns, _lasting())


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport=VIEWPORT)
    page.add_init_script(f"({ARRIVALS})()")
    page.goto(address)
    page.locator("#descent .plotly-host svg").first.wait_for()
    return page


def _moving() -> Iterator[list[str]]:
    with server() as (port, _), _chromium() as browser:
        page = _opened(browser, f"http://127.0.0.1:{port}/")
        yield _cost(browser, f"http://127.0.0.1:{port}/")
        for speed in SPEEDS:
            yield _smoothness(page, f"running, speed {speed}", speed)
        yield from _promptness(page, "Step at rest, click to picture", 1500)
        yield from _promptness(page, "Step after Step, click to picture", 150)
        large = _opened(browser, _large_run(f"http://127.0.0.1:{port}"))
        yield _smoothness(large, f"hidden layers of {LARGE}, speed 20", "20")


def _cost(browser: Browser, address: str) -> list[str]:
    """Processor time of all the browser's processes for one more page, until it is at rest."""
    processes = browser.new_browser_cdp_session()

    def spent() -> float:
        found = processes.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(each["cpuTime"] for each in found)

    page = browser.new_page(viewport=VIEWPORT)
    before, sizes = spent(), _weighed(page)
    page.goto(address)
    page.locator("#descent .plotly-host svg").first.wait_for()
    page.wait_for_timeout(2000)
    cost = spent() - before
    page.close()
    return [f"a load, processor time and {len(sizes)} answers", f"{cost:.2f} s", _kilobytes(sizes)]


def _weighed(page: Page) -> list[int]:
    """The bytes of every answer that comes from now on."""
    network, sizes = page.context.new_cdp_session(page), list[int]()
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    return sizes


def _kilobytes(sizes: list[int]) -> str:
    return f"{sum(sizes) / 1024:.0f} KiB"


def _large_run(url: str) -> str:
    """The address of a run whose network is as large as it may be and still move smoothly."""
    inputs, targets = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], [[0], [1], [1], [0]]
    experiment = {"inputs": inputs, "targets": targets, "hidden": LARGE}
    return f"{url}/runs/{post(f'{url}/runs', {'experiment': experiment})['id']}"


def _arriving() -> list[str]:
    with server() as (port, _), _chromium() as browser:
        page = browser.new_page(viewport=VIEWPORT)
        page.add_init_script(STEP_AT_ONCE)
        sizes = _weighed(page)
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator("#descent .plotly-host svg").first.wait_for()
        drawn = page.evaluate("performance.now()")
        usable = page.evaluate("window.usable")
        return [_kilobytes(sizes), str(len(sizes)), f"{usable:.0f} ms", f"{drawn:.0f} ms"]


def _lasting() -> Iterator[list[str]]:
    with server() as (port, _), _chromium() as browser:
        page = _opened(browser, f"http://127.0.0.1:{port}/")
        post(f"{page.url}/run", {"speed": 200, "until": FARTHEST})
        for minutes, waited in zip(MINUTES, (MINUTES[0], *(3,) * 3), strict=True):
            page.wait_for_timeout(60_000 * waited)
            yield [f"after {minutes} min", *_kept(page)]


def _kept(page: Page) -> list[str]:
    """DOM nodes, listeners and heap, as the browser's developer tools count them."""
    tools = page.context.new_cdp_session(page)
    tools.send("HeapProfiler.collectGarbage")
    tools.send("Performance.enable")
    counted = {
        each["name"]: each["value"] for each in tools.send("Performance.getMetrics")["metrics"]
    }
    tools.detach()
    heap = counted["JSHeapUsedSize"] / 2**20
    return [f"{counted['Nodes']:,.0f}", f"{counted['JSEventListeners']:,.0f}", f"{heap:.1f} MiB"]


def _smoothness(page: Page, what: str, speed: str) -> list[str]:
    page.get_by_role("button", name="Reset", exact=True).click()
    page.evaluate("(speed) => { document.getElementById('run-speed').value = speed; }", speed)
    page.get_by_role("button", name="Run", exact=True).click()
    rate, gap = page.evaluate(FRAMES)
    running = page.get_by_role("button", name="Pause", exact=True)
    if running.count():
        running.click()
    return [what, f"{rate:.1f}/s", f"{gap:.0f} ms"]


def _promptness(page: Page, what: str, pause: int) -> Iterator[list[str]]:
    """Steps with so many milliseconds between them, and up to a picture more."""
    page.get_by_role("button", name="Reset", exact=True).click()
    times = []
    for click in range(CLICKS):
        page.wait_for_timeout(pause + click % 17)
        times.append(page.evaluate(CLICK))
    for place, each in enumerate((what, "of that, the page's own work")):
        values = sorted(time[place] for time in times)
        median, late = (values[int(CLICKS * share)] for share in (0.5, 0.95))
        yield [each, f"{median:.1f} ms", f"{late:.1f} ms"]
