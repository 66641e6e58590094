"""The laboratory in Firefox, where one is installed: `make test BROWSER=firefox`.

Playwright drives builds of its own, and an installed Firefox only from a version on that is newer
than the long-term ones; so this is a short way through the page by WebDriver BiDi, which they all
speak, and not the whole suite.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import ROOT, serving

FOUND = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


@pytest.mark.skipif(not FOUND, reason="no Firefox is installed; FIREFOX=/path says where one is")
def test_a_way_through_the_page(tmp_path: Path) -> None:
    node = Path(sys.executable).with_name("node")
    with serving(tmp_path) as server:
        ended = subprocess.run(
            [node, "--test", ROOT / "tests" / "js" / "firefox.js"],
            env=os.environ | {"FIREFOX": FOUND or "", "LABORATORY": server.url},
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert ended.returncode == 0, ended.stdout + ended.stderr
