"""Compiled loops over bytes: frames woven of what they share and their numbers, and sent."""

import socket
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit, types

from webapp.live.sheet import Bytes, Places

_ROOM = 12
"""Bytes before a message for its size as a chunk."""
_DIGITS = 20
"""Of a whole number, at most."""
_CR, _LF, _COMMA, _ZERO, _LETTER = 13, 10, 44, 48, 55
_DONTWAIT = getattr(socket, "MSG_DONTWAIT", 0)
"""Where there is none, nothing is sent by these loops."""

_send = types.ExternalFunction("send", types.intp(types.intc, types.uintp, types.uintp, types.intc))
_memchr = types.ExternalFunction("memchr", types.uintp(types.uintp, types.intc, types.uintp))
_memmove = types.ExternalFunction("memmove", types.uintp(types.uintp, types.uintp, types.uintp))
_save_thread = types.ExternalFunction("PyEval_SaveThread", types.uintp())
_restore_thread = types.ExternalFunction("PyEval_RestoreThread", types.void(types.uintp))

compiled: Callable[[Any], Any] = njit(cache=True)


@compiled
def _copied(source: Bytes, start: int, end: int, sheet: Bytes, at: int) -> int:
    size = end - start
    _memmove(sheet.ctypes.data + at, source.ctypes.data + start, size)
    return at + size


@compiled
def _next_comma(numbers: Bytes, start: int) -> int:
    """Where the next comma is; behind the brackets at the end of all there is none."""
    here, size = numbers.ctypes.data, len(numbers)
    found = _memchr(types.uintp(here + start), types.intc(_COMMA), types.uintp(size - start))
    return types.intp(found) - types.intp(here) if found else size - 1


@compiled
def _counted(number: int, base: int, sheet: Bytes, end: int) -> int:
    """Write a whole number that ends there; where it begins."""
    while True:
        end -= 1
        digit = number % base
        sheet[end] = digit + (_ZERO if digit < 10 else _LETTER)
        number //= base
        if number == 0:
            return end


@compiled
def weave(
    heads: Bytes,
    head_places: Places,
    pieces: Bytes,
    piece_places: Places,
    numbers: Bytes,
    whole: Places,
    is_whole: npt.NDArray[np.bool_],
) -> tuple[Bytes, Places, Places, Places]:
    """A head, and then pieces with a number between each two: one of the `numbers`, which are
    JSON's rows of such, or a whole one. Returns the sheet, and where chunks begin, messages begin
    and chunks end."""
    many, each = len(whole), len(pieces) + _ROOM + 2 + _DIGITS * whole.shape[1]
    sheet = np.empty(len(heads) + len(numbers) + many * each, np.uint8)
    starts, messages, ends = np.empty((3, many), np.int64)
    here, at, places = 2, 0, len(is_whole)
    last = 0
    for place in range(places):
        last = last if is_whole[place] else place
    for frame in range(many):
        messages[frame] = at = at + _ROOM
        at = _copied(heads, head_places[frame], head_places[frame + 1], sheet, at)
        at = _copied(pieces, piece_places[0], piece_places[1], sheet, at)
        counted = 0
        for place in range(places):
            if is_whole[place]:
                begin = _counted(whole[frame, counted], 10, sheet, at + _DIGITS)
                at = _copied(sheet, begin, at + _DIGITS, sheet, at)
                counted += 1
            else:
                comma = _next_comma(numbers, here)
                end = comma - 1 if place == last else comma  # a row ends in a bracket
                at = _copied(numbers, here, end, sheet, at)
                here = comma + 1
            at = _copied(pieces, piece_places[place + 1], piece_places[place + 2], sheet, at)
        here += 1  # the next row begins with a bracket
        start = messages[frame] - 2
        sheet[start], sheet[start + 1] = _CR, _LF
        starts[frame] = _counted(at - messages[frame], 16, sheet, start)
        sheet[at], sheet[at + 1] = _CR, _LF
        ends[frame] = at = at + 2
    return sheet, starts, messages, ends


@compiled
def send(sheet: Bytes, starts: Places, ends: Places, frames: Places, sockets: Places) -> Places:
    """Hand these frames of a sheet to their sockets, as much of each as needs no waiting; how many
    bytes of each are left, -1 where nothing was taken."""
    left, thread = np.empty(len(frames), np.int64), _save_thread()
    for place in range(len(frames)):
        frame = frames[place]
        letters = types.uintp(sheet.ctypes.data + starts[frame])
        size = ends[frame] - starts[frame]
        sent = _send(types.intc(sockets[place]), letters, types.uintp(size), types.intc(_DONTWAIT))
        left[place] = size - sent if sent > 0 else -1
    _restore_thread(thread)
    return left
