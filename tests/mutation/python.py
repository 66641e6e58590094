"""Changes of the engine and of the services, made by mutmut: each is tried by the tests that reach
the function, the quickest first, until one fails."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from tests.mutation.sample import Change, drawn
from tests.test_house import ROOT

SURVIVED = (0, 33)
"""What mutmut notes of a mutant that every test let pass, and of one that no test reaches."""


def tried(most: int, seed: int) -> list[Change]:
    """So many changes of each room."""
    _mutmut("nothing")  # makes the mutants, and finds which tests reach them
    names = drawn(sorted(_results()), most, _room, seed)
    _mutmut(*names)
    results = _results()
    if any(results[name] is None for name in names):
        sys.exit("The tests do not pass as they are, so no change can be told from none.")
    return [Change(_room(name), name, results[name] not in SURVIVED) for name in names]


def _mutmut(*names: str) -> None:
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count()), *names]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)


def _results() -> dict[str, int | None]:
    return dict(_noted())


def _noted() -> Iterator[tuple[str, int | None]]:
    for path in (ROOT / "mutants").rglob("*.meta"):
        yield from json.loads(path.read_text())["exit_code_by_key"].items()


def _room(name: str) -> str:
    first, second = name.split(".")[:2]
    return first if first == "engine" else f"{first}.{second}"
