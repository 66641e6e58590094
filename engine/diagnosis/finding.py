"""What a diagnosis says: a verdict, the findings, and what was computed ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Verdict = Literal["untrained", "learning", "learned", "stuck", "diverged"]


class Try(NamedTuple):
    """One edit that may help: what a button says, and the parts of the experiment it changes."""

    label: str
    experiment: Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """One thing that is the matter: `text` for a learner, `evidence` in this run's numbers.

    `where` are subjects as the page writes them: "any 2 any" is an example, "l0 any 1" an input,
    "l1 any 0" a neuron. `certain`: no training whatever can make every answer right.
    """

    kind: str
    text: str
    evidence: Mapping[str, Any]
    where: tuple[str, ...] = ()
    attempt: Try | None = None
    certain: bool = False


class Ahead(NamedTuple):
    """The run so many iterations on: its mean |error|, and whether every answer is right."""

    iterations: int
    error: float
    right: bool


@dataclass(frozen=True)
class Diagnosis:
    """The most telling finding first. `ahead` is None when nothing lies ahead, or nothing new.

    `summary` is one sentence on how the run stands.
    """

    verdict: Verdict
    summary: str
    findings: tuple[Finding, ...]
    ahead: Ahead | None
