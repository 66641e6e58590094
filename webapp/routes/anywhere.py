"""Where servers share their runs: a request for a run that another one has is answered by that one,
or the run is taken over, and what came too late is tried again."""

import sys
from collections.abc import Callable
from functools import partial, wraps
from io import BytesIO
from typing import Any

from flask import Flask, Response, request
from werkzeug.test import run_wsgi_app

from webapp.kept.store import Conflict, Elsewhere, Unreachable
from webapp.kept.writer import Writer
from webapp.live.clock import Clock
from webapp.live.runs import Runs
from webapp.routes.security import RELAYED, SAFE_METHODS
from webapp.routes.services import company
from webapp.routes.streaming import Renderer
from webapp.shared.company import Company
from webapp.shared.post import LONG, SOON, Fields, Letter

TRIES = 5
MOVED = 421
"""What a server answers to another one, when it has not got the run any more."""
HERE = ("HTTP_ACCEPT_ENCODING",)
"""What is done at the server that was asked: it packs the page."""


def init_app(app: Flask, writer: Writer, runs: Runs, clock: Clock) -> None:
    hands = {"request": partial(_answer, app), "structure": partial(_structure, app, runs)}
    app.extensions["company"] = Company(writer, runs, clock, hands)
    app.view_functions = {name: anywhere(view) for name, view in app.view_functions.items()}


def anywhere(view: Callable[..., Any]) -> Callable[..., Any]:
    """The same view, wherever the run is. It may be called again: a Conflict means that nothing of
    it was done."""

    @wraps(view)
    def answer(**arguments: Any) -> Any:
        request.get_data()  # so that the body is there for another try, or another server
        for _ in range(TRIES):
            try:
                return view(**arguments)
            except Conflict:
                continue
            except Elsewhere as found:
                if RELAYED in request.environ:
                    return Response(status=MOVED)
                response = _asked(found.server)
                if response is not None:
                    return response
        raise Unreachable("a run changes its server again and again")

    return answer


def _asked(server: str) -> Response | None:
    """What another server answers to this request; None when it is not the one to answer it."""
    is_safe = request.method in SAFE_METHODS
    environ = {
        name: value
        for name, value in request.environ.items()
        if isinstance(value, str) and name not in HERE
    }
    try:
        content, patience = request.get_data(), SOON if is_safe else LONG
        fields, body = company().post.ask(server, "request", environ, content, patience)
    except Conflict:
        return None
    except Unreachable:
        if is_safe:
            return None
        raise
    return (
        None if fields["status"] == MOVED else Response(body, fields["status"], fields["headers"])
    )


def _answer(app: Flask, environ: Fields, body: bytes) -> Letter:
    """Answer a request that another server was asked."""
    whole = {
        **environ,
        RELAYED: True,
        "wsgi.version": (1, 0),
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    # Not what is around it: a prefix has been taken off already.
    pieces, status, headers = run_wsgi_app(partial(Flask.wsgi_app, app), whole, buffered=True)
    return {"status": int(status.split()[0]), "headers": list(headers)}, b"".join(pieces)


def _structure(app: Flask, runs: Runs, fields: Fields, body: bytes) -> Letter:
    """The HTML of everything but the numbers, for who watches at another server."""
    display = runs.get(fields["run"]).display
    broadcast = display.watched if fields["is_watched"] else display.own
    render = Renderer(app, fields["root"], fields["is_watched"])
    return {}, render(display.latest(broadcast)).encode()
