"""Finds a Chromium for the browser tests; run as a module, it installs one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("google-chrome", "google-chrome-stable", "chromium")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DEBIAN = ("chromium", "fonts-dejavu-core", "fonts-liberation")
ADVICE = """\
The browser tests need Chromium or Chrome, and it could not be installed. Do one of these:
  Debian:          sudo apt-get install chromium
  Ubuntu, macOS:   install Google Chrome
  anywhere else:   make test CHROMIUM=/path/to/chromium"""


def executable() -> str | None:
    """An installed browser, first the one named by $CHROMIUM; None leaves it to Playwright's."""
    if named := os.environ.get("CHROMIUM"):
        return named
    # A browser inside a snap sees neither Playwright's pipes nor its temporary profile.
    found = [path for path in map(shutil.which, COMMANDS) if path and "/snap/" not in path]
    return next((path for path in [*found, *APPLICATIONS] if Path(path).exists()), None)


def install() -> bool:
    """Installs Debian's Chromium, or elsewhere Playwright's; says whether that went well."""
    if os.geteuid() == 0 and "ID=debian" in _system():
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        packages = ["apt-get", "install", "-yq", "--no-install-recommends", *DEBIAN]
        return all(
            subprocess.call(command, env=environment) == 0
            for command in (["apt-get", "update", "-q"], packages)
        )
    libraries = ["--with-deps"] if os.geteuid() == 0 and sys.platform == "linux" else []
    return (
        subprocess.call([sys.executable, "-m", "playwright", "install", *libraries, "chromium"])
        == 0
    )


def _system() -> list[str]:
    release = Path("/etc/os-release")
    return release.read_text().splitlines() if release.exists() else []


if __name__ == "__main__" and not executable() and not install():
    sys.exit(ADVICE)
