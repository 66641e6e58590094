"""A whole run in an address: what makes it, packed and written in letters that a URL may hold."""

import base64
import binascii
import json
import zlib
from typing import Any

import orjson

from webapp.incoming.faults import Fault, Invalid

MOST_BYTES = 2 * 2**20
"""What a link may unpack to: as much as a body."""


def packed(run: dict[str, Any]) -> str:
    """The saved run as letters, digits, - and _; the same run always gives the same text."""
    text = orjson.dumps(run, default=_plain, option=orjson.OPT_SERIALIZE_NUMPY)
    short = json.dumps(_whole(json.loads(text)), separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(zlib.compress(short.encode(), 9)).decode().rstrip("=")


def unpacked(text: str) -> dict[str, Any]:
    """The saved run of a link. Raises Invalid when the link is damaged."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(data, MOST_BYTES)
        run = orjson.loads(plain) if unpacking.eof else None
    except (binascii.Error, zlib.error, orjson.JSONDecodeError, ValueError):
        run = None
    if not isinstance(run, dict):
        raise Invalid(Fault("run", "is damaged or cut off: copy the whole link again"))
    return run


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value.tolist()


def _whole(value: Any) -> Any:
    """Whole numbers without their ".0", which half of a table of zeros and ones would be."""
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
