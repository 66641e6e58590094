"""One line of JSON for each request and fault, without anything that somebody typed; and at the
start one that says which way frames go."""

import logging
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any

import orjson
from flask import Flask, Response, g, request

from webapp.incoming.faults import Fault
from webapp.incoming.schema import FIELDS
from webapp.live.tally import REQUESTS

log = logging.getLogger("webapp.requests")


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def note_way(is_direct: bool) -> None:
    """Whether frames are written straight to their sockets, or go through WSGI, which wakes a
    thread for each viewer and frame."""
    log.log(
        logging.INFO if is_direct else logging.WARNING,
        orjson.dumps({"time": _now(), "frames": "socket" if is_direct else "wsgi"}).decode(),
    )


def note_faults(faults: Iterable[Fault]) -> None:
    """Which fields were wrong; a name that is none of ours was typed by somebody."""
    roots = {fault.field.split(".")[0] for fault in faults}
    if roots:
        g.about = {"fields": sorted(roots & FIELDS)}


def note_bug(error: Exception) -> None:
    """Where it happened and what kind it is, not what it says."""
    places = [f"{frame.filename}:{frame.lineno}" for frame in extract_tb(error.__traceback__)]
    g.about = {"error": type(error).__name__, "places": places[-8:]}


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    REQUESTS.note(seconds)
    level = _level(response.status_code)
    if log.isEnabledFor(level):
        log.log(level, _line(response.status_code, seconds))
    return response


def _level(status: int) -> int:
    if status >= 500:
        return logging.ERROR
    return logging.WARNING if status >= 400 else logging.INFO


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _line(status: int, seconds: float) -> str:
    """The address by its rule: no run's id stands in a log."""
    fields: dict[str, Any] = {
        "time": _now(),
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule else None,
        "status": status,
        "ms": round(1000 * seconds, 1),
        **g.get("about", {}),
    }
    return orjson.dumps(fields).decode()
