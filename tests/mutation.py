"""How many small changes of the code the tests notice: `python -m tests.mutation [how many]`.

A sample, drawn evenly and always the same one, of all changes that mutmut can make.
"""

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = 200
SEED = 1
SURVIVED = (0, 33)
"""What mutmut notes of a mutant that every test let pass, and of one that no test reaches."""


def main() -> None:
    """Make the mutants, run the tests that reach the sampled ones, and say what survived."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    _mutmut("none.of.them")
    names = sorted(_results())
    sample = random.Random(SEED).sample(names, min(most, len(names)))
    _mutmut(*sample)
    results = _results()
    if any(results[name] is None for name in sample):
        sys.exit("The tests do not pass as they are, so no change can be told from none.")
    survivors = sorted(name for name in sample if results[name] in SURVIVED)
    rooms = Counter(_room(name) for name in sample)
    alive = Counter(_room(name) for name in survivors)
    for room, count in sorted(rooms.items()):
        print(f"{room:20} {count - alive[room]:4} of {count:4} noticed")
    print(f"{1 - len(survivors) / len(sample):.0%} of {len(sample)} changes were noticed; not:")
    print("\n".join(f"  {name}" for name in survivors))


def _mutmut(*names: str) -> None:
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "2", *names]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)


def _results() -> dict[str, int | None]:
    return dict(_noted())


def _noted() -> Iterator[tuple[str, int | None]]:
    for path in (ROOT / "mutants").rglob("*.meta"):
        yield from json.loads(path.read_text())["exit_code_by_key"].items()


def _room(name: str) -> str:
    return ".".join(name.split(".")[:2])


if __name__ == "__main__":
    main()
