"""gunicorn with one process and a thread for each stream, made to stop promptly and quietly."""

import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.util import close_graceful
from gunicorn.workers.gthread import TConn, ThreadWorker

from webapp import MAX_STREAMS, close_app

SPARE_THREADS = 64
"""Threads beside those of the streams, so that commands never wait for a viewer to leave."""
IDLE_CONNECTIONS = 1_000
GRACE_SECONDS, LINGER_SECONDS = 3, 0.3
"""What requests under way get when the server stops, and connections that are merely kept alive."""


class Worker(ThreadWorker):
    """Ends the streams and the clock as soon as it is told to stop, however gently."""

    wsgi: Flask  # type: ignore[assignment]  # what `load` below returns

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        close_app(self.wsgi)
        super().handle_exit(sig, frame)

    handle_quit = handle_exit

    def handle(self, conn: TConn) -> bool:
        """Answer a request. If the connection ends with it, its client is given time to close it
        here: the loop to which it returns, and which accepts all others, would wait for it."""
        goes_on = super().handle(conn)
        if goes_on is False:
            with suppress(OSError):
                close_graceful(conn.sock.dup())
                conn.sock.shutdown(socket.SHUT_RDWR)
        return goes_on

    def _cap_keepalive(self, deadline: float) -> None:
        """Idle connections get a moment only: their clients have nothing under way."""
        super()._cap_keepalive(min(deadline, time.monotonic() + LINGER_SECONDS))  # type: ignore[misc]

    def run(self) -> None:
        """Serve, and then leave at once: a client that reads no more would hold up its thread."""
        super().run()
        os._exit(0)


class Supervisor(Arbiter):
    """Stops when its terminal closes, as a program does that somebody started by hand."""

    def handle_hup(self) -> None:
        self.handle_term()


class Server(BaseApplication):
    """Serves on a bound socket; the application is made in the process that serves it."""

    def __init__(
        self, listener: socket.socket, load: Callable[[], Flask], ready: Callable[[], None]
    ) -> None:
        self._listener, self._load, self._ready = listener, load, ready
        super().__init__()

    def load_config(self) -> None:
        threads = MAX_STREAMS + SPARE_THREADS
        settings = {
            "bind": f"fd://{self._listener.fileno()}",
            "workers": 1,
            "worker_class": Worker,
            "threads": threads,
            "worker_connections": threads + IDLE_CONNECTIONS,
            "keepalive": 15,
            "timeout": 0,
            "graceful_timeout": GRACE_SECONDS,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": lambda worker: self._ready(),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:  # type: ignore[override]  # an application by any other name
        return self._load()

    def run(self) -> None:
        Supervisor(self).run()
