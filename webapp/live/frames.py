"""Server-sent events as bytes."""


def sse(event: str | None, data: str | bytes) -> bytes:
    """One message of the stream; without an event name it is an unnamed one."""
    name = b"" if event is None else b"event: " + event.encode() + b"\n"
    text = data.encode() if isinstance(data, str) else data
    lines = text.splitlines() if b"\n" in text or b"\r" in text else [text]
    return name + b"".join(b"data: " + line + b"\n" for line in lines) + b"\n"


def chunk(message: bytes) -> bytes:
    """A message as a chunk of an HTTP/1.1 response of unknown length."""
    return b"%X\r\n%b\r\n" % (len(message), message)
