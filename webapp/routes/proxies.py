"""Behind a proxy: below a path of another server, and under the names that people know.

A proxy may pass a path on whole or without the part that led to this server; both are understood.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

PATH = re.compile(r"(/(?!\.+(/|$))[A-Za-z0-9._~-]+)+")
"""A path below which a server can live."""

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def init_app(app: Flask) -> None:
    app.wsgi_app = Below(  # type: ignore[method-assign]
        app.wsgi_app, app.config["PREFIX"], is_told=bool(app.config["ALLOW"])
    )


class Below:
    """Takes the path off the requests and notes it where Flask looks for it.

    Where `is_told`, the path that a proxy names in X-Forwarded-Prefix goes before its own.
    """

    def __init__(self, application: Application, prefix: str, *, is_told: bool) -> None:
        self._application, self._prefix, self._is_told = application, prefix, is_told

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        told = environ.get("HTTP_X_FORWARDED_PREFIX", "").rstrip("/") if self._is_told else ""
        prefix = told if PATH.fullmatch(told) else self._prefix
        if prefix:
            path = environ["PATH_INFO"]
            if f"{path}/".startswith(f"{prefix}/"):
                environ["PATH_INFO"] = path[len(prefix) :] or "/"
            environ["SCRIPT_NAME"] = prefix
        return self._application(environ, start_response)
