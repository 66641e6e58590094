"""The house rules that a program can check."""

import ast
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import plotly

ROOT = Path(__file__).parent.parent
FOLDERS = ("engine", "webapp", "tests", "bench", "templates", "static/js", "static/css", "docs")
TEXT = (".py", ".html", ".js", ".css", ".md", ".toml", ".json", ".txt")
MAX_FILE = 300
MAX_BODY = 40

# The engine may lean on these: numbers and plain data; no clock, file, thread or web.
ENGINE_IMPORTS = {"__future__", "engine", "numba", "numpy"} | {
    *("abc", "array", "bisect", "collections", "copy", "dataclasses", "enum", "functools"),
    *("itertools", "math", "operator", "re", "textwrap", "types", "typing"),
}
# The compiled loops build on what Numba builds on, and name their cache after their own sources.
COMPILER_IMPORTS = ENGINE_IMPORTS | {"hashlib", "llvmlite", "pathlib"}
# What the server does, as against how it is asked and answers (webapp/routes, webapp/views).
SERVICES = {"files", "incoming", "kept", "live", "outgoing", "proof", "shared", "studies", "walks"}
COLOUR = re.compile(
    r"(?<!&)#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})\b"
    r"|\b(?:rgb|hsl|oklch)a?\((?!0, ?0, ?0, ?0\))",  # transparent is no colour
    re.I,
)
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:tmp|work|root|home|Users)/\w")


def files(*folders: str, endings: tuple[str, ...] = TEXT) -> Iterator[Path]:
    """The project's own files below these folders."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings and path.is_file():
                yield path


def modules(*folders: str) -> Iterator[Path]:
    """The Python modules below these folders."""
    return files(*folders, endings=(".py",))


def name(path: Path) -> str:
    """A file as the messages call it."""
    return path.relative_to(ROOT).as_posix()


class Facts(NamedTuple):
    """What the rules ask of a module: what it imports whole and from where, the attributes it asks
    of names, its functions with the lines of their bodies, its classes."""

    plain: set[str]
    fetched: list[tuple[str, set[str]]]
    asked: set[tuple[str, str]]
    functions: list[tuple[str, int]]
    classes: list[str]
    is_silent: bool


@cache
def facts(path: Path) -> Facts:
    """Read once for all rules."""
    module = ast.parse(path.read_text())
    classes = [node.name for node in module.body if isinstance(node, ast.ClassDef)]
    is_silent = path.stat().st_size > 0 and not ast.get_docstring(module)
    found = Facts(set(), [], set(), [], classes, is_silent)
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found.plain.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.fetched.append((node.module or "", {alias.name for alias in node.names}))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.asked.add((node.value.id, node.attr))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.functions.append((node.name, _lines(node)))
    return found


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Those of its body, the docstring aside."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def imports(path: Path) -> set[str]:
    """The top-level packages that a module imports."""
    fetched = {module for module, _ in facts(path).fetched if module}
    return {module.split(".")[0] for module in facts(path).plain | fetched}


def uses(path: Path, package: str) -> set[str]:
    """The modules of a package that a module imports."""
    fetched = facts(path).fetched
    whole = {name for module, names in fetched if module == package for name in names}
    parts = [module.split(".") for module, _ in fetched]
    return whole | {part[1] for part in parts if part[0] == package and len(part) > 1}


def engine_modules(path: Path) -> set[str]:
    """The modules of the engine that a module imports from, by their whole names."""
    return {module for module, _ in facts(path).fetched if module.split(".")[0] == "engine"}


def requirement(module: str) -> str:
    """The version of a browser library that the lock file pins."""
    lock = json.loads((ROOT / "package-lock.json").read_text())
    version: str = lock["packages"][f"node_modules/{module}"]["version"]
    return version


def project() -> dict[str, object]:
    """The project's table of pyproject.toml."""
    table: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return table


def test_engine_knows_only_numbers() -> None:
    strays = {
        name(path): imports(path)
        - (COMPILER_IMPORTS if path.parent.name == "compiled" else ENGINE_IMPORTS)
        for path in modules("engine")
    }
    assert not {path: stray for path, stray in strays.items() if stray}
    assert not [
        name(path) for path in modules("engine") if re.search(r"\bopen\(", path.read_text())
    ]


def test_services_know_no_flask() -> None:
    """Nor do they lean on what does: the routes, the pages and the entry point may."""
    inner = list(modules(*(f"webapp/{service}" for service in SERVICES)))
    assert {path.relative_to(ROOT / "webapp").parts[0] for path in inner} == SERVICES
    assert not [name(path) for path in inner if imports(path) & {"flask", "werkzeug"}]
    assert not [name(path) for path in inner if uses(path, "webapp") & {"routes", "views"}]


ROOMS = ("code", "diagnosis", "formulas", "network", "study", "timeline")


def test_the_engine_is_entered_by_its_doors() -> None:
    """Whoever uses it imports from `engine` or one of its rooms; its own tests look inside."""
    rooms = {"engine", *(f"engine.{room}" for room in ROOMS)}
    plain = {f"engine.{name}" for name in ("arrays", "clouds", "errors", "lessons", "limits")}
    strays = {
        name(path): sorted(doors - rooms - plain)
        for path in modules("webapp")
        if (doors := engine_modules(path)) - rooms - plain
    }
    assert not strays


def test_nothing_stands_at_a_door_that_nobody_takes() -> None:
    taken: dict[str | None, set[str]] = defaultdict(set)
    for path in modules("engine", "webapp", "tests", "bench"):
        for module, names in facts(path).fetched:
            taken[module] |= names
        for room, what in facts(path).asked:
            taken[f"engine.{room}"].add(what)
    doors = ("engine", *(f"engine.{room}" for room in ROOMS))
    untaken = {door: set(import_module(door).__all__) - taken[door] for door in doors}
    assert not any(untaken.values()), untaken


def test_no_two_classes_share_a_name() -> None:
    """Compiled loops for a group of networks mirror those for one, names included."""
    paths = [path for path in modules("engine", "webapp") if path.parent.name != "compiled"]
    classes = Counter(each for path in paths for each in facts(path).classes)
    assert not [name for name, many in classes.items() if many > 1]


def test_every_module_says_what_it_is() -> None:
    own = modules("engine", "webapp", "tests", "bench")
    assert not [name(path) for path in own if facts(path).is_silent]


def test_files_and_functions_stay_small() -> None:
    code = list(files(*FOLDERS, endings=(".py", ".html", ".js", ".css")))
    long = {name(path): len(path.read_text().splitlines()) for path in code}
    assert not {path: lines for path, lines in long.items() if lines > MAX_FILE}
    bodies = {
        f"{name(path)}: {function}": lines
        for path in code
        if path.suffix == ".py"
        for function, lines in facts(path).functions
    }
    assert not {function: lines for function, lines in bodies.items() if lines > MAX_BODY}


def test_colours_live_in_the_tokens() -> None:
    strays = {
        name(path): found
        for path in files("webapp", "templates", "static/js", "static/css")
        if path.name != "tokens.css" and (found := COLOUR.findall(path.read_text()))
    }
    assert not strays


def test_storage_has_one_door() -> None:
    """It throws in a frame that may store nothing; theme.js runs before any module is there."""
    doors = {"static/js/state/storage.js", "static/js/theme.js"}
    users = {
        name(path)
        for path in files("static/js")
        if re.search(r"\b(local|session)Storage\b", path.read_text())
    }
    assert users == doors


def test_no_file_names_a_place_on_one_machine() -> None:
    own = [
        *files(*FOLDERS, "requirements", ".ci"),
        *(p for p in ROOT.iterdir() if p.is_file() and p.name != ".git"),
    ]
    assert not [name(path) for path in own if MACHINE_PATH.search(path.read_text())]


def test_lock_files_pin_by_hash_and_name_no_address() -> None:
    page = [ROOT / "package-lock.json", ROOT / "tests/mutation/package-lock.json"]
    assert not [name(path) for path in [*files("requirements"), *page] if "://" in path.read_text()]
    for path in files("requirements"):
        entries = re.split(r"\n(?=\w)", path.read_text())[1:]
        assert entries and all("==" in entry and "--hash=" in entry for entry in entries)
    for path in page:
        packages = json.loads(path.read_text())["packages"]
        assert all("integrity" in package for module, package in packages.items() if module)


def test_build_requirements_are_exact() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    assert build and all("==" in package for package in build)


def test_page_and_python_draw_with_the_same_plotly() -> None:
    bundled = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    vendored = ROOT / "static" / "vendor" / "plotly-basic.min.js"
    versions = [re.search(r"v([\d.]+)", path.read_text()[:100]) for path in (bundled, vendored)]
    assert [version and version[1] for version in versions] == [
        requirement("plotly.js-basic-dist-min")
    ] * 2


def test_vendored_htmx_is_the_pinned_one() -> None:
    script = (ROOT / "static" / "vendor" / "htmx.min.js").read_text()
    assert f'"{requirement("htmx.org")}"' in script


def test_changelog_begins_with_this_version() -> None:
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert newest and newest[1] == project()["version"]


def test_the_architecture_names_what_is_there() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    named = set(re.findall(r"`((?:engine|webapp|static|templates|tests|walks)/[\w./]*)`", text))
    assert len(named) > 30
    assert not {path for path in named if not (ROOT / path).exists()}
