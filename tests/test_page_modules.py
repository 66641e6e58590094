"""The page's modules that need no browser, tested by node's own test runner."""

import os
import subprocess
import sys
from pathlib import Path

from tests import frames
from tests.test_house import ROOT


def test_modules_without_a_browser(tmp_path: Path) -> None:
    node = Path(sys.executable).with_name("node")
    tests = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.js"))
    assert tests
    frames.write(tmp_path / "frames.json")
    ended = subprocess.run(
        [node, "--test", *tests],
        cwd=ROOT,
        env=os.environ | {"FRAMES": str(tmp_path / "frames.json")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
