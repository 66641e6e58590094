"""Steps too large or too small, found by taking the same start with others."""

from collections.abc import Sequence

import numpy as np

from engine.arrays import Array
from engine.diagnosis.ahead import WORK, affordable
from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding, Try
from engine.diagnosis.words import right as near
from engine.limits import MAX_LEARNING_RATE

FACTORS = (10, 100, 1_000, 10_000)
OVERSHOT = 1.02
"""So much above the least error on the way, the steps have led up again."""
EARLY, LEAP = 3, 10.0
"""So many iterations that move a weight by more than this have left every curve's slope behind."""
STILL = 0.1
"""Weights that moved by less have hardly left their start."""
SOONER = 5

_LARGE = (
    "A learning rate of {rate:g} takes steps that are too large: the mean error is {error:.4g} and "
    "has been {least:.4g}. From the same start a rate of {other:g} has every answer {near} after "
    "{right:,} iterations."
)
_LEAP = (
    "A learning rate of {rate:g} takes steps that are too large: the first three moved a weight by "
    "{leap:.4g}, on to where the curves are flat. From the same start a rate of {other:g} has "
    "every answer {near} after {right:,} iterations."
)
_BEYOND = (
    "A learning rate of {rate:g} takes steps so large that the numbers leave what can be computed. "
    "From the same start a rate of {other:g} stays among them."
)
_SMALL = (
    "A learning rate of {rate:g} takes very small steps: after {iterations:,} iterations no weight "
    "has moved by more than {moved:.2g}. From the same start a rate of {other:g} has every answer "
    "{near} after {right:,} iterations."
)


def rate_too_large(case: Case) -> Finding | None:
    """The error has risen, the first steps were leaps, or the run diverges; and a smaller rate
    does better."""
    least = float(case.errors.min()) if len(case.errors) else case.state.error
    leaves = case.diverged or case.ahead.diverged
    has_risen, leap = case.state.error > OVERSHOT * least, 0.0 if leaves else _leap(case)
    if not leaves and not (case.is_stuck and (has_risen or leap > LEAP)):
        return None
    numbers = {"least": least} if leaves or has_risen else {"leap": leap}
    for factor in FACTORS:
        rate = case.experiment.learning_rate / factor
        course = case.at_rate(rate, min(case.planned, affordable(case.experiment, WORK // 4)))
        if course.right_at is not None or (leaves and not course.diverged):
            return _found(case, "rate-too-large", rate, course.right_at, **numbers)
    return None


def rate_too_small(case: Case) -> Finding | None:
    """The weights have hardly left their start, or will not be there within the plan, and larger
    steps come right sooner."""
    right_at, rate, moved = case.ahead.right_at, case.experiment.learning_rate, _moved(case)
    late = right_at is not None and case.iteration + right_at > case.planned
    if not late and (right_at is not None or moved > STILL):
        return None
    limit = min(case.planned, affordable(case.experiment, WORK // 4))
    for factor in FACTORS:
        if factor * rate > MAX_LEARNING_RATE:
            return None
        if found := case.at_rate(factor * rate, limit).right_at:
            if late and not _is_sooner(case, 10 * factor * rate, found // SOONER):
                return None
            return _found(case, "rate-too-small", factor * rate, found, moved=moved)
    return None


def _is_sooner(case: Case, rate: float, limit: int) -> bool:
    """Whether steps ten times as large again come right in so few iterations: then it is the size
    of the steps that makes a run late, and not the way it has to go."""
    return rate <= MAX_LEARNING_RATE and case.at_rate(rate, limit).right_at is not None


def _leap(case: Case) -> float:
    """How far the first iterations moved a weight."""
    return _farthest(case.timeline.state_at(EARLY).weights, case.start.weights)


def _moved(case: Case) -> float:
    return _farthest(case.state.weights, case.start.weights)


def _farthest(now: Sequence[Array], then: Sequence[Array]) -> float:
    return max(float(np.abs(a - b).max()) for a, b in zip(now, then, strict=True))


def _found(case: Case, kind: str, rate: float, right: int | None, **numbers: float) -> Finding:
    present = case.experiment.learning_rate
    large = _BEYOND if right is None else _LEAP if "leap" in numbers else _LARGE
    text = {"rate-too-large": large, "rate-too-small": _SMALL}[kind].format(
        rate=present,
        other=rate,
        right=right,
        near=near(case.experiment),
        error=case.state.error,
        iterations=case.iteration,
        **numbers,
    )
    evidence = {
        "learning_rate": present,
        "error": case.state.error,
        "tried": rate,
        "right_at": right,
        **numbers,
    }
    attempt = Try(f"Try a learning rate of {rate:g}", {"learning_rate": rate})
    return Finding(kind, text, evidence, (), attempt)
