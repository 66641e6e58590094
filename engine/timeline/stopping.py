"""When to stop playing, besides at an iteration."""

from dataclasses import dataclass

import numpy as np

from engine.network.state import State
from engine.network.training import train
from engine.timeline.run import Run


@dataclass(frozen=True)
class StopWhen:
    """`error_below`: the mean |error| falls below it; `answer_crosses`: an answer gets past it."""

    error_below: float | None = None
    answer_crosses: float | None = None

    def __bool__(self) -> bool:
        return self.error_below is not None or self.answer_crosses is not None

    def play(self, run: Run, iterations: int) -> str | None:
        """Step so many iterations, or to the first one that is to stop at: then why, in words."""
        if self.answer_crosses is None and not _changes_ahead(run):
            iterations = self._without_a_fall(run, iterations)
            run.step(iterations - 1)
            iterations = 1
        for _ in range(iterations):
            before = run.state()
            run.step(1)
            reason = self._reason(before, run.state())
            if reason or run.state().diverged_at is not None:
                return reason
        return None

    def _without_a_fall(self, run: Run, iterations: int) -> int:
        """How many iterations to the first one whose error is below; all of them if none is."""
        state = run.state()
        noted = range(state.iteration, state.iteration + iterations)
        errors = train(state.training, state.experiment, iterations, noted[0], noted).errors
        below = errors < (self.error_below or 0)
        falls = np.flatnonzero(below[1:] & ~below[:-1])
        return int(falls[0]) + 1 if len(falls) else iterations

    def _reason(self, before: State, after: State) -> str | None:
        low, level = self.error_below, self.answer_crosses
        if low is not None and after.error < low <= before.error:
            return f"the mean error fell below {low:g}"
        if level is not None:
            crossed = (before.layers[-1] < level) != (after.layers[-1] < level)
            examples = np.flatnonzero(crossed.any(axis=1))
            if len(examples):
                return f"the answer to example {examples[0] + 1} crossed {level:g}"
        return None


def _changes_ahead(run: Run) -> bool:
    return any(edit.at > run.iteration for edit in run.timeline.edits)
