"""Server-sent events as bytes, and how bytes travel."""

import pytest

from webapp.live.messages import accepted, chunk, frame_message, html_message, text_frame


def test_a_frame_is_named_and_html_is_not() -> None:
    assert frame_message(b"{}") == b"event: nn:frame\ndata: {}\n\n"
    assert html_message("<p>\nσ</p>") == "data: <p>\ndata: σ</p>\n\n".encode()


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (5, b"\x81\x05"),
        (125, b"\x81\x7d"),
        (126, b"\x81\x7e\x00\x7e"),
        (65_535, b"\x81\x7e\xff\xff"),
        (65_536, b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_a_text_frame_says_how_long_it_is(size: int, head: bytes) -> None:
    assert text_frame(b"x" * size) == head + b"x" * size


def test_a_chunk_says_how_long_it_is() -> None:
    assert chunk(b"x" * 26) == b"1A\r\n" + b"x" * 26 + b"\r\n"


def test_a_handshake_is_answered_as_in_the_standard() -> None:
    """The example of RFC 6455, section 1.3."""
    assert accepted("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
