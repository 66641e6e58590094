"""How the frames on a sheet come to those who watch: all that can be written at once in one go."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from webapp.live.sheet import FrameSheet
from webapp.live.snapshot import Snapshot
from webapp.live.viewers import Viewer, Viewers


class Lent(NamedTuple):
    """A viewer whose socket is lent for a frame, the one at this place on the sheet."""

    place: int
    viewer: Viewer
    socket: int


def deliver(sheet: FrameSheet, snapshots: Sequence[Snapshot], watching: Sequence[Viewers]) -> None:
    """Let the viewers of each frame have it. Those who are alone, and whose threads sleep, are
    written to together; others are told, as ever, and so is who could not be written to."""
    lent, told = list[Lent](), list[int]()
    for place, (snapshot, viewers) in enumerate(zip(snapshots, watching, strict=True)):
        first = viewers.all[0] if len(viewers) == 1 else None
        socket = first.lend(snapshot) if first else None
        if first and socket is not None:
            lent.append(Lent(place, first, socket))
        else:
            told.append(place)
    for (place, viewer, _), count in zip(lent, _sent(sheet, lent), strict=True):
        viewer.give_back(snapshots[place], sheet.rest(place, count) if count > 0 else None)
        if count <= 0:
            told.append(place)
    for place in told:
        watching[place].tell(snapshots[place], partial(sheet.message, place))


def _sent(sheet: FrameSheet, lent: Sequence[Lent]) -> list[int]:
    """How much of each of these frames its socket took."""
    from webapp.live.weaving import send

    if not lent:
        return []
    frames, sockets = (np.array([each[part] for each in lent]) for part in (0, 2))
    sent: list[int] = send(sheet.letters, sheet.starts, sheet.ends, frames, sockets).tolist()
    return sent
