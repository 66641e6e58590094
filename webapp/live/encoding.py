"""JSON of nested dicts, lists and arrays, made without holding up the other threads."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

BLOCK = 20_000  # numbers encoded at a time: orjson keeps the interpreter for itself meanwhile


def dumps(value: Any) -> bytes:
    """The value as JSON, in one go; numbers keep the precision of their arrays."""
    return orjson.dumps(value, default=np.ascontiguousarray, option=orjson.OPT_SERIALIZE_NUMPY)


def encode(value: Any) -> bytes:
    """The same for values of any size: a large one is taken block by block."""
    return dumps(value) if count(value) <= BLOCK else b"".join(_pieces(value))


def count(value: Any) -> int:
    """How many numbers a value holds; anything that is no container counts as one."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, dict):
        return sum(map(count, value.values()))
    if isinstance(value, (list, tuple)):
        return sum(map(count, value))
    return 1


def _pieces(value: Any) -> Iterator[bytes]:
    if isinstance(value, dict):
        pairs = ((dumps(key), b":", *_pieces(item)) for key, item in value.items())
        yield from _enclosed(b"{", pairs, b"}")
    elif isinstance(value, (list, tuple)):
        yield from _enclosed(b"[", map(_pieces, value), b"]")
    elif isinstance(value, np.ndarray) and value.size > BLOCK:
        yield from _enclosed(b"[", ((dumps(rows)[1:-1],) for rows in _blocks(value)), b"]")
    else:
        yield dumps(value)


def _enclosed(opening: bytes, items: Iterable[Iterable[bytes]], closing: bytes) -> Iterator[bytes]:
    yield opening
    for number, item in enumerate(items):
        if number:
            yield b","
        yield from item
    yield closing


def _blocks(rows: npt.NDArray[Any]) -> Iterator[npt.NDArray[Any]]:
    size = max(1, BLOCK * len(rows) // rows.size)
    return (rows[start : start + size] for start in range(0, len(rows), size))
