"""Changes the engine, the services and the page, and says what nobody noticed:
`python -m tests.mutation [changes of each room]`."""

import sys
from collections import Counter

from tests.mutation import page, python

SAMPLE = 100


def main() -> None:
    """Try so many changes of each room, always the same ones."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    changes = [*page.tried(most), *python.tried(most)]
    rooms = Counter(change.room for change in changes)
    alive = Counter(change.room for change in changes if not change.is_noticed)
    for room, count in rooms.items():
        print(
            f"{room:16} {count - alive[room]:4} of {count:4} noticed: {1 - alive[room] / count:.0%}"
        )
    print("Not noticed:")
    for change in changes:
        if not change.is_noticed:
            print(f"  {change.what}")


if __name__ == "__main__":
    main()
