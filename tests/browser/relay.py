"""A way to the server that can be cut and mended, as a cable or a wireless network is."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit


class Relay:
    """Passes on every connection to the server behind it, unless it is cut."""

    def __init__(self, url: str) -> None:
        self._behind = ("127.0.0.1", urlsplit(url).port)
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._cut = False
        self._start(self._accept)

    def cut(self) -> None:
        """Ends all connections; new ones end at once."""
        self._cut = True
        for end in self._open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Lets connections through again."""
        self._cut = False

    def close(self) -> None:
        """Cuts it for good and waits for its threads."""
        self.cut()
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for end in (self._listener, *self._open):
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                front, _ = self._listener.accept()
                self._open.append(front)
                if self._cut:
                    front.shutdown(socket.SHUT_RDWR)
                    continue
                back = socket.create_connection(self._behind)
                self._open.append(back)
                self._start(self._pass_on, front, back)
                self._start(self._pass_on, back, front)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def _start(self, work: Callable[..., None], *ends: socket.socket) -> None:
        thread = threading.Thread(target=work, args=ends, daemon=True)
        self._threads.append(thread)
        thread.start()
