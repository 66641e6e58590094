"""How the frames on a sheet come to those who watch: all that can be written at once in one go."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from webapp.live.sheet import FrameSheet
from webapp.live.snapshot import Snapshot
from webapp.live.viewers import Viewer, Viewers


def deliver(sheet: FrameSheet, snapshots: Sequence[Snapshot], watching: Sequence[Viewers]) -> None:
    """Let the viewers of each frame have it. Those who are alone, and whose threads sleep, are
    written to together; others are told, as ever, and so is who could not be written to."""
    lent, sockets, told = list[tuple[int, Viewer]](), list[int](), list[int]()
    for place, (snapshot, viewers) in enumerate(zip(snapshots, watching, strict=True)):
        first = viewers.all[0] if len(viewers.all) == 1 else None
        socket = first.lend(snapshot) if first else None
        if first and socket is not None:
            lent.append((place, first))
            sockets.append(socket)
        else:
            told.append(place)
    for (place, viewer), left in zip(lent, _sent(sheet, lent, sockets), strict=True):
        if left >= 0:
            viewer.give_back(snapshots[place], sheet.rest(place, left) if left else b"")
        else:
            viewer.give_back(snapshots[place], None)
            told.append(place)
    for place in told:
        watching[place].tell(snapshots[place], partial(sheet.message, place))


def _sent(
    sheet: FrameSheet, lent: Sequence[tuple[int, Viewer]], sockets: Sequence[int]
) -> list[int]:
    """Hand the frames at these places to their sockets; what `send` says of each."""
    from webapp.live.weaving import send

    if not lent:
        return []
    frames = np.array([place for place, _ in lent])
    left: list[int] = send(
        sheet.letters, sheet.starts, sheet.ends, frames, np.array(sockets)
    ).tolist()
    return left
