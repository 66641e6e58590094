"""The process that serves: a thread for each request under way, and no connection costs a run.

A connection gets a thread once it sends something. What sends nothing, or sends too slowly, has its
time and is closed; when there is no room for one more, the one that was silent longest gives way.
"""

import errno
import os
import selectors
import socket
import time
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from io import BytesIO
from types import FrameType
from typing import Any

from flask import Flask
from gunicorn.http.errors import NoMoreData
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.http.wsgi import create
from gunicorn.util import close_graceful
from gunicorn.workers.gthread import TConn, ThreadWorker

from webapp import MAX_BODY, close_app
from webapp.live.viewers import wire_of

SILENT_SECONDS = 10
"""What a new connection gets to say something."""
READING_SECONDS = 10
"""What a request gets to be here, headers and body."""
PRESSED_SECONDS = 2
"""The same, while half of all threads wait for requests to be here."""
LINGER_SECONDS = 0.3
"""What connections that are merely kept alive get when the server stops."""
NO_ROOM = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\n"
    b"Content-Type: text/plain\r\nContent-Length: 37\r\n\r\nThe server has no room for one more.\n"
)


class Worker(ThreadWorker):
    """gunicorn's threads, with a bound on everything that a client may hold."""

    wsgi: Flask  # type: ignore[assignment]  # what `load` of the server returns

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._reading: dict[TConn, float] = {}
        self._spare = os.open(os.devnull, os.O_RDONLY)

    def passes_on_sockets(self) -> bool:
        """Whether a request brings the socket that it came by, so that frames can be written to it.
        Tried with a request of our own, as gunicorn makes no promise of it."""
        ours, theirs = socket.socketpair()
        with ours, theirs:
            theirs.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            conn = TConn(self.cfg, ours, ("127.0.0.1", 0), ("127.0.0.1", 0))
            conn.init()
            assert isinstance(conn.parser, RequestParser)
            _, environ = create(next(conn.parser), ours, conn.client, conn.server, self.cfg)
            return wire_of(environ) is ours

    # Connections, in the one thread that accepts them

    def accept(self, listener: socket.socket) -> None:
        """Take a connection; it waits without a thread until it says something."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._refuse(listener)
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        if self.nr_conns >= self.cfg.worker_connections and not self._make_room():
            _say_no_room(client)
            return
        self.nr_conns += 1
        conn = TConn(self.cfg, client, address, listener.getsockname())
        conn.timeout = time.monotonic() + SILENT_SECONDS
        self.pending_conns.append(conn)
        self.poller.register(
            client, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn)
        )

    def set_accept_enabled(self, enabled: bool | None) -> None:
        """As long as it serves, everybody is answered, if only by saying that there is no room."""
        super().set_accept_enabled(enabled or self.alive)

    def on_pending_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """It says something, unless it has just had to give way."""
        if conn in self.pending_conns:
            super().on_pending_socket_readable(conn, client)

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """It says something again, unless it has just had to give way."""
        if conn in self.keepalived_conns:
            super().on_client_socket_readable(conn, client)

    def murder_pending(self) -> None:
        """Close what was silent, or was not done with its request, for too long."""
        super().murder_pending()
        is_pressed = len(self._reading) > self.cfg.threads // 2
        late = time.monotonic() - (PRESSED_SECONDS if is_pressed else READING_SECONDS)
        for conn, began in list(self._reading.items()):
            if began < late:
                self._reading.pop(conn, None)
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)

    def _make_room(self) -> bool:
        """Close the connection that was silent longest, or else idle longest."""
        for waiting in (self.pending_conns, self.keepalived_conns):
            if waiting:
                conn = waiting.popleft()
                with suppress(OSError, KeyError, ValueError):
                    self.poller.unregister(conn.sock)
                self.nr_conns -= 1
                conn.close()
                return True
        return False

    def _refuse(self, listener: socket.socket) -> None:
        """No file is left for one more connection: the spare one serves to say so."""
        os.close(self._spare)
        with suppress(OSError):
            client, _ = listener.accept()
            _say_no_room(client)
        self._spare = os.open(os.devnull, os.O_RDONLY)

    # Requests, each in a thread

    def handle(self, conn: TConn) -> bool:
        """Answer a request. If the connection ends with it, its client is given time to close it
        here: the loop to which it returns, and which accepts all others, would wait for it."""
        self._reading[conn] = time.monotonic()
        conn.data_ready = True
        goes_on: bool = super().handle(conn)
        self._reading.pop(conn, None)
        if goes_on is False:
            with suppress(OSError):
                close_graceful(conn.sock.dup())
                conn.sock.shutdown(socket.SHUT_RDWR)
        return goes_on

    def handle_request(self, req: Request, conn: TConn) -> Any:
        """The whole body is here before the application is asked."""
        _take_in(req, conn.sock)
        self._reading.pop(conn, None)
        return super().handle_request(req, conn)

    # The end

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Only note it: the loop does the rest, since a signal comes amid anything."""
        if self.alive:
            super().handle_exit(sig, frame)

    handle_quit = handle_exit

    def _cap_keepalive(self, deadline: float) -> None:
        """The first thing a worker does that stops: streams and clock end, what is kept is closed;
        idle connections get a moment only, their clients have nothing under way."""
        close_app(self.wsgi)
        super()._cap_keepalive(min(deadline, time.monotonic() + LINGER_SECONDS))  # type: ignore[misc]

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """The connection of a stream that has just ended is as idle as the others."""
        super().finish_request(conn, fs)
        if not self.alive:
            super()._cap_keepalive(time.monotonic() + LINGER_SECONDS)  # type: ignore[misc]

    def run(self) -> None:
        """Serve, and then leave at once: a client that reads no more would hold up its thread."""
        super().run()
        os._exit(0)


def _take_in(req: Request, sock: socket.socket) -> None:
    """Read a body of a size that is taken; a larger one is left to be refused by its length.

    Raises NoMoreData when less comes than was announced: half a command is none.
    """
    expected = [pair for pair in req.headers if pair[0] == "EXPECT"]
    if expected:
        sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        req.headers = [pair for pair in req.headers if pair[0] != "EXPECT"]
    announced = [int(value) for name, value in req.headers if name == "CONTENT-LENGTH"]
    if req.body is None or any(length > MAX_BODY for length in announced):
        return
    content = req.body.read(MAX_BODY + 1)
    if any(len(content) < length for length in announced):
        raise NoMoreData
    req.body.buf = BytesIO()
    req.body.buf.write(content)
    if not announced and content:  # it came in chunks, and now has a length like any other
        kept = [pair for pair in req.headers if pair[0] != "TRANSFER-ENCODING"]
        req.headers = [*kept, ("CONTENT-LENGTH", str(len(content)))]


def _say_no_room(client: socket.socket) -> None:
    with suppress(OSError):
        client.setblocking(False)
        client.send(NO_ROOM)
    client.close()
