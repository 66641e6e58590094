"""A run as a log of what was done to it, and back: nothing is trained to write or to read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from engine import Run, Timeline
from engine.limits import MAX_UNDO
from engine.timeline import UndoEntry, last_experiment
from webapp.incoming.experiments import experiment_of
from webapp.incoming.saved import edits_of
from webapp.kept.store import Newer
from webapp.outgoing.experiments import fields_of
from webapp.outgoing.saved import difference, edit_fields, saved

Fields = dict[str, Any]
FORMAT = 1
"""What entries may say: to be raised when a version writes what those before it would not read, a
new formula included. Fields that a version does not know it leaves aside."""


@dataclass(frozen=True)
class Outline:
    """A run but for its numbers and where it stands: what an entry of the log is about."""

    timeline: Timeline
    iteration: int
    undo: Sequence[UndoEntry]
    redo: Sequence[UndoEntry]

    @classmethod
    def of(cls, run: Run) -> "Outline":
        return cls(run.timeline, run.iteration, run.undo_entries, run.redo_entries)


@dataclass(frozen=True)
class Told:
    """A run as its log tells it, at iteration 0; the lesson of every timeline in it."""

    run: Run
    lessons: list[tuple[Timeline, str | None]]


def beginning(timeline: Timeline, lesson: str | None) -> Fields:
    """The first entry of a log."""
    whole = saved(timeline.base, timeline.edits, 0)
    fields = {"base": whole["experiment"], "edits": whole["edits"], "lesson": lesson}
    return {"format": FORMAT, **fields}


def entry(before: Outline, after: Outline, lesson: str | None) -> Fields | None:
    """What was done between two moments; None when it was no edit."""
    if after.timeline is before.timeline:
        return None
    return {"format": FORMAT, **_done(before, after, lesson)}


def _done(before: Outline, after: Outline, lesson: str | None) -> Fields:
    if len(after.redo) > len(before.redo):
        return {"do": "undo", "iteration": before.iteration}
    if before.redo and after.timeline is before.redo[-1].timeline:
        return {"do": "redo", "iteration": before.iteration}
    last = after.undo[-1] if after.undo else None
    is_new = last and not (before.undo and before.undo[-1] is last)
    fields: Fields = {"do": "edit", "lesson": lesson, **_change(before.timeline, after.timeline)}
    if last and is_new:
        fields["takes_back"] = {
            "label": last.label,
            "iteration": last.iteration,
            "same_network": last.same_network,
        }
    return fields


def _change(old: Timeline, new: Timeline) -> Fields:
    """How to make one timeline of another: only what differs."""
    names = fields_of(new.base)
    kept = 0
    if new.base is old.base:
        while kept < min(len(old.edits), len(new.edits)) and old.edits[kept] is new.edits[kept]:
            kept += 1
    known = last_experiment(new.base, new.edits[:kept])
    return {
        "set": difference(old.base, new.base),
        "drop": [name for name in fields_of(old.base) if name not in names],
        "keep": kept,
        "edits": list(edit_fields(known, new.edits[kept:])),
    }


def told(log: Sequence[bytes]) -> Told:
    """The run of a log. Raises Newer, and Invalid and ValueError when it is damaged."""
    entries: list[Fields] = [orjson.loads(entry) for entry in log]
    if any(each.get("format", 1) > FORMAT for each in entries):
        raise Newer
    here, undo, redo = entries[0], list[Fields](), list[Fields]()
    for each in entries[1:]:
        if each["do"] == "edit":
            if "takes_back" in each:
                undo, redo = [*undo, {**each["takes_back"], "of": here}], []
            here = _changed(here, each)
        else:
            source, destination = {"undo": (undo, redo), "redo": (redo, undo)}[each["do"]]
            last = source.pop()
            destination.append({**last, "iteration": each["iteration"], "of": here})
            here = last["of"]
    return _run(here, undo, redo)


def _changed(here: Fields, change: Fields) -> Fields:
    base = {**here["base"], **change["set"]}
    return {
        "base": {name: value for name, value in base.items() if name not in change["drop"]},
        "edits": [*here["edits"][: change["keep"]], *change["edits"]],
        "lesson": change["lesson"],
    }


def _run(here: Fields, undo: list[Fields], redo: list[Fields]) -> Told:
    lessons: list[tuple[Timeline, str | None]] = []

    def timeline(of: Fields) -> Timeline:
        base = experiment_of(of["base"])
        lessons.append((Timeline(base, edits_of(of["edits"], base)), of["lesson"]))
        return lessons[-1][0]

    def entries(moments: list[Fields]) -> list[UndoEntry]:
        names = ("iteration", "same_network")
        return [
            UndoEntry(each["label"], timeline(each["of"]), *(each[name] for name in names))
            for each in moments[-MAX_UNDO:]
        ]

    run = Run.resumed(timeline(here), entries(undo), entries(redo))
    return Told(run, lessons)
