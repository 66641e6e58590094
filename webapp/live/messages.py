"""Server-sent events as bytes, and how bytes travel: in chunks, or in the frames of a WebSocket."""

import base64
import hashlib
from collections.abc import Callable

Framing = Callable[[bytes], bytes]
ALIVE = b": ping\n\n"
GOING_AWAY = b"\x88\x02\x03\xe9"
"""The last frame of a WebSocket: a close with the status 1001."""
_ACCEPTS = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def frame_message(json: bytes) -> bytes:
    """A frame as a named message of the stream."""
    return b"event: nn:frame\ndata: %b\n\n" % json


def html_message(html: str) -> bytes:
    """HTML as an unnamed message of the stream, which htmx swaps in."""
    return b"".join(b"data: %b\n" % line for line in html.encode().splitlines()) + b"\n"


def chunk(message: bytes) -> bytes:
    """A message as a chunk of an HTTP/1.1 response of unknown length."""
    return b"%X\r\n%b\r\n" % (len(message), message)


def text_frame(message: bytes) -> bytes:
    """A message as one text frame from a server (RFC 6455, section 5.2)."""
    size = len(message)
    if size < 126:
        return b"\x81%c%b" % (size, message)
    if size < 2**16:
        return b"\x81\x7e%b%b" % (size.to_bytes(2), message)
    return b"\x81\x7f%b%b" % (size.to_bytes(8), message)


def accepted(key: str) -> str:
    """What a server answers to the key of a WebSocket's handshake (RFC 6455, section 4.2.2)."""
    return base64.b64encode(hashlib.sha1(key.encode() + _ACCEPTS).digest()).decode()
