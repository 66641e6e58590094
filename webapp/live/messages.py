"""Server-sent events as bytes."""


def frame_message(json: bytes) -> bytes:
    """A frame as a named message of the stream."""
    return b"event: nn:frame\ndata: %b\n\n" % json


def html_message(html: str) -> bytes:
    """HTML as an unnamed message of the stream, which htmx swaps in."""
    return b"".join(b"data: %b\n" % line for line in html.encode().splitlines()) + b"\n"


def chunk(message: bytes) -> bytes:
    """A message as a chunk of an HTTP/1.1 response of unknown length."""
    return b"%X\r\n%b\r\n" % (len(message), message)
