"""A proxy as many are set up: it takes a path off, changes the name and passes on no upgrade."""

import re
import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit


class Proxy:
    """Passes what comes below `prefix` on to the server behind it, one request a connection.

    With `host` the server is asked under the name that the browser used, else under its own.
    """

    def __init__(self, url: str, prefix: str, *, host: bool = False) -> None:
        self._behind, self._prefix, self._host = urlsplit(url).netloc, prefix.encode(), host
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._start(self._accept)

    def close(self) -> None:
        """Ends every connection and waits for the threads."""
        for end in (self._listener, *self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for end in (self._listener, *self._open):
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                front, _ = self._listener.accept()
                self._open.append(front)
                self._start(self._ask, front)

    def _ask(self, front: socket.socket) -> None:
        head, rest = b"", b""
        with suppress(OSError):
            while b"\r\n\r\n" not in head:
                data = front.recv(65536)
                if not data:
                    return
                head += data
            head, _, rest = head.partition(b"\r\n\r\n")
            host, _, port = self._behind.partition(":")
            back = socket.create_connection((host, int(port)))
            self._open.append(back)
            back.sendall(self._changed(head) + b"\r\n\r\n" + rest)
            self._start(self._pass_on, front, back)
            self._pass_on(back, front)

    def _changed(self, head: bytes) -> bytes:
        head = re.sub(rb"^(\w+) %b/?" % re.escape(self._prefix), rb"\1 /", head)
        head = re.sub(rb"\r\n(Connection|Upgrade): [^\r]*", b"", head, flags=re.IGNORECASE)
        if not self._host:
            name = b"\r\nHost: %b" % self._behind.encode()
            head = re.sub(rb"\r\nHost: [^\r]*", name, head, flags=re.IGNORECASE)
        return head + b"\r\nConnection: close"

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def _start(self, work: object, *ends: socket.socket) -> None:
        thread = threading.Thread(target=work, args=ends, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()
