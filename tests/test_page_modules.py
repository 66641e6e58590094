"""The page's modules that need no browser, tested by node's own test runner."""

import json
import os
import subprocess
import sys
from pathlib import Path

from engine import LESSONS
from tests import frames
from tests.test_house import ROOT
from webapp.walks.subjects import KINDS, PARTS


def node(*arguments: str, **environment: str) -> str:
    """What node prints."""
    ended = subprocess.run(
        [Path(sys.executable).with_name("node"), *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_modules_without_a_browser(tmp_path: Path) -> None:
    tests = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.js"))
    assert tests
    frames.write(tmp_path / "frames.json")
    networks = {
        name: [each.experiment.input_names, each.experiment.target_names, each.experiment.hidden]
        for name, each in LESSONS.items()
    }
    node("--test", *tests, FRAMES=str(tmp_path / "frames.json"), NETWORKS=json.dumps(networks))


def test_the_page_finds_all_that_a_walk_can_point_at() -> None:
    script = 'import * as places from "./static/js/views/places.js";' + (
        "console.log(JSON.stringify([Object.keys(places.PARTS), Object.keys(places.KINDS)]));"
    )
    assert json.loads(node("--input-type=module", "--eval", script)) == [[*PARTS], [*KINDS]]
