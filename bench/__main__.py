"""`python -m bench [section …]`: everything, or the sections named."""

import argparse
import platform
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from bench import door, fairness, formulas, page, serving, training
from bench.table import Section, lines

SECTIONS: dict[str, Callable[[], Section]] = {
    "training": training.peers,
    "formulas": formulas.against_peers,
    "combinations": formulas.slowest,
    "starts": training.starts,
    "growth": training.growth,
    "frames": door.frames,
    "start": door.start,
    "fastest": serving.fastest,
    "seek": serving.seeking,
    "viewers": serving.viewers,
    "processes": serving.processes,
    "fairness": fairness.fairness,
    "page": page.page,
    "first": page.first_page,
    "endurance": page.endurance,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("section", nargs="*", choices=[*SECTIONS, []], help="all without one")
    names = parser.parse_args().section or SECTIONS
    print(*_machine(), sep="\n")
    for name in names:
        for line in lines(SECTIONS[name]()):
            print(line, flush=True)


def _machine() -> Iterator[str]:
    yield f"{_processor()}, {platform.system()}, Python {platform.python_version()}"
    yield ", ".join(f"{package} {version(package)}" for package in ("numpy", "numba"))


def _processor() -> str:
    try:
        found = Path("/proc/cpuinfo").read_text()
        names = [line.partition(": ")[2] for line in found.splitlines() if "model name" in line]
        return f"{len(names)} × {names[0]}"
    except (OSError, IndexError):
        return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
