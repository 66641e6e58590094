"""Who is asking: a program that wants JSON, htmx for a fragment, a browser for a page."""

from typing import Any

from flask import Response, request

from webapp.live.encoding import encode


def wants_fragment() -> bool:
    """Whether htmx asks, from a page that stands already."""
    return request.headers.get("HX-Request") == "true"


def wants_json() -> bool:
    """Whether JSON is preferred; without a preference GET answers pages, and commands JSON."""
    if wants_fragment():
        return False
    accept = request.accept_mimetypes
    pages, json = accept["text/html"], accept["application/json"]
    return json > pages or (json == pages and request.method not in ("GET", "HEAD"))


def json_response(value: Any, status: int = 200, mimetype: str = "application/json") -> Response:
    """A value as JSON; bytes are JSON already."""
    body = value if isinstance(value, bytes) else encode(value)
    return Response(body, status, mimetype=mimetype)


def vary(response: Response) -> Response:
    """One address answers several kinds of clients, and a run is never the same twice."""
    response.vary.update(("Accept", "HX-Request"))
    response.headers.setdefault("Cache-Control", "no-store")
    return response
