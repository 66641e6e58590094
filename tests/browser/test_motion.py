"""Signals travel where motion is welcome, and nothing moves where it is not."""

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.browser.laboratory import Laboratory

Another = Callable[..., Laboratory]


def frames_after_a_step(lab: Laboratory) -> list[bytes]:
    """How the network looks from the first frame with the new numbers until it stands still."""
    network: Locator = lab.picture("Network")
    lab.open()
    lab.settles(network)
    lab.button("Step").click()
    lab.is_at(1)
    shots = [network.screenshot()]
    lab.settles(network)
    return [*shots, network.screenshot()]


def test_signals_travel_in_slow_motion(lab: Laboratory) -> None:
    first, last = frames_after_a_step(lab)
    assert first != last
    lab.agrees()


def test_less_motion(another: Another) -> None:
    lab = another(reduced_motion="reduce")
    first, last = frames_after_a_step(lab)
    assert first == last
    lab.agrees()
    lab.runs()
    lab.pauses()
    lab.agrees()
