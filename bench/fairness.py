"""What a playing run notices of studies: its frames, alone and beside them, in one server."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

from bench.load import new_runs, post, server, watched
from bench.table import Section
from engine import study

SECONDS = 8
STUDY: dict[str, Any] = {"seeds": 50_000, "iterations": 60_000}


def fairness() -> Section:
    """Frames of one run that plays, alone and then while other people's studies are worked on."""
    return Section(
        "Fairness: frames of a run that plays, without and with studies at work",
        ["what", "frames/s", "gap p50", "gap p95", "gap p99", "starts/s of each study"],
        _watched(),
    )


def _watched() -> Iterator[list[str]]:
    study.warm_up()  # or the first study would wait half a minute for loops that are compiled
    with server() as (port, pid):
        url = f"http://127.0.0.1:{port}"
        paths = new_runs(url, 1)
        studies: list[str] = []
        for people in (0, 1, 2):
            if people:
                run = paths[0].removeprefix("/runs/")
                studies.append(f"/studies/{post(f'{url}/studies', {**STUDY, 'run': run})['id']}")
            before = [_done(url, each) for each in studies]
            result = asyncio.run(watched("127.0.0.1", port, paths, SECONDS, pid))
            rates = [
                (_done(url, each) - known) / SECONDS
                for each, known in zip(studies, before, strict=True)
            ]
            gaps = [f"{1e3 * result.percentile(percent):.0f} ms" for percent in (50, 95, 99)]
            what = f"beside studies of {people}" if people else "alone"
            told = ", ".join(f"{rate:,.0f}" for rate in rates)
            yield [what, f"{result.frames_per_second:.1f}", *gaps, told]


def _done(url: str, path: str) -> int:
    """How many starts are known."""
    with urlopen(Request(url + path, headers={"Accept": "application/json"})) as response:
        done: int = json.load(response)["done"]
        return done
