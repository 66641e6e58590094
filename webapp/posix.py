"""gunicorn with a thread for each stream, made to stop promptly and quietly."""

import ctypes
import gc
import signal
import socket
import sys
from collections.abc import Callable

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from webapp import MAX_STREAMS
from webapp.open_files import raise_limit, room
from webapp.routes.journal import note_way
from webapp.worker import Worker

SPARE_THREADS = 64
"""Threads beside those of the streams, so that commands never wait for a viewer to leave."""
IDLE_CONNECTIONS = 1_000
GRACE_SECONDS = 3
"""What requests under way get when the server stops."""
_PR_SET_PDEATHSIG = 1


def stop_with_parent() -> None:
    """Linux stops this process when the one that made it ends, however that happens; elsewhere
    gunicorn looks for it every second."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor(Arbiter):
    """Stops when its terminal closes, as a program does that somebody started by hand."""

    def handle_hup(self) -> None:
        self.handle_term()


class Server(BaseApplication):
    """Serves on a bound socket; the application is made in the process that serves it.

    `load` is given how many streams may be open: as many as the machine has files for. Several
    processes take connections in turn; `ready` is called when the first one does.
    """

    def __init__(
        self,
        listener: socket.socket,
        load: Callable[[int], Flask],
        ready: Callable[[], None],
        processes: int = 1,
    ) -> None:
        self._listener, self._load, self._ready = listener, load, ready
        self._processes = processes
        self._connections = min(MAX_STREAMS + SPARE_THREADS + IDLE_CONNECTIONS, room(raise_limit()))
        self._streams = min(MAX_STREAMS, self._connections // 2)
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": f"fd://{self._listener.fileno()}",
            "workers": self._processes,
            "worker_class": Worker,
            "threads": self._streams + SPARE_THREADS,
            "worker_connections": self._connections,
            "keepalive": 15,
            "timeout": 0,
            "graceful_timeout": GRACE_SECONDS,
            "loglevel": "warning",
            "control_socket_disable": True,
            "forwarder_headers": "",
            "post_worker_init": self._begun,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def _begun(self, worker: Worker) -> None:
        stop_with_parent()
        if worker.age == 1:
            self._ready()
        note_way(worker.passes_on_sockets())

    def load(self) -> Flask:  # type: ignore[override]  # an application by any other name
        return self._load(self._streams)

    def run(self) -> None:
        gc.freeze()  # what is loaded by now stays shared: no search for garbage touches it
        Supervisor(self).run()
