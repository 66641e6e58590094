"""Contenders in turns: what disturbs the machine disturbs all of them, and the best turn counts."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bench.cases import Case

ROUNDS = 100
SECONDS = 0.005
"""How long a turn takes, about: so short that some turns pass undisturbed on a busy machine."""
PEERS = Path(sys.prefix) / "peers" / "bin" / "python"
"""Where scikit-learn, PyTorch and JAX are installed, if they are: `make bench` does it."""


class Contender:
    """One who trains, in a process of its own; `missing` says why not, if not.

    A turn is so many iterations, or as many as take so many seconds.
    """

    def __init__(
        self,
        name: str,
        module: str,
        peer: bool = False,
        seconds: float = SECONDS,
        iterations: int | None = None,
        **environment: str,
    ) -> None:
        self.name = name
        self.missing = "" if PEERS.exists() or not peer else "not installed: make bench installs it"
        self._iterations, self._seconds = iterations or 1, seconds
        self._is_fixed = iterations is not None
        if not self.missing:
            self._process = subprocess.Popen(
                [PEERS if peer else sys.executable, "-m", "bench.worker", module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, **environment},
            )
            self.missing = self._heard().get("missing", "")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if not self.missing:
            self._process.communicate()

    def prepare(self, case: Case) -> None:
        """Make ready for a case, and find out how many iterations fill a turn."""
        self._asked(case=asdict(case))
        self._train(1)
        if self._is_fixed:
            return
        iterations, seconds = 0, 0.0
        while seconds < self._seconds / 4:
            iterations = 4 * iterations or 1
            seconds = min(self._train(iterations) for _ in range(3))
        self._iterations = max(1, int(iterations * self._seconds / seconds))

    def turn(self) -> float:
        """Seconds an iteration."""
        return self._train(self._iterations) / self._iterations

    def _train(self, iterations: int) -> float:
        seconds: float = self._asked(iterations=iterations)["seconds"]
        return seconds

    def _asked(self, **order: object) -> dict[str, Any]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._heard()

    def _heard(self) -> dict[str, Any]:
        assert self._process.stdout
        answer: dict[str, Any] = json.loads(
            self._process.stdout.readline() or '{"missing": "fails"}'
        )
        return answer


def race(contenders: Iterable[Contender], case: Case, rounds: int = ROUNDS) -> dict[str, float]:
    """Seconds an iteration, of each contender that is there, at its best."""
    there = [contender for contender in contenders if not contender.missing]
    for contender in there:
        contender.prepare(case)
    turns = [[contender.turn() for contender in there] for _ in range(rounds)]
    best = (min(times) for times in zip(*turns, strict=True))
    return dict(zip((contender.name for contender in there), best, strict=True))
