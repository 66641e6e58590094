"""The stream of a run: as server-sent events, or on a WebSocket for whoever asks for one.

A browser opens six connections to a server over HTTP/1.1, for all its windows together, and each
stream would hold one of them. Its WebSockets are counted apart. They carry the same messages.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from socket import socket as Wire
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, request
from werkzeug.exceptions import BadRequest
from werkzeug.wsgi import ClosingIterator

from webapp.live.messages import Framing, accepted, chunk, text_frame
from webapp.live.snapshot import Snapshot
from webapp.live.viewers import Viewer, wire_of
from webapp.routes.looking import Look, get_run
from webapp.routes.negotiation import vary
from webapp.routes.services import streams
from webapp.shared.distant import Sight
from webapp.views import page as views
from webapp.views.addresses import root

blueprint = Blueprint("streaming", __name__)
blueprint.after_request(vary)


class Upgraded(Response):
    """An answer after which the connection is a WebSocket; its body does the writing there."""

    default_status = 101

    def get_app_iter(self, environ: Any) -> Iterable[bytes]:
        """The body, which Werkzeug would leave out behind this status."""
        return ClosingIterator(self.iter_encoded(), self.close)


@get_run(blueprint, "/stream", is_stream=True)
def stream(look: Look) -> Response:
    """What there is to see, at once and whenever it changes. `?revision=` is that of the page the
    viewer has."""
    response = Response(mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Accel-Buffering"] = "no"
    if request.method != "HEAD":
        viewer = _admitted(look, wire_of(request.environ), chunk)
        response.response = _messages(look, viewer)
        response.call_on_close(partial(streams().leave, look.broadcast, viewer))
    return response


@get_run(blueprint, "/stream", is_stream=True, websocket=True)
def socket(look: Look) -> Response:
    """The same messages, each as a text of a WebSocket."""
    key, wire = request.headers.get("Sec-WebSocket-Key"), wire_of(request.environ)
    if key is None or wire is None or request.headers.get("Sec-WebSocket-Version") != "13":
        raise BadRequest("No WebSocket can be had here; without Upgrade there are events.")
    viewer = _admitted(look, wire, text_frame)
    response = Upgraded(_said(_messages(look, viewer), viewer))
    response.headers["Upgrade"], response.headers["Connection"] = "websocket", "Upgrade"
    response.headers["Sec-WebSocket-Accept"] = accepted(key)
    response.call_on_close(partial(streams().leave, look.broadcast, viewer))
    return response


def _admitted(look: Look, wire: Wire | None, framing: Framing) -> Viewer:
    return streams().admit(look.broadcast, wire, request.args.get("revision", type=int), framing)


def _messages(look: Look, viewer: Viewer) -> Iterator[bytes]:
    return streams().messages(look.live.display, look.broadcast, viewer, Renderer.of(look))


def _said(messages: Iterator[bytes], viewer: Viewer) -> Iterator[bytes]:
    """Messages written to the viewer's WebSocket."""
    yield b""  # the head of the answer goes before
    with closing(viewer):
        for message in messages:
            viewer.say(message)


@dataclass(frozen=True)
class Renderer:
    """Renders the structure of a run outside of a request, which the stream outlives."""

    app: Flask
    root: str
    is_watched: bool

    @classmethod
    def of(cls, look: Look) -> "Renderer":
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        return cls(app, root(), look.is_watched)

    def __call__(self, snapshot: Snapshot | Sight) -> str:
        if isinstance(snapshot, Sight):
            return snapshot.structure(self.root, self.is_watched)
        with self.app.app_context():
            g.root = self.root
            return views.structure(snapshot, self.is_watched)
