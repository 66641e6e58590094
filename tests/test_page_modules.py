"""The page's modules that need no browser, tested by node's own test runner."""

import subprocess
import sys
from pathlib import Path

from tests.test_house import ROOT


def test_modules_without_a_browser() -> None:
    node = Path(sys.executable).with_name("node")
    tests = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.js"))
    assert tests
    ended = subprocess.run(
        [node, "--test", *tests], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
