"""Pages packed for the way, for browsers that take that; streams and small answers are not."""

import gzip

from flask import Flask, Response, request

WORTHWHILE = 2_000
"""Bytes from which a page is packed."""


def init_app(app: Flask) -> None:
    app.after_request(pack)


def pack(response: Response) -> Response:
    """The same page in a fifth of the bytes."""
    if response.mimetype != "text/html" or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    page = response.get_data()
    if len(page) >= WORTHWHILE and request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(page, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
