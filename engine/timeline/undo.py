"""Where undo and redo lead back to, and how much of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from engine.limits import MAX_UNDO
from engine.timeline.timeline import Timeline

MOST_BYTES = 32 * 2**20
"""What the timelines within reach of undo may keep to answer quickly."""


@dataclass(frozen=True)
class UndoEntry:
    """Where undo or redo leads back to; the iteration counts when the edit made a new network."""

    label: str
    timeline: Timeline
    iteration: int
    same_network: bool

    def forgetful(self) -> Self:
        """The same, with a timeline that has let go of what it can compute again."""
        timeline = self.timeline
        return self if timeline.is_forgetful else replace(self, timeline=timeline.forgetful())


def remembered(entries: Sequence[UndoEntry], newest: UndoEntry) -> list[UndoEntry]:
    """These and the newest, at most `MAX_UNDO`; short of memory the oldest timelines forget."""
    kept = [*entries, newest][-MAX_UNDO:]
    total = 0
    for place, entry in reversed([*enumerate(kept)]):
        total += entry.timeline.nbytes
        if total > MOST_BYTES:
            kept[place] = entry.forgetful()
    return kept
