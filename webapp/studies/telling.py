"""A study as programs read it."""

import time
from collections.abc import Iterator
from typing import Any

from engine.study import Outcome, wilson
from webapp.live.encoding import encode
from webapp.live.viewers import Viewer
from webapp.outgoing.separated import Style, line, marked
from webapp.studies.study import Study

SHOWN = 4_000
"""Outcomes in a message of the stream: the first ones of each group, which are a fair sample."""
PING = 10.0
PERIOD = 0.25
"""Seconds between two messages, at least."""


def study_fields(study: Study, most: int | None = None) -> dict[str, Any]:
    """The whole study; at most so many outcomes of each group."""
    return {
        "id": study.id,
        "title": study.title,
        "status": study.status,
        "done": study.done,
        "of": study.plan.starts,
        **study.description,
        "groups": [_group(study, place, most) for place in range(len(study.plan.groups))],
    }


def table_csv(study: Study, style: Style) -> Iterator[str]:
    """A row for each start that is known; what varies comes first."""
    return marked(line(cells, style) for cells in _rows(study))


def _rows(study: Study) -> Iterator[list[str | float]]:
    yield [*study.plan.groups[0].vary, *Outcome._fields]
    for place, group in enumerate(study.plan.groups):
        values = [_written(value) for value in group.vary.values()]
        for seed, error, right, first, ending in study.outcomes(place):
            yield [*values, seed, error, _written(right), "" if first is None else first, ending]


def messages(study: Study, viewer: Viewer) -> Iterator[bytes]:
    """Server-sent events until the study has ended: each time there is something new, all of it."""
    yield b"retry: 1000\n\n"
    sent = 0
    while not viewer.is_gone:
        version, ended = study.version, study.has_ended
        if version > sent:
            fields = study_fields(study, SHOWN // len(study.plan.groups))
            yield b"event: nn:study\ndata: " + encode(fields) + b"\n\n"
            sent = version
        if ended:
            yield b"event: nn:end\ndata: {}\n\n"
            return
        time.sleep(PERIOD)
        while study.version == sent and not viewer.sleep(PING):
            yield b": ping\n\n"


def _group(study: Study, place: int, most: int | None) -> dict[str, Any]:
    known = study.outcomes(place)
    right = sum(outcome.right for outcome in known)
    return {
        "vary": study.plan.groups[place].vary,
        "done": len(known),
        "right": right,
        "share": wilson(right, len(known)),
        "outcomes": [outcome._asdict() for outcome in known[:most]],
    }


def _written(value: Any) -> str | float:
    """A value as one cell: of a list, numbers or names with spaces between them."""
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else value
