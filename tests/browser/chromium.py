"""Finds a Chromium for the browser tests; run as a module, it installs one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
"""The same engine without the windows that nobody sees: a page takes two thirds of the time."""
COMMANDS = ("google-chrome", "google-chrome-stable", "chromium")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DEBIAN = ("chromium", SHELL, "fonts-dejavu-core", "fonts-liberation")
ADVICE = """\
The browser tests need Chromium or Chrome, and it could not be installed. Do one of these:
  Debian:          sudo apt-get install chromium chromium-headless-shell
  Ubuntu, macOS:   install Google Chrome
  anywhere else:   make test CHROMIUM=/path/to/chromium"""


def executable() -> str | None:
    """An installed browser, first the one named by $CHROMIUM; None leaves it to Playwright's."""
    return os.environ.get("CHROMIUM") or shutil.which(SHELL) or whole()


def whole() -> str | None:
    """One that can be told, as by its users, what other sites may store; None as above."""
    if named := os.environ.get("CHROMIUM"):
        return named
    # A browser inside a snap sees neither Playwright's pipes nor its temporary profile.
    found = [path for path in map(shutil.which, COMMANDS) if path and "/snap/" not in path]
    return next((path for path in [*found, *APPLICATIONS] if Path(path).exists()), None)


def install() -> bool:
    """Installs Debian's two, or elsewhere Playwright's; says whether that went well."""
    if _is_debian():
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


def is_there() -> bool:
    """Whether there is nothing to install: where it is easily had, the shell belongs to it."""
    if os.environ.get("CHROMIUM") or not _is_debian():
        return whole() is not None
    return whole() is not None and shutil.which(SHELL) is not None


def _is_debian() -> bool:
    """Whether Debian's packages can be installed here."""
    release = Path("/etc/os-release")
    system = release.read_text().splitlines() if release.exists() else []
    return os.geteuid() == 0 and "ID=debian" in system


if __name__ == "__main__" and not is_there() and not install() and not whole():
    sys.exit(ADVICE)
