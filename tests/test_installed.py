"""The wheel, built and installed beside nothing of the checkout: one command, the same server."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import flask
import pytest

from tests.server import FRESH, ROOT, Server, serving
from tests.webapp.test_kept import ask

FOLDERS = ("engine", "static", "templates", "walks", "webapp")
QUIET = ("--disable-pip-version-check", "--quiet", "--no-deps", "--no-index")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment with the wheel in it; the packages it needs are those here."""
    place = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    binaries = place / "bin"
    pip = [sys.executable, "-m", "pip", "--python", binaries / "python", "install", "--no-compile"]
    subprocess.run([*pip, *QUIET, wheel], check=True)
    (site,) = place.glob("lib/*/site-packages")
    (site / "packages.pth").write_text(str(Path(flask.__file__).parent.parent))
    _as_if_compiled(site)
    return binaries / "lines-of-thought"


def _as_if_compiled(site: Path) -> None:
    """The loops are the same files, so that what was compiled of them here is good there."""
    for source in (ROOT / "engine").rglob("*.py"):
        shutil.copystat(source, site / source.relative_to(ROOT))
    for compiled in (ROOT / "engine").rglob("*.nb?"):
        folder = site / compiled.parent.relative_to(ROOT)
        folder.mkdir(exist_ok=True)
        shutil.copy(compiled, folder)


@pytest.fixture(scope="module")
def server(command: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("elsewhere")
    with serving(folder / "data", program=[str(command)], place=folder) as server:
        yield server


def text(address: str) -> str:
    with urlopen(address, timeout=30) as answer:
        content: str = answer.read().decode()
    return content


def test_everything_is_in_the_wheel(wheel: Path) -> None:
    packed = set(ZipFile(wheel).namelist())
    there = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    own = {path.relative_to(ROOT).as_posix() for path in there if "__pycache__" not in path.parts}
    assert "static/vendor/htmx.min.js" in own and not own - packed
    assert not {name for name in packed if name.startswith(("tests/", "bench/", "docs/"))}


def test_the_command_has_the_options_of_the_module(command: Path) -> None:
    wide = {**os.environ, "COLUMNS": "500"}
    helps = [
        subprocess.run([*program, "--help"], cwd=ROOT, env=wide, capture_output=True, text=True)
        for program in ([command], FRESH)
    ]
    installed, module = (help.stdout for help in helps)
    assert installed.startswith("usage: lines-of-thought [-h] [--host HOST]")
    assert installed == module.replace("python -m webapp [", "lines-of-thought [")


def test_it_serves_pages_files_and_runs_from_anywhere(server: Server) -> None:
    assert ask(server, "GET", "/health") == {"status": "ok"}
    page = text(server.url)
    files = re.findall(r'(?:src|href)="(/static/[^"#]+)"', page)
    assert len(files) > 5 and any("vendor/page.js" in file for file in files)
    assert all(text(server.url + file) for file in files if not file.endswith(".woff2"))
    for path in ("/walks", "/walks/nine-lines", "/proof", "/runs"):
        assert "<h1" in text(server.url + path)
    run = "/runs/" + ask(server, "POST", "/runs", lesson="eleven-lines")["id"]
    assert ask(server, "POST", f"{run}/step", iterations=60_000)["error"] < 0.005
    assert "import numpy" in text(f"{server.url}{run}/script.py")
    assert "<svg" in text(f"{server.url}{run}/recording.html")


def test_what_it_advises_is_its_own_command(command: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        words = ("--port", str(port), "--data", tmp_path, "--no-open")
        ended = subprocess.run([command, *words], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert re.search(r"choose another port: lines-of-thought --port \d+$", ended.stderr.strip())
