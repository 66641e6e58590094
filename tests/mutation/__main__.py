"""Changes the engine, the services and the page, and says what nobody noticed:
`python -m tests.mutation CHANGES_OF_EACH_ROOM SEED`."""

import sys
from collections import Counter

from tests.mutation import page, python


def main() -> None:
    """Try so many changes of each room. Whoever wrote tests for those of one seed is measured by
    those of another."""
    most, seed = map(int, sys.argv[1:])
    changes = [*page.tried(most, seed), *python.tried(most, seed)]
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
