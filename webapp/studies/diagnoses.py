"""Diagnoses of runs: one at a time, so that several people asking never crowd out what plays."""

from collections import OrderedDict
from typing import Any

from engine.diagnosis import Diagnosis, diagnose
from webapp.live.fair_lock import FairLock
from webapp.live.live_run import LiveRun

REMEMBERED = 64


class Diagnoses:
    """The last ones are remembered: several viewers of a run ask the same at the same moment."""

    def __init__(self) -> None:
        self._lock = FairLock()
        self._known: OrderedDict[tuple[str, int, int], Diagnosis] = OrderedDict()

    def of(self, live: LiveRun) -> tuple[int, Diagnosis]:
        """Why the run learns or not as it stands, and the iteration at which it was asked."""
        with self._lock:
            snapshot, timeline = live.past()
            key = (snapshot.id, snapshot.revision, snapshot.iteration)
            if key not in self._known:
                self._known[key] = diagnose(timeline, snapshot.iteration)
                if len(self._known) > REMEMBERED:
                    self._known.popitem(last=False)
            return snapshot.iteration, self._known[key]


def diagnosis_fields(diagnosis: Diagnosis) -> dict[str, Any]:
    """A diagnosis as programs read it."""
    findings = [
        {
            "kind": finding.kind,
            "text": finding.text,
            "evidence": finding.evidence,
            "where": finding.where,
            "try": finding.attempt and finding.attempt._asdict(),
        }
        for finding in diagnosis.findings
    ]
    return {
        "verdict": diagnosis.verdict,
        "summary": diagnosis.summary,
        "findings": findings,
        "ahead": diagnosis.ahead and diagnosis.ahead._asdict(),
    }
