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


def dumps_each(value: Any, many: int) -> list[bytes]:
    """The JSON of so many values that differ in numbers alone, given as one: each of its arrays has
    a first axis for them, and a list of numbers has one for each."""
    columns: list[list[bytes]] = []
    text = b"".join(_text(value, columns))
    return [text % row for row in zip(*columns, strict=True)] if columns else [text] * many


def _text(value: Any, columns: list[list[bytes]]) -> Iterator[bytes]:
    """What all have in common, with a `%b` for each of the columns."""
    if isinstance(value, dict):
        pairs = ((_safe(key), b":", *_text(item, columns)) for key, item in value.items())
        yield from _enclosed(b"{", pairs, b"}")
    elif isinstance(value, tuple):
        yield from _enclosed(b"[", (_text(item, columns) for item in value), b"]")
    elif isinstance(value, np.ndarray | list) and np.size(value):
        depth = np.ndim(value)
        opening, closing = b"[" * (depth - 1), b"]" * (depth - 1)
        text = dumps(value)[depth:-depth]
        columns.append(text.split(closing + b"," + opening))
        yield opening + b"%b" + closing
    else:
        yield _safe(value[0] if isinstance(value, np.ndarray) else value)


def _safe(value: Any) -> bytes:
    return dumps(value).replace(b"%", b"%%")


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
