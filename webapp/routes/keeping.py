"""Every answer says when runs are not being kept, and the page says it in words."""

from flask import Flask, Response

from webapp.routes.services import runs

NOT_KEPT = "X-Not-Kept"


def init_app(app: Flask) -> None:
    app.after_request(_say)
    is_shared = bool(app.config["SHARED"])
    app.context_processor(lambda: {"is_kept": runs().writer.fault is None, "is_shared": is_shared})


def _say(response: Response) -> Response:
    if runs().writer.fault is not None:
        response.headers[NOT_KEPT] = "yes"
    return response
