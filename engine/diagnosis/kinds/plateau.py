"""The error stands still for a while and then falls on: computed, not guessed."""

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Finding, Try
from engine.diagnosis.words import right

FALLEN = 0.9
_RIGHT = (
    "The error hardly moves here, but it is on a ledge and not at the end: it falls on from about "
    "iteration {leaves:,}, and at iteration {end:,} every answer is {right}. Nothing is wrong, it "
    "only needs longer."
)
_LEAVES = (
    "The error hardly moves here, but it is on a ledge and not at the end: it falls on from about "
    "iteration {leaves:,}, to {error:.4g} at iteration {end:,}."
)
_LONGER = (
    "Nothing is wrong, it only needs longer than was planned: at iteration {end:,} every answer "
    "is {right}."
)


def plateau(case: Case) -> Finding | None:
    """A ledge that is left, and when a tenth of the error is gone; or a plan that was too short."""
    course = case.ahead
    right_at, falls = course.right_at, course.falls_below(FALLEN * case.state.error)
    is_short = right_at is not None and case.iteration >= case.experiment.iterations
    on_a_ledge = falls is not None and case.hardly_moves
    if not (on_a_ledge or is_short):
        return None
    end = case.iteration + course.length
    leaves = end if falls is None else case.iteration + falls
    template = _LONGER if not on_a_ledge else _LEAVES if right_at is None else _RIGHT
    near = right(case.experiment)
    text = template.format(leaves=leaves, right=near, end=end, error=course.error)
    evidence = {
        "iteration": case.iteration,
        "error": case.state.error,
        "leaves_at": leaves,
        "right_at": None if right_at is None else end,
    }
    return Finding("plateau", text, evidence, (), _longer(case, end))


def _longer(case: Case, end: int) -> Try | None:
    """A plan that is long enough, in round numbers; None when it is already."""
    if end <= case.experiment.iterations:
        return None
    unit = 10 ** max(0, len(str(end)) - 2)
    planned = -(-end // unit) * unit
    return Try(f"Plan {planned:,} iterations", {"iterations": planned})
