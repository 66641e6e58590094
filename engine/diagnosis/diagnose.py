"""How a run stands, why, and what will become of it."""

from collections.abc import Iterator

from engine.diagnosis.case import Case
from engine.diagnosis.finding import Ahead, Diagnosis, Finding, Verdict
from engine.diagnosis.kinds import OF_THE_COLUMNS, OF_THE_RUN, OF_THE_TABLE
from engine.diagnosis.words import right
from engine.timeline.timeline import Timeline

_SUMMARIES = {
    "diverged": "The numbers have left what can be computed: this run ends here.",
    "learned": "It has learned this: every answer is {right}.",
    "untrained": "It has not been trained yet.",
    "right": "It is learning: at iteration {end:,} every answer will be {right}.",
    "falling": "It is learning: the error still falls, to {error:.4g} at iteration {end:,}.",
    "short": "The network is too large to look far ahead: in {iterations:,} more iterations the "
    "mean error goes from {now:.4g} to {error:.4g}.",
    "stuck": "It is stuck: in {iterations:,} more iterations the mean error only goes from "
    "{now:.4g} to {error:.4g}.",
    "leaving": "The error grows: in {iterations:,} more iterations the numbers leave what can be "
    "computed.",
    "never": "It can never get every answer {right}.",
}
_RIGHT = {"right": "on the right side of a half"}
"""How it is said of all answers, where it is said in another way than of one."""


def diagnose(timeline: Timeline, iteration: int) -> Diagnosis:
    """Look into a run at an iteration, with a bounded amount of work; it is left as it is.

    Raises Diverged.
    """
    case = Case(timeline.twin(), iteration)
    findings = tuple(_findings(case))
    verdict = _verdict(case, findings)
    ahead = None
    if not case.diverged and not case.is_right:
        course = case.ahead
        ahead = Ahead(course.length, course.error, course.right_at is not None)
    return Diagnosis(verdict, _summary(case, verdict, findings), findings, ahead)


def _findings(case: Case) -> Iterator[Finding]:
    """What is certain comes first: it is why the rest is so."""
    finders = OF_THE_COLUMNS
    if case.diverged:
        finders = (OF_THE_RUN[1], *finders)
    elif not case.is_right:
        finders = (*OF_THE_TABLE, *(OF_THE_RUN if case.iteration else ()), *finders)
    certain = False
    for finder in finders:
        if certain and finder in OF_THE_RUN:
            continue
        if found := finder(case):
            certain = certain or found.certain
            yield found


def _verdict(case: Case, findings: tuple[Finding, ...]) -> Verdict:
    if case.diverged:
        return "diverged"
    if case.iteration == 0:
        return "untrained"
    if case.is_right:
        return "learned"
    hopeless = any(finding.certain for finding in findings)
    return "stuck" if hopeless or case.is_stuck else "learning"


def _summary(case: Case, verdict: Verdict, findings: tuple[Finding, ...]) -> str:
    near = right(case.experiment)
    if verdict in ("diverged", "learned", "untrained"):
        return _SUMMARIES[verdict].format(right=_RIGHT.get(near, near))
    if any(finding.certain for finding in findings):
        return _SUMMARIES["never"].format(right=near)
    course = case.ahead
    name = "leaving" if course.diverged else "stuck"
    if verdict == "learning":
        name = "falling" if course.right_at is None else "right"
        name = "short" if case.is_short_sighted else name
    return _SUMMARIES[name].format(
        end=case.iteration + course.length,
        iterations=course.length,
        now=case.state.error,
        error=course.error,
        right=near,
    )
