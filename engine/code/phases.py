"""Stretches of a run with other formulas, and the lines that hold in some of them only."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from engine.code.lines import Line, Span
from engine.network.experiment import Experiment
from engine.timeline.edits import Edit


class Phase(NamedTuple):
    """An experiment's formulas, in force from one iteration on and before another, or for good."""

    experiment: Experiment
    span: Span


def phases(starting: Experiment, edits: Iterable[Edit]) -> tuple[Phase, ...]:
    """The stretches in which loss and optimizer stay the same, in their order."""
    found, since = [starting], [0]
    for edit in edits:
        if edit.experiment and edit.at and _formulas(edit.experiment) != _formulas(found[-1]):
            found.append(edit.experiment)
            since.append(edit.at)
    ends = (*since[1:], None)
    return tuple(
        Phase(experiment, (begin, end))
        for experiment, begin, end in zip(found, since, ends, strict=True)
    )


def _formulas(experiment: Experiment) -> tuple[str, str]:
    return experiment.loss, experiment.optimizer


def in_phases(
    every: Sequence[Phase],
    choice: Callable[[Experiment], Hashable],
    lines: Callable[[Experiment], Iterable[Line]],
) -> Iterator[Line]:
    """The lines of each choice that is made in some phase, each with when it holds."""
    chosen: dict[Hashable, Experiment] = {}
    spans: dict[Hashable, list[Span]] = {}
    for experiment, span in every:
        made = choice(experiment)
        chosen.setdefault(made, experiment)
        _add(spans.setdefault(made, []), span)
    for made, experiment in chosen.items():
        for line in lines(experiment):
            yield _guarded(line, tuple(spans[made])) if len(chosen) > 1 else line


def _add(spans: list[Span], span: Span) -> None:
    """One more span; where it goes on from the last one they are one."""
    if spans and spans[-1][1] == span[0]:
        spans[-1] = (spans[-1][0], span[1])
    else:
        spans.append(span)


def _guarded(line: Line, spans: tuple[Span, ...]) -> Line:
    condition = " or ".join(map(_condition, spans))
    return replace(
        line,
        source=f"if {condition}: {line.source}",
        reads=("iteration", *line.reads),
        spans=spans,
    )


def _condition(span: Span) -> str:
    begin, end = span
    if end is None:
        return f"iteration >= {begin}"
    return f"{begin} <= iteration < {end}" if begin else f"iteration < {end}"
