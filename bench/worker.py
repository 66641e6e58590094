"""A contender in a process of its own: `python -m bench.worker engine`, spoken to by lines of JSON.

{"case": {…}} makes it ready, {"iterations": n} makes it train and answer how long that took.
"""

import json
import sys
import time
from importlib import import_module

from bench.cases import Case


def main() -> None:
    try:
        contender = import_module(f"bench.contenders.{sys.argv[1]}")
        _say({"ready": True})
    except ImportError as error:
        _say({"missing": str(error)})
        return
    for line in sys.stdin:
        order = json.loads(line)
        if "case" in order:
            iterate = contender.prepared(
                Case(**{**order["case"], "shape": (*order["case"]["shape"],)})
            )
            _say({"ready": True})
        else:
            begin = time.perf_counter()
            iterate(order["iterations"])
            _say({"seconds": time.perf_counter() - begin})


def _say(answer: dict[str, object]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
