"""With one more neuron clearly more starts learn."""

from engine.diagnosis.case import Case, Starts
from engine.diagnosis.finding import Finding, Try
from engine.limits import MAX_NEURONS

_TEXT = (
    "Of {of} other starts {right} learn this in {iterations:,} iterations; with {neurons} neurons "
    "in the last hidden layer it is {better} of {better_of}. More neurons make it easier to find a "
    "way."
)


def too_few_neurons(case: Case) -> Finding | None:
    """Once the run is stuck: the intervals of both shares do not touch."""
    hidden = case.experiment.hidden
    if not hidden or hidden[-1] >= MAX_NEURONS or not case.is_stuck or not case.starts.of:
        return None
    wider = (*hidden[:-1], hidden[-1] + 1)
    starts, more = case.starts, Starts(case.experiment.replace(hidden=wider), case.planned)
    if not more.of or more.share[0] <= starts.share[1]:
        return None
    text = _TEXT.format(
        of=starts.of,
        right=len(starts.learned) or "none",
        iterations=starts.iterations,
        neurons=wider[-1],
        better=len(more.learned),
        better_of=more.of,
    )
    evidence = {"hidden": hidden, "starts": starts.evidence(), "with_one_more": more.evidence()}
    attempt = Try(f"Try {wider[-1]} neurons in the last hidden layer", {"hidden": list(wider)})
    return Finding("too-few-neurons", text, evidence, (f"l{len(hidden)}",), attempt)
