"""Serves the application: gunicorn's threads where it runs, Werkzeug's elsewhere."""

import gc
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any

from flask import Flask

from webapp import close_app, create_app
from webapp.routes.journal import log, note_way
from webapp.routes.security import ANY_ADDRESS, LOOPBACK

Ready = Callable[[], None]
GARBAGE = 10_000
"""New objects after which cycles among them are searched for."""


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises OSError, and gaierror when no address has this name."""
    socket.getaddrinfo(host or None, port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2048)


def hosts(host: str) -> tuple[str, ...]:
    """The Host headers that a server bound to this host answers to."""
    if host in ("", "0.0.0.0", "::"):
        name = socket.gethostname()
        return (*LOOPBACK, *ANY_ADDRESS, name, f"{name}.local")
    return (*LOOPBACK, host)


def serve(
    listener: socket.socket, config: Mapping[str, Any], ready: Ready, processes: int = 1
) -> None:
    """Serve on this socket until a signal comes; `ready` is called when requests are answered."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    if not sys.stderr.isatty():  # nobody reads along: every request gets its line
        log.setLevel(logging.INFO)
    if os.name == "posix":
        from webapp.posix import Server

        def load(streams: int) -> Flask:
            return opened({**config, "MAX_STREAMS": streams})

        Server(listener, load, ready, processes).run()
    else:
        _serve_threaded(listener, opened(config), ready)


def opened(config: Mapping[str, Any]) -> Flask:
    """The application; pages and the engine are prepared while requests are answered already."""
    app = create_app(config)
    threading.Thread(target=_prepare, args=(app,), name="warm-up", daemon=True).start()
    return app


def _prepare(app: Flask) -> None:
    """Nothing of what is loaded by now ever becomes garbage; nor do frames, which hold no cycles:
    searching them all for some every 700 objects would take a tenth of the clock's time."""
    warm(app)
    gc.freeze()
    gc.set_threshold(GARBAGE)


def warm(app: Flask) -> None:
    """Load or compile all that a first visitor would wait for."""
    from engine import study, warm_up
    from webapp.live import sheet

    for template in app.jinja_env.list_templates():
        app.jinja_env.get_template(template)
    warm_up()
    sheet.warm_up()
    study.warm_up()


def _serve_threaded(listener: socket.socket, app: Flask, ready: Ready) -> None:
    from werkzeug.serving import make_server

    def stop(sig: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    host, port, *_ = listener.getsockname()
    server = make_server(host, port, app, threaded=True, fd=listener.fileno())
    ready()
    note_way(False)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        close_app(app)
