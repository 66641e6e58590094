"""The frames of a round on one sheet of bytes, which compiled loops write and send.

What the frames have in common is put together once, in pieces; between them stand numbers. orjson
writes those of all frames in one go; one loop weaves numbers and pieces, another one hands each
frame to its socket. Neither needs Python's lock.
"""

import os
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from webapp.live.encoding import dumps
from webapp.live.messages import frame_message

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

_OPENING, _CLOSING = frame_message(b"|").split(b"|")


class Texts(NamedTuple):
    """Texts behind one another, and where each begins; at last, where they end."""

    letters: Bytes
    places: Places

    @classmethod
    def of(cls, texts: Sequence[bytes]) -> "Texts":
        ends = np.cumsum([0, *map(len, texts)])
        return cls(np.frombuffer(b"".join(texts), np.uint8), ends)


class FrameSheet(NamedTuple):
    """Chunks of responses, from `starts` to `ends`; within them their messages, from `messages`
    on to two bytes before the end."""

    letters: Bytes
    starts: Places
    messages: Places
    ends: Places

    def message(self, place: int) -> bytes:
        """A frame as a message of the stream."""
        return self.letters[self.messages[place] : self.ends[place] - 2].tobytes()

    def rest(self, place: int, left: int) -> bytes:
        """The last bytes of a chunk, as many as are left of it."""
        return self.letters[self.ends[place] - left : self.ends[place]].tobytes()


def warm_up() -> None:
    """Load what a sheet needs, or compile it the first time, so that no frame waits for it."""
    from webapp.live.weaving import send

    sheet = written([b"{"], {"number": np.zeros(1), "whole": [1]})
    if os.name == "posix":
        send(sheet.letters, sheet.starts, sheet.ends, *np.zeros((2, 0), np.int64))


def written(heads: Sequence[bytes], fields: dict[str, Any]) -> FrameSheet:
    """Frames that begin with these heads and go on with the same fields: each array among those
    has a first axis for the frames, and a list of whole numbers has one for each."""
    from webapp.live.weaving import weave

    pieces, columns = [b""], list[npt.NDArray[Any]]()
    _take_apart(fields, pieces, columns)
    pieces[0], pieces[-1] = pieces[0][1:], pieces[-1] + _CLOSING
    real = [column for column in columns if column.dtype == np.float64]
    whole = [column for column in columns if column.dtype != np.float64]
    is_whole = np.repeat(
        [column.dtype != np.float64 for column in columns], [column.shape[1] for column in columns]
    )
    numbers = np.frombuffer(dumps(np.concatenate(real, axis=1)), np.uint8)
    return FrameSheet(
        *weave(
            *Texts.of([_OPENING + head for head in heads]),
            *Texts.of(pieces),
            numbers,
            np.concatenate(whole, axis=1),
            is_whole,
        )
    )


def _take_apart(value: Any, pieces: list[bytes], columns: list[npt.NDArray[Any]]) -> None:
    """Add to the pieces, where a number stands one ends and the next begins; and to the columns,
    which have a row for each frame."""
    if isinstance(value, dict):
        for number, (key, item) in enumerate(value.items()):
            pieces[-1] += (b"," if number else b"{") + dumps(key) + b":"
            _take_apart(item, pieces, columns)
        pieces[-1] += b"}"
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            pieces[-1] += b"," if number else b"["
            _take_apart(item, pieces, columns)
        pieces[-1] += b"]"
    elif isinstance(value, np.ndarray | list):
        column = np.asarray(value)
        first, *more = dumps(np.zeros(column.shape[1:])[()]).split(b"0.0")
        pieces[-1] += first
        pieces += more
        columns.append(column.reshape(len(column), len(more)))
    else:
        pieces[-1] += dumps(value)
